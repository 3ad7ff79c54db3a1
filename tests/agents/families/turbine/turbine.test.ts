import { describe, expect, test } from '@jest/globals';
import { linearParts, stepLinearParts } from '../../../../agents/families/turbine/linear-parts.ts';
import type { TurbineState } from '../../../../agents/index.ts';
import {
  abductExogenous,
  aerodynamicPower,
  BENCHMARK_TURBINE,
  BETZ_LIMIT,
  counterfactualRun,
  createRandom,
  drawExogenous,
  operatingPoint,
  powerCoefficient,
  runTurbine,
  type TurbineRun,
} from '../../../../agents/index.ts';

describe('the power of the wind', () => {
  test('that a rotor can take is 16/27 at most, and Heier gives .4800 at a ratio of 8.10', () => {
    expect(BETZ_LIMIT).toBeCloseTo(0.592593, 6);
    let best = { ratio: 0, value: 0 };
    for (let ratio = 0.5; ratio < 20; ratio += 0.01) {
      for (let pitch = 0; pitch <= 30; pitch += 2) {
        const value = powerCoefficient(ratio, pitch);
        expect(value).toBeGreaterThanOrEqual(0);
        if (value > best.value) best = { ratio, value };
      }
    }
    expect(best.value).toBeLessThan(BETZ_LIMIT);
    expect(best.value).toBeCloseTo(0.48, 4);
    expect(best.ratio).toBeCloseTo(8.1, 1);
    expect(powerCoefficient(8.1, 5)).toBeCloseTo(0.3462, 4);
    expect(powerCoefficient(8.1, 10)).toBeCloseTo(0.2522, 3);
  });

  test('grows with the cube of the wind at the same ratio of speeds', () => {
    const slow = aerodynamicPower(BENCHMARK_TURBINE, { wind: 6, rotorSpeed: 0.8, pitch: 2 });
    const fast = aerodynamicPower(BENCHMARK_TURBINE, { wind: 12, rotorSpeed: 1.6, pitch: 2 });
    expect(fast / slow).toBeCloseTo(8, 10);
  });
});

/** The equations of the drive train and the pitch, written down once more, in SI units. */
function slopes(
  [wr, wg, th, b, rate]: TurbineState,
  [windTorque, generatorTorque, wanted]: readonly [number, number, number],
): TurbineState {
  const p = BENCHMARK_TURBINE;
  const slip = wr - wg / p.gearRatio;
  const shaft = p.shaftStiffness * th * 1e-3 + p.shaftDamping * slip;
  return [
    (1e6 * windTorque - shaft - p.rotorFriction * wr) / p.rotorInertia,
    (shaft / p.gearRatio - p.generatorFriction * wg - 1e3 * generatorTorque) / p.generatorInertia,
    1e3 * slip,
    rate,
    p.pitchFrequency ** 2 * (wanted - b) - 2 * p.pitchDamping * p.pitchFrequency * rate,
  ];
}

