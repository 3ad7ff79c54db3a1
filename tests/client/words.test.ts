import { expect, test } from '@jest/globals';
import {
  formatGain,
  gainFromOctaves,
  octavesFromGain,
} from '../../client/controls/precision-scale.ts';
import { rateScale, shareOf } from '../../client/controls/rate-scale.ts';
import {
  choiceInHash,
  hashOfPlace,
  pageInHash,
  sessionInHash,
  tokenInHash,
} from '../../client/connection/session-link.ts';
import {
  countFrame,
  countRoundTrip,
  skippedShare,
  UNMEASURED,
} from '../../client/connection/link-quality.ts';
import { placeInWords, spokenSummary } from '../../client/state/describe-frame.ts';
import { describeUnit } from '../../client/state/describe-unit.ts';
import { formatBytes, formatNumber, formatSigned } from '../../client/state/format-number.ts';
import { histogramOf, statisticsOf } from '../../client/state/statistics.ts';
import type { AgentDescription } from '../../protocol/index.ts';
import { frameOf } from './frame-of.ts';

const level = (name: string, side: number, unit: string) => ({
  name,
  meaning: '',
  units: side * side,
  arrangement: { gridRows: 1, gridColumns: 1, rows: side, columns: side },
  predictedBy: null,
  prior: null,
  unitNames: null,
  unit,
});
const agent: AgentDescription = {
  name: 'test',
  summary: '',
  sources: [],
  parameters: [],
  levels: [level('senses', 3, 'cd/m2'), level('causes', 1, '1')],
  classes: [],
  training: null,
  pictureLevel: 0,
  energy: 'free energy',
  firstPicture: '',
};

test('a frame is summed up in one sentence', () => {
  const errors = [0, 0, 0, 0, 0, 0, 0, 0, -2];
  const frame = frameOf(7, { '0/predictionErrors': errors }, { step: 120, errorNorms: [2, 1] });
  expect(spokenSummary(frame, agent)).toBe(
    'step 120, free energy 3.14, largest error level 0 bottom right',
  );
});

test('places have nine names', () => {
  expect([placeInWords(0, 0), placeInWords(0.5, 0.5), placeInWords(1, 0.5)]).toEqual([
    'top left',
    'centre',
    'right',
  ]);
});

test('an error is read with its sign, its unit and what it means', () => {
  const at = { level: 0, quantity: 'predictionErrors', unit: 4 } as const;
  expect(describeUnit(agent, { ...at, value: 0.5 })).toBe(
    'unit 4: +0.5 cd/m2 ▲ more than predicted',
  );
  expect(describeUnit(agent, { ...at, value: -0.5 })).toBe(
    'unit 4: −0.5 cd/m2 ▼ less than predicted',
  );
});

test('numbers keep three digits', () => {
  expect([0, 1 / 3, -12.345, 1234.5, 2e7, 4e-5, Number.NaN].map(formatNumber)).toEqual([
    '0',
    '0.333',
    '−12.3',
    '1235',
    '2.00e+7',
    '4.00e−5',
    'not a number',
  ]);
  expect(formatSigned(2)).toBe('+2');
  expect([formatBytes(38_000), formatBytes(33_554_432)]).toEqual(['38 kB', '34 MB']);
});

test('the precision slider is logarithmic and its ends are 1/64 and 64', () => {
  expect([gainFromOctaves(-6), gainFromOctaves(0), gainFromOctaves(6)]).toEqual([1 / 64, 1, 64]);
  for (const gain of [1 / 64, 0.3, 1, 5, 64]) {
    expect(gainFromOctaves(octavesFromGain(gain))).toBeCloseTo(gain, 12);
  }
  expect([octavesFromGain(0), octavesFromGain(1000)]).toEqual([-6, 6]);
  expect([1, 4, 2 ** 0.5, 1 / 8].map(formatGain)).toEqual(['×1', '×4', '×1.41', '×1/8']);
});

test('the largest stable rate lies on its slider, and so does the present one', () => {
  for (const [stable, present] of [
    [0.017, 0.004],
    [0.017, 0.5],
    [null, 0.05],
    [2, 1e-4],
  ] as const) {
    const scale = rateScale(stable, present);
    expect(Math.log2(present)).toBeGreaterThanOrEqual(scale.lowest);
    expect(Math.log2(present)).toBeLessThanOrEqual(scale.highest);
    if (stable !== null) {
      expect(shareOf(scale, scale.stable!)).toBeGreaterThan(0);
      expect(shareOf(scale, scale.stable!)).toBeLessThan(1);
    }
  }
});

test('a link leads to its session, its page and what is chosen there, and a token is not part of it', () => {
  const choice = { story: 'clouds', set: '{"size":0.5}', datum: '1, -2' };
  const hash = hashOfPlace({ session: 'a b&c', page: 'agents', choice });
  expect([sessionInHash(hash), pageInHash(hash)]).toEqual(['a b&c', 'agents']);
  expect(choiceInHash(hash)).toEqual(choice);
  expect(hashOfPlace({ session: null, page: 'perceive', choice: {} })).toBe('');
  expect(pageInHash(hashOfPlace({ session: 'x', page: 'perceive', choice: {} }))).toBeNull();
  expect(sessionInHash('')).toBeNull();
  expect(tokenInHash('#token=secret&session=x')).toBe('secret');
  expect(choiceInHash('#token=secret&session=x&page=stories&story=&seed=2')).toEqual({ seed: '2' });
  expect(hashOfPlace({ session: 'x', page: 'agents', choice: {} })).not.toContain('token');
});

test('gaps in the sequence are frames that were skipped', () => {
  const link = [5, 6, 9, 9, 10].reduce(countFrame, UNMEASURED);
  expect([link.received, link.skipped]).toEqual([5, 2]);
  expect(skippedShare(link)).toBeCloseTo(2 / 7);
  expect(countRoundTrip(countRoundTrip(link, 100), 20).latency).toBe(80);
});

test('statistics and histogram of a plane', () => {
  const statistics = statisticsOf(Float32Array.of(1, 2, 3, 6))!;
  expect(statistics).toMatchObject({ count: 4, smallest: 1, largest: 6, mean: 3 });
  expect(statistics.spread).toBeCloseTo(Math.sqrt(3.5));
  expect(statistics.norm).toBeCloseTo(Math.sqrt(50));
  expect(statisticsOf(new Float32Array())).toBeNull();
  expect([...histogramOf(Float32Array.of(-9, 0, 0.5, 0.99, 9), 0, 1, 2)]).toEqual([2, 3]);
});
