import { expect, test } from '@jest/globals';
import { FAULT_CASES, type FaultCase, faultTrials } from '../../experiments/index.ts';

// Ten samples, and false alarms 1e5 samples apart, are requirements that stood before any run. That nine of ten runs name the
// right place, and that faults which begin slowly may take longer, was set after runs with other seeds.
const RUNS = 100;

const named = (kind: FaultCase['kind'], sensor?: string): FaultCase =>
  FAULT_CASES.find(
    (fault) => fault.kind === kind && (fault.kind === 'slow' || fault.sensor === sensor),
  )!;

test.each([
  ['bias', 'pitch-1'],
  ['bias', 'generator-2'],
  ['bias', 'rotor-1'],
  ['gain', 'generator-1'],
  ['gain', 'pitch-2'],
] as const)('a %s of %s is noticed within ten samples, where it is', (kind, sensor) => {
  const trials = faultTrials(named(kind, sensor), { runs: RUNS, seed: 2 });
  expect(trials.missed).toBe(0);
  expect(trials.medianDelay).toBeLessThan(10);
  expect(trials.isolated).toBeGreaterThanOrEqual(0.9 * RUNS);
  expect(trials.falseAlarms).toBeLessThanOrEqual(trials.healthySamples / 1e5 + 4);
});

test.each([
  ['drift', 'rotor-2'],
  ['drift', 'pitch-2'],
  ['stuck', 'pitch-1'],
  ['slow', undefined],
] as const)('a %s of %s is noticed where it is, though later', (kind, sensor) => {
  const trials = faultTrials(named(kind, sensor), { runs: RUNS, seed: 2 });
  expect(trials.missed).toBe(0);
  expect(trials.isolated).toBeGreaterThanOrEqual(0.9 * RUNS);
});

// Not met: what is stuck is quiet, and quiet is plausible.
test('a generator speed that is stuck is mostly looked for in the other sensor, a rotor speed that is stuck often missed', () => {
  const generator = faultTrials(named('stuck', 'generator-1'), { runs: RUNS, seed: 2 });
  expect(generator.missed).toBe(0);
  expect(generator.isolated).toBeLessThan(0.5 * RUNS);
  const rotor = faultTrials(named('stuck', 'rotor-1'), { runs: RUNS, seed: 2 });
  expect(rotor.missed).toBeGreaterThan(0.1 * RUNS);
});

test('without a fault alarms lie 1e5 samples apart at least, and innovations are as large as expected', () => {
  const { falseAlarms, healthySamples, meanInnovation } = faultTrials(null, {
    runs: 4 * RUNS,
    seed: 3,
  });
  console.log(falseAlarms, healthySamples, meanInnovation);
  expect(falseAlarms).toBeLessThanOrEqual(healthySamples / 1e5);
  expect(Math.abs(meanInnovation - 6)).toBeLessThan(0.1);
});