describe('a step of the turbine', () => {
  test('is the solution of its equations: a thousand small Runge-Kutta steps', () => {
    const drive = [3.1, 28, 9] as const;
    let state: TurbineState = [1.71, 161, 1.4, 6, -2];
    const exact = stepLinearParts(linearParts(BENCHMARK_TURBINE), state, drive);
    const h = BENCHMARK_TURBINE.step / 1000;
    const add = (a: TurbineState, d: TurbineState, f: number): TurbineState => [
      a[0] + f * d[0],
      a[1] + f * d[1],
      a[2] + f * d[2],
      a[3] + f * d[3],
      a[4] + f * d[4],
    ];
    for (let step = 0; step < 1000; step++) {
      const k1 = slopes(state, drive);
      const k2 = slopes(add(state, k1, h / 2), drive);
      const k3 = slopes(add(state, k2, h / 2), drive);
      const k4 = slopes(add(state, k3, h), drive);
      state = add(add(add(add(state, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
    }
    state.forEach((value, place) => {
      expect(Math.abs(exact[place]! / value - 1)).toBeLessThan(1e-10);
    });
  });

  test('at the operating point changes nothing', () => {
    const { state, input } = operatingPoint(BENCHMARK_TURBINE, 14);
    const calm = {
      wind: new Array<number>(300).fill(14),
      processNoise: new Array<number[]>(300).fill([0, 0, 0, 0, 0]),
      sensorNoise: new Array<number[]>(300).fill([0, 0, 0, 0, 0, 0]),
    };
    const { states, inputs } = runTurbine(BENCHMARK_TURBINE, calm);
    states.at(-1)!.forEach((value, place) => {
      expect(value).toBeCloseTo(state[place]!, 8);
    });
    expect(inputs.at(-1)!.pitch).toBeCloseTo(input.pitch, 8);
    expect(() => operatingPoint(BENCHMARK_TURBINE, 8)).toThrow(
      'turbine.wind: expected enough wind for 4800000 W; got 8 m/s',
    );
  });

  test('holds rated speed in turbulent wind to 3 %', () => {
    const exogenous = drawExogenous(BENCHMARK_TURBINE, {
      steps: 4000,
      meanWind: 15,
      random: createRandom(3, 'wind'),
    });
    for (const [, speed] of runTurbine(BENCHMARK_TURBINE, exogenous).states) {
      expect(Math.abs(speed / BENCHMARK_TURBINE.ratedSpeed - 1)).toBeLessThan(0.03);
    }
  });
});

describe('what would have been', () => {
  const exogenous = drawExogenous(BENCHMARK_TURBINE, {
    steps: 1500,
    meanWind: 15,
    random: createRandom(1, 'what if'),
  });
  const factual = runTurbine(BENCHMARK_TURBINE, exogenous);
  const difference = (a: TurbineRun, b: TurbineRun): number =>
    Math.max(
      ...a.states.flatMap((state, step) =>
        state.map((value, place) => Math.abs(value - b.states[step]![place]!)),
      ),
      ...a.readings.flatMap((reading, step) =>
        reading.map((value, sensor) => Math.abs(value - b.readings[step]![sensor]!)),
      ),
    );

  test.each([
    ['another pitch', (step: number) => (step >= 500 ? { pitch: 12 } : {})],
    ['less torque', (step: number) => (step >= 900 ? { generatorTorque: 20 } : {})],
  ])('with %s equals the simulation with the same wind and noise to 1e-9', (_, intervene) => {
    const expected = runTurbine(BENCHMARK_TURBINE, exogenous, { intervene });
    const replayed = counterfactualRun(BENCHMARK_TURBINE, factual, intervene);
    expect(difference(replayed, expected)).toBeLessThan(1e-9);
    expect(difference(replayed, factual)).toBeGreaterThan(1);
  });

  test('with what was commanded anyway is what was', () => {
    const again = counterfactualRun(BENCHMARK_TURBINE, factual, (step) => factual.inputs[step]!);
    expect(difference(again, factual)).toBeLessThan(1e-9);
  });

  test('of a slow actuator takes it into account', () => {
    const fault = { kind: 'slow', from: 200, size: 0.3 } as const;
    const slow = runTurbine(BENCHMARK_TURBINE, exogenous, { fault });
    const intervene = (step: number) => (step >= 700 ? { pitch: 10 } : {});
    const expected = runTurbine(BENCHMARK_TURBINE, exogenous, { fault, intervene });
    expect(
      difference(counterfactualRun(BENCHMARK_TURBINE, slow, intervene), expected),
    ).toBeLessThan(1e-9);
    const noise = abductExogenous(BENCHMARK_TURBINE, slow).processNoise;
    noise.slice(0, -1).forEach((row, step) => {
      row.forEach((value, place) => {
        expect(Math.abs(value - exogenous.processNoise[step]![place]!)).toBeLessThan(1e-9);
      });
    });
  });
});
