/** Everything that a key can ask for. */
export const COMMANDS = [
  'toggle-play',
  'step',
  'step-back',
  'step-10',
  'step-back-10',
  'first',
  'latest',
  'reset',
  'level-1',
  'level-2',
  'level-3',
  'level-4',
  'level-5',
  'level-6',
  'level-7',
  'level-8',
  'level-9',
  'show-error',
  'show-prediction',
  'show-belief',
  'show-variance',
  'zero-centre',
  'range-narrower',
  'range-wider',
  'fullscreen',
  'toggle-flat',
  'copy-link',
  'undo',
  'redo',
  'help',
  'close',
] as const;

/** One of {@link COMMANDS}. */
export type Command = (typeof COMMANDS)[number];

/** Headings of the help dialog. */
export type KeyGroup = 'time' | 'looking' | 'changing' | 'window';

/** One command and the keys that ask for it. */
export interface KeyBinding {
  readonly command: Command;
  readonly group: KeyGroup;
  /** Chords as {@link chordOf} writes them; the first is the one that is shown on buttons. */
  readonly chords: readonly string[];
}

/**
 * THE keyboard map: the handler, the help dialog and the documentation all read this table and nothing else.
 */
export const KEYBOARD_MAP: readonly KeyBinding[] = [
  { command: 'toggle-play', group: 'time', chords: ['Space', 'Shift+Enter'] },
  { command: 'step', group: 'time', chords: ['.', 'ArrowRight'] },
  { command: 'step-back', group: 'time', chords: [',', 'ArrowLeft'] },
  { command: 'step-10', group: 'time', chords: ['Shift+ArrowRight'] },
  { command: 'step-back-10', group: 'time', chords: ['Shift+ArrowLeft'] },
  { command: 'first', group: 'time', chords: ['Home'] },
  { command: 'latest', group: 'time', chords: ['End'] },
  { command: 'reset', group: 'time', chords: ['R'] },
  { command: 'level-1', group: 'looking', chords: ['1'] },
  { command: 'level-2', group: 'looking', chords: ['2'] },
  { command: 'level-3', group: 'looking', chords: ['3'] },
  { command: 'level-4', group: 'looking', chords: ['4'] },
  { command: 'level-5', group: 'looking', chords: ['5'] },
  { command: 'level-6', group: 'looking', chords: ['6'] },
  { command: 'level-7', group: 'looking', chords: ['7'] },
  { command: 'level-8', group: 'looking', chords: ['8'] },
  { command: 'level-9', group: 'looking', chords: ['9'] },
  { command: 'show-error', group: 'looking', chords: ['E'] },
  { command: 'show-prediction', group: 'looking', chords: ['P'] },
  { command: 'show-belief', group: 'looking', chords: ['B'] },
  { command: 'show-variance', group: 'looking', chords: ['V'] },
  { command: 'zero-centre', group: 'looking', chords: ['Z'] },
  { command: 'range-narrower', group: 'looking', chords: ['['] },
  { command: 'range-wider', group: 'looking', chords: [']'] },
  { command: 'undo', group: 'changing', chords: ['Ctrl+Z'] },
  { command: 'redo', group: 'changing', chords: ['Ctrl+Shift+Z', 'Ctrl+Y'] },
  { command: 'toggle-flat', group: 'window', chords: ['T'] },
  { command: 'fullscreen', group: 'window', chords: ['F'] },
  { command: 'copy-link', group: 'window', chords: ['C'] },
  { command: 'help', group: 'window', chords: ['?'] },
  { command: 'close', group: 'window', chords: ['Escape'] },
];

/** The parts of a key event that name its chord. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Writes a key press as a chord: `Ctrl+Shift+Z`, `Space`, `?`. The command key of a Mac counts as Ctrl. Shift is part
 * of a chord only with letters under Ctrl and with named keys, because it is how many keyboards type a character.
 */
export function chordOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const control = ctrlKey || metaKey;
  const typed = key.length === 1 && key !== ' ' && !control;
  return [
    control ? 'Ctrl+' : '',
    altKey ? 'Alt+' : '',
    shiftKey && !typed ? 'Shift+' : '',
    name,
  ].join('');
}

/** The command of a key press; `null` when it has none. */
export function commandOf(press: KeyPress): Command | null {
  const chord = chordOf(press);
  return KEYBOARD_MAP.find(({ chords }) => chords.includes(chord))?.command ?? null;
}

/** The chord that is shown beside a command. */
export function chordFor(command: Command): string {
  return KEYBOARD_MAP.find((binding) => binding.command === command)?.chords[0] ?? '';
}

/** Commands that steer no session: they are the same on every page. */
const FOR_EVERY_PAGE: ReadonlySet<Command> = new Set(['fullscreen', 'copy-link', 'help', 'close']);

/** Whether a command makes sense on every page; all others belong to the page on which an agent perceives. */
export function isForEveryPage(command: Command): boolean {
  return FOR_EVERY_PAGE.has(command);
}
