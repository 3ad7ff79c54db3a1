import { expect, test } from '@jest/globals';
import { type Change, createUndoStack } from '../../client/state/undo-stack.ts';

/** A number, and changes of it. */
function counter() {
  let value = 0;
  const change = (to: number, mergeKey?: string): Change => {
    const before = value;
    value = to;
    return {
      label: `to ${to}`,
      ...(mergeKey === undefined ? {} : { mergeKey }),
      undo: () => (value = before),
      redo: () => (value = to),
    };
  };
  return { change, now: () => value };
}

test('changes are taken back and made again in their order', () => {
  const stack = createUndoStack();
  const { change, now } = counter();
  stack.push(change(1));
  stack.push(change(2));
  expect(stack.undo()?.label).toBe('to 2');
  expect(now()).toBe(1);
  stack.undo();
  expect(now()).toBe(0);
  expect([stack.canUndo.value, stack.canRedo.value]).toEqual([false, true]);
  stack.redo();
  stack.redo();
  expect(now()).toBe(2);
  expect(stack.redo()).toBeNull();
});

test('a drag is one change, from where it began to where it ended', () => {
  const stack = createUndoStack();
  const { change, now } = counter();
  for (const value of [1, 2, 3]) stack.push(change(value, 'gain'));
  stack.seal();
  stack.push(change(9, 'gain'));
  stack.undo();
  expect(now()).toBe(3);
  stack.undo();
  expect(now()).toBe(0);
  stack.redo();
  expect(now()).toBe(3);
});

test('a new change forgets what had been undone, and the oldest is forgotten when there are too many', () => {
  const stack = createUndoStack(2);
  const { change, now } = counter();
  for (const value of [1, 2, 3]) stack.push(change(value));
  stack.undo();
  stack.push(change(7));
  expect(stack.canRedo.value).toBe(false);
  stack.undo();
  stack.undo();
  expect(stack.undo()).toBeNull();
  expect(now()).toBe(1);
});
