import { expect, test } from '@jest/globals';
import { mismatchPeak } from '../../../experiments/analysis/mismatch-wave.ts';

const samples = Array.from({ length: 40 }, (_, at) => at);

test('the peak of a parabola between samples is found exactly, whatever lies below it', () => {
  for (const [height, place, width] of [
    [3, 12.3, 5],
    [0.7, 20.75, 40],
  ] as const) {
    const standard = samples.map((at) => Math.sin(at));
    const deviant = samples.map((at) => Math.sin(at) + height - (at - place) ** 2 / width);
    const { amplitude, latency } = mismatchPeak(deviant, standard);
    expect(latency).toBeCloseTo(place, 9);
    expect(amplitude).toBeCloseTo(height, 9);
  }
});

test('a wave that only rises has its peak at the end', () => {
  expect(mismatchPeak(samples, new Array<number>(40).fill(1))).toEqual({
    amplitude: 38,
    latency: 39,
  });
});
