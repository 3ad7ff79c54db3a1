import { describe, expect, test } from '@jest/globals';
import { type Agent, createAgent, findAgent, unitsOf } from '../../agents/index.ts';
import { drawBars } from '../../experiments/analysis/bars.ts';

const SIDE = 20;
/** Rows and columns 8..11: seen by the centre window only. */
const hidden = Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) => {
  const row = Math.floor(pixel / SIDE);
  const column = pixel % SIDE;
  return row >= 8 && row < 12 && column >= 8 && column < 12 ? 1 : 0;
});

const longBar = drawBars(64, [{ length: 60, width: 2, axis: 0, shift: 0, amplitude: 0.5 }]);

function gapProjection(agent: Agent, truth: ArrayLike<number>): number {
  const { prediction } = agent.belief().levels[0]!;
  let product = 0;
  let square = 0;
  prediction.forEach((value, pixel) => {
    if (hidden[pixel] === 0) return;
    product += value * truth[pixel]!;
    square += truth[pixel]! ** 2;
  });
  return product / square;
}

describe('occlusion of a bar with rao-ballard', () => {
  test('the prediction fills the gap, and takes the place of what is hidden', async () => {
    const agent = await createAgent(await findAgent('rao-ballard'));
    agent.look(longBar);
    const truth = agent.belief().levels[0]!.values;
    agent.occlude(hidden);
    agent.settle({ steps: 300 });
    const filled = gapProjection(agent, truth);
    expect(filled).toBeGreaterThan(0.3);
    const { values, prediction, predictionErrors, precision } = agent.belief().levels[0]!;
    hidden.forEach((isHidden, pixel) => {
      if (isHidden === 0) return;
      expect(values[pixel]).toBe(prediction[pixel]);
      expect(predictionErrors[pixel]).toBe(0);
      expect(precision[pixel]).toBe(0);
    });
    agent.dispose();
  });

  test('on average over eight orientations it is more with level 2 than with level 2 lesioned', async () => {
    const agent = await createAgent(await findAgent('rao-ballard'));
    const filled = { intact: 0, lesioned: 0 };
    for (let index = 0; index < 8; index++) {
      const axis = (index * Math.PI) / 8;
      agent.occlude(new Uint8Array(SIDE * SIDE));
      agent.look(drawBars(64, [{ length: 60, width: 2, axis, shift: 0, amplitude: 0.5 }]));
      const truth = agent.belief().levels[0]!.values;
      agent.occlude(hidden);
      for (const [state, isLesioned] of [
        ['intact', false],
        ['lesioned', true],
      ] as const) {
        agent.setLesioned(2, isLesioned);
        agent.reset();
        agent.settle({ steps: 300 });
        filled[state] += gapProjection(agent, truth) / 8;
      }
    }
    agent.dispose();
    expect(filled.intact).toBeGreaterThan(filled.lesioned + 0.1);
    expect(filled.lesioned).toBeGreaterThan(0);
  });

  test('what is hidden does not matter: any values under the occluder give the same beliefs above', async () => {
    const agent = await createAgent(await findAgent('rao-ballard'));
    agent.look(longBar);
    const seen = agent.belief().levels[0]!.values;
    agent.occlude(hidden);
    const beliefs = [0, 5].map((under) => {
      agent.observe(seen.map((value, pixel) => (hidden[pixel] === 1 ? under : value)));
      agent.step(50);
      return agent.belief().levels[2]!.values;
    });
    expect(beliefs[1]).toStrictEqual(beliefs[0]);
    agent.dispose();
  });

  test('the posterior of the prediction is less certain under the occluder than beside it', async () => {
    const agent = await createAgent(await findAgent('rao-ballard'));
    agent.look(longBar);
    agent.settle({ steps: 300 });
    const before = agent.posteriorVariance('exact').prediction;
    agent.occlude(hidden);
    agent.settle({ steps: 300 });
    const after = agent.posteriorVariance('exact').prediction;
    const mean = (of: ArrayLike<number>): number =>
      Array.from(of).reduce((sum, value, pixel) => sum + (hidden[pixel] === 1 ? value : 0), 0) / 16;
    expect(mean(after)).toBeGreaterThan(2 * mean(before));
    agent.dispose();
  });
});

describe('precision gain', () => {
  test('more sensory precision brings the prediction closer to the observation, less lets the priors win', async () => {
    const agent = await createAgent(await findAgent('rao-ballard'));
    const errorAt = (gain: number): number => {
      agent.look(longBar);
      agent.setPrecisionGain(0, gain);
      // The stable step size shrinks as the precision grows.
      agent.setInferenceRate(0.016 / Math.max(1, gain));
      agent.reset();
      agent.settle({ steps: 400 });
      const { predictionErrors } = agent.belief().levels[0]!;
      return predictionErrors.reduce((sum, error) => sum + error * error, 0);
    };
    const [weak, learned, strong] = [0.25, 1, 4].map(errorAt);
    expect(weak).toBeGreaterThan(learned!);
    expect(learned).toBeGreaterThan(strong!);
    agent.dispose();
  });
});

describe('the same model generates, recognises and fills in', () => {
  test('single-cause: with the cause clamped and the senses free, it generates v^2', async () => {
    const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
    agent.observe([0]);
    agent.clamp(1, { values: [1.5] });
    agent.release(0);
    agent.setInferenceRate(0.1);
    agent.settle({ steps: 2000, tolerance: 1e-10 });
    expect(agent.belief().levels[0]!.values[0]).toBeCloseTo(2.25, 8);
    agent.dispose();
  });

  test('with both ends free, it settles at what the prior expects', async () => {
    const agent = await createAgent(await findAgent('single-cause'), { engine: 'reference' });
    agent.observe([1]);
    agent.release(0);
    // Along the valley u = v^2 only the prior pulls: slowly.
    agent.setInferenceRate(0.04);
    agent.settle({ steps: 20_000, tolerance: 1e-10 });
    const { levels } = agent.belief();
    expect(levels[1]!.values[0]).toBeCloseTo(3, 6);
    expect(levels[0]!.values[0]).toBeCloseTo(9, 5);
    agent.dispose();
  });

  test('part of a level can be clamped: the clamped units stay, the others move', async () => {
    const agent = await createAgent(await findAgent('rao-ballard'));
    agent.look(longBar);
    const units = unitsOf(agent.hierarchy.levels[1]!);
    const which = Uint8Array.from({ length: units }, (_, unit) => unit % 2);
    agent.clamp(1, { values: new Float32Array(units).fill(0.5), which });
    agent.step(20);
    const { values } = agent.belief().levels[1]!;
    values.forEach((value, unit) => {
      if (which[unit] === 1) expect(value).toBe(0.5);
    });
    expect(values.some((value, unit) => which[unit] === 0 && value !== 0)).toBe(true);
    agent.dispose();
  });
});
