import { expect, test } from '@jest/globals';
import { createOutbox } from '../../client/controls/outbox.ts';

/** Requests that are answered by hand. */
function desk() {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const refusals: (() => void)[] = [];
  const request = (value: number) => () => {
    asked.push(value);
    return new Promise<void>((resolve, reject) => {
      answers.push(resolve);
      refusals.push(() => reject(new Error('no')));
    });
  };
  return { asked, answers, refusals, request };
}

test('while a request is on its way, only the newest of those that follow is kept', async () => {
  const { asked, answers, request } = desk();
  const outbox = createOutbox<number>(() => undefined);
  for (const value of [1, 2, 3, 4]) outbox.send('gain', value, request(value));
  expect(asked).toEqual([1]);
  expect(outbox.wanted('gain')).toBe(4);
  answers[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toEqual([1, 4]);
  answers[1]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(outbox.wanted('gain')).toBeUndefined();
});

test('a refusal does not hold up what follows, and other names do not wait', async () => {
  const { asked, refusals, request } = desk();
  const outbox = createOutbox<number>((sent) => void sent.catch(() => undefined));
  outbox.send('gain', 1, request(1));
  outbox.send('gain', 2, request(2));
  outbox.send('rate', 9, request(9));
  expect(asked).toEqual([1, 9]);
  refusals[0]?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toEqual([1, 9, 2]);
});
