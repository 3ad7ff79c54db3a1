import { expect, test } from '@jest/globals';
import { cursorAt, FOLLOW_LATEST, moveCursor, sequenceOf } from '../../client/state/cursor.ts';

const history = { first: 10, last: 50, bytes: 0, budgetBytes: 0 };

test('following shows the newest frame, whatever it is', () => {
  expect(sequenceOf(FOLLOW_LATEST, history)).toBe(50);
  expect(sequenceOf(FOLLOW_LATEST, { ...history, last: 51 })).toBe(51);
});

test('a frame that was forgotten is replaced by the oldest one', () => {
  expect(sequenceOf({ following: false, sequence: 3 }, history)).toBe(10);
  expect(cursorAt(99, history)).toEqual({ following: false, sequence: 50 });
});

test('steps back and forward go along the history, and compute beyond its end', () => {
  expect(moveCursor(FOLLOW_LATEST, -1, history)).toEqual({
    kind: 'seek',
    cursor: cursorAt(49, history),
  });
  expect(moveCursor(cursorAt(20, history), 10, history)).toEqual({
    kind: 'seek',
    cursor: cursorAt(30, history),
  });
  expect(moveCursor(cursorAt(10, history), -10, history)).toEqual({
    kind: 'seek',
    cursor: cursorAt(10, history),
  });
  expect(moveCursor(FOLLOW_LATEST, 10, history)).toEqual({ kind: 'compute', steps: 10 });
  expect(moveCursor(cursorAt(50, history), 1, history)).toEqual({ kind: 'compute', steps: 1 });
});
