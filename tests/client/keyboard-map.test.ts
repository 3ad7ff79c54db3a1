import { expect, test } from '@jest/globals';
import { chordOf, COMMANDS, commandOf, KEYBOARD_MAP } from '../../client/controls/keyboard-map.ts';
import { messages } from '../../client/messages.ts';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test('no key asks for two things', () => {
  const chords = KEYBOARD_MAP.flatMap((binding) => binding.chords);
  expect(new Set(chords).size).toBe(chords.length);
});

test('every command has one entry, a key and words', () => {
  expect(KEYBOARD_MAP.map(({ command }) => command).sort()).toEqual([...COMMANDS].sort());
  for (const { command, chords } of KEYBOARD_MAP) {
    expect(chords.length).toBeGreaterThan(0);
    expect(messages.commands[command]).not.toBe('');
  }
});

test.each([
  [' ', {}, 'toggle-play'],
  ['Enter', { shiftKey: true }, 'toggle-play'],
  ['.', {}, 'step'],
  ['ArrowRight', {}, 'step'],
  ['ArrowRight', { shiftKey: true }, 'step-10'],
  [',', {}, 'step-back'],
  ['ArrowLeft', { shiftKey: true }, 'step-back-10'],
  ['Home', {}, 'first'],
  ['End', {}, 'latest'],
  ['r', {}, 'reset'],
  ['R', { shiftKey: true }, 'reset'],
  ['3', {}, 'level-3'],
  ['e', {}, 'show-error'],
  ['[', {}, 'range-narrower'],
  ['?', { shiftKey: true }, 'help'],
  ['z', {}, 'zero-centre'],
  ['z', { ctrlKey: true }, 'undo'],
  ['z', { metaKey: true }, 'undo'],
  ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
  ['r', { ctrlKey: true }, null],
  ['t', { altKey: true }, null],
  ['Tab', {}, null],
] as const)('key %j with %j is %j', (key, modifiers, command) => {
  expect(commandOf({ ...plain, ...modifiers, key })).toBe(command);
});

test('a chord is written as people read it', () => {
  expect(chordOf({ ...plain, key: 'z', ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z');
});
