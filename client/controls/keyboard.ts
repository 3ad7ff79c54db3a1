import { type Command, commandOf } from './keyboard-map.ts';

/**
 * Turns key presses into commands. Keys are left alone in text fields and lists, and where the focused control needs
 * them itself: Space and Enter on buttons, arrows, Home and End on sliders and drawing fields.
 *
 * @returns a function that stops listening.
 */
export function listenToKeys(target: Document, run: (command: Command) => void): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTakenBy(event)) return;
    const command = commandOf(event);
    if (command === null) return;
    // A dialog closes itself on Escape, and leaves full screen likewise.
    if (command !== 'close') event.preventDefault();
    run(command);
  };
  target.addEventListener('keydown', listener);
  return () => target.removeEventListener('keydown', listener);
}

const movers = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

function isTakenBy({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || key === 'Escape') return false;
  if (target.closest('dialog[open]') !== null) return true;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range' || target.type === 'radio') return movers.has(key);
    return target.type === 'checkbox' ? key === ' ' : true;
  }
  if (target.closest('[role="application"]') !== null) return movers.has(key) || key === ' ';
  return target.closest('button, summary, a[href]') !== null && (key === ' ' || key === 'Enter');
}
