import { expect, test } from '@jest/globals';
import { createFrameCache } from '../../client/state/frame-cache.ts';
import { createTraceLog } from '../../client/state/trace-log.ts';
import { frameOf } from './frame-of.ts';

test('the cache stays within its budget and forgets the oldest frames first', () => {
  const bytesPerFrame = 4 * 100;
  const cache = createFrameCache(3 * bytesPerFrame);
  const planes = { '0/values': new Array<number>(100).fill(1) } as const;
  for (let sequence = 1; sequence <= 5; sequence += 1) cache.put(frameOf(sequence, planes));
  expect(cache.bytes).toBe(3 * bytesPerFrame);
  expect([1, 2, 3, 4, 5].map((sequence) => cache.get(sequence) !== undefined)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('a better version of a frame takes its place', () => {
  const cache = createFrameCache();
  cache.put(frameOf(1, { '0/variance': [1] }));
  const exact = frameOf(1, { '0/variance': [2] });
  cache.put(exact);
  expect(cache.get(1)).toBe(exact);
  expect(cache.bytes).toBe(4);
});

test('traces are kept in the order of their frames, each once, the newest of too many', () => {
  const log = createTraceLog(8);
  for (const sequence of [3, 5, 4, 5, 1]) log.add(frameOf(sequence, {}).header);
  expect(log.points.map(({ sequence }) => sequence)).toEqual([1, 3, 4, 5]);
  for (let sequence = 6; sequence < 40; sequence += 1) log.add(frameOf(sequence, {}).header);
  expect(log.points.length).toBeLessThanOrEqual(10);
  expect(log.points.at(-1)?.sequence).toBe(39);
});
