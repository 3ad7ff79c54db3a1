import type { HistoryRange } from '../../protocol/index.ts';

/** Which frame is shown: always the newest, or one of the kept history. */
export type Cursor =
  { readonly following: true } | { readonly following: false; readonly sequence: number };

/** Shows whatever is newest. */
export const FOLLOW_LATEST: Cursor = { following: true };

/** Number of the frame that a cursor points at. */
export function sequenceOf(cursor: Cursor, history: HistoryRange): number {
  return cursor.following ? history.last : clampTo(cursor.sequence, history);
}

/** A cursor at a frame, brought into the kept history. */
export function cursorAt(sequence: number, history: HistoryRange): Cursor {
  return { following: false, sequence: clampTo(sequence, history) };
}

/** Where stepping leads: to another frame of the history, or beyond it, so that new steps have to be computed. */
export type Move =
  | { readonly kind: 'seek'; readonly cursor: Cursor }
  | { readonly kind: 'compute'; readonly steps: number };

/**
 * Goes `by` frames along the history (negative: back). A step forward from the newest frame asks for new inference
 * steps; a step back from the oldest stays there.
 */
export function moveCursor(cursor: Cursor, by: number, history: HistoryRange): Move {
  const from = sequenceOf(cursor, history);
  if (by > 0 && from >= history.last) return { kind: 'compute', steps: by };
  return { kind: 'seek', cursor: cursorAt(from + by, history) };
}

function clampTo(sequence: number, { first, last }: HistoryRange): number {
  return Math.min(last, Math.max(first, Math.round(sequence)));
}
