import { describe, expect, test } from '@jest/globals';
import { filterSequence } from '../../../../agents/families/state-space/filter-sequence.ts';
import { simulateStateSpace } from '../../../../agents/families/state-space/simulate.ts';
import {
  createObserver,
  type ObservedModel,
} from '../../../../agents/families/turbine/observer.ts';
import {
  BENCHMARK_TURBINE,
  createRandom,
  drawExogenous,
  runTurbine,
  SENSORS,
  type TurbineFault,
  watchTurbine,
} from '../../../../agents/index.ts';

const PLANT: ObservedModel = {
  dynamics: [
    [0.9, 0.2],
    [-0.1, 0.8],
  ],
  inputWeights: [[0.5], [0]],
  observation: [
    [1, 0],
    [0.3, 1],
  ],
  processCovariance: [
    [0.4, 0.1],
    [0.1, 0.3],
  ],
  observationCovariance: [
    [0.5, 0],
    [0, 0.8],
  ],
};

function readings(steps: number, seed: number): number[][] {
  const { observations } = simulateStateSpace(
    {
      ...PLANT,
      initialMean: [0, 0],
      initialCovariance: [
        [1, 0],
        [0, 1],
      ],
    },
    { steps, random: createRandom(seed, 'plant') },
  );
  return Array.from({ length: steps }, (_, step) => [
    ...observations.values.subarray(2 * step, 2 * step + 2),
  ]);
}

describe('the observer', () => {
  test('is the Kalman filter in the long run, known inputs included', () => {
    const steps = 200;
    const data = readings(steps, 1);
    const inputs = Array.from({ length: steps }, (_, step) => Math.sin(step));
    const filtered = filterSequence(
      {
        ...PLANT,
        initialMean: [0, 0],
        initialCovariance: [
          [1, 0],
          [0, 1],
        ],
      },
      { steps, channels: 2, values: Float64Array.from(data.flat()) },
      { inputs: { steps, channels: 1, values: Float64Array.from([0, ...inputs.slice(0, -1)]) } },
    );
    const observer = createObserver(PLANT, [0, 0]);
    data.forEach((reading, step) => {
      const { mean, normalisedInnovationSquared } = observer.observe(
        reading,
        step === 0 ? null : [inputs[step - 1]!],
      );
      if (step < 150) return;
      expect(Math.abs(mean[0]! - filtered.means[2 * step]!)).toBeLessThan(1e-9);
      expect(Math.abs(mean[1]! - filtered.means[2 * step + 1]!)).toBeLessThan(1e-9);
      const expected = filtered.normalisedInnovationsSquared[step]!;
      expect(Math.abs(normalisedInnovationSquared - expected)).toBeLessThan(1e-9);
    });
  });

  test('has a mean normalised innovation squared in [1.627, 2.411] in 95 % of runs of 100 readings', () => {
    const runs = 300;
    let inside = 0;
    for (let run = 0; run < runs; run++) {
      const observer = createObserver(PLANT, [0, 0]);
      let sum = 0;
      readings(150, 100 + run).forEach((reading, step) => {
        const { normalisedInnovationSquared } = observer.observe(reading, step === 0 ? null : [0]);
        if (step >= 50) sum += normalisedInnovationSquared / 100;
      });
      if (sum > 1.627 && sum < 2.411) inside++;
    }
    expect(Math.abs(inside / runs - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / runs));
  });
});

function watch(seed: number, fault: TurbineFault | null, spread?: readonly number[]) {
  const exogenous = drawExogenous(BENCHMARK_TURBINE, {
    steps: 1400,
    meanWind: 15,
    random: createRandom(seed, 'watch'),
  });
  const run = runTurbine(BENCHMARK_TURBINE, exogenous, { fault });
  return watchTurbine(BENCHMARK_TURBINE, run, spread === undefined ? {} : { spread });
}

describe('watching a turbine', () => {
  test('with nothing wrong raises no alarm; innovations are as large as expected, errors average out', () => {
    for (const seed of [1, 2, 3]) {
      const { alarm, meanInnovation, remainingErrors } = watch(seed, null);
      expect(alarm).toBeNull();
      // Six channels, 1200 steps: four standard errors of sqrt(12 / 1200), and the torque that is modelled roughly.
      expect(Math.abs(meanInnovation - 6)).toBeLessThan(0.5);
      for (const error of remainingErrors) expect(Math.abs(error)).toBeLessThan(0.15);
    }
  });

  test.each<[string, TurbineFault]>([
    ['a bias', { kind: 'bias', sensor: 'generator-2', from: 1000, size: 0.5 }],
    ['a bias of the pitch', { kind: 'bias', sensor: 'pitch-1', from: 1000, size: -1 }],
    ['a gain', { kind: 'gain', sensor: 'rotor-1', from: 1000, size: 1.1 }],
  ])('notices %s within ten samples, in the sensor in which it is', (_, fault) => {
    for (const seed of [1, 2, 3]) {
      const { alarm, remainingErrors } = watch(seed, fault);
      expect(alarm!.step).toBeGreaterThanOrEqual(1000);
      expect(alarm!.step).toBeLessThan(1010);
      expect(alarm!.place).toBe(fault.kind === 'slow' ? 'actuator' : fault.sensor);
      // What remains unexplained after settling is largest where the fault is.
      const largest = remainingErrors.reduce(
        (most, error, sensor) =>
          Math.abs(error) > Math.abs(remainingErrors[most]!) ? sensor : most,
        0,
      );
      expect(SENSORS[largest]!.split('-')[0]).toBe(alarm!.place.split('-')[0]);
    }
  });

  test('tells a slow actuator from a fault of the sensors', () => {
    const { alarm } = watch(1, { kind: 'slow', from: 400, size: 0.3 });
    expect(alarm!.step).toBeGreaterThanOrEqual(400);
    expect(alarm!.place).toBe('actuator');
  });

  test('without trust in the dynamics of the pitch cannot tell which of its two sensors errs', () => {
    const fault = { kind: 'bias', sensor: 'pitch-1', from: 1000, size: 1 } as const;
    const blind = watch(2, fault, [1e-5, 1e-3, 0, 100, 1e4]);
    expect(blind.alarm!.step).toBeLessThan(1020);
    expect(blind.alarm!.isolated).toBeNull();
    expect(watch(2, fault).alarm!.isolated).not.toBeNull();
  });

  test('a size of nothing is no fault', () => {
    expect(watch(4, { kind: 'bias', sensor: 'rotor-1', from: 300, size: 0 }).alarm).toBeNull();
    expect(watch(4, { kind: 'gain', sensor: 'rotor-1', from: 300, size: 1 }).alarm).toBeNull();
    expect(() => watch(4, { kind: 'slow', from: 300, size: 0 })).toThrow(
      'turbine.fault: expected a factor above 0',
    );
  });
});
