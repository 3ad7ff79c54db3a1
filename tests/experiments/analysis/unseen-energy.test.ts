import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createRandom,
  findAgent,
  loadShippedWeights,
  resolveParameters,
  weightsFromTensors,
} from '../../../agents/index.ts';
import { shuffledAcrossWindows } from '../../../experiments/analysis/end-stopping.ts';
import { unseenFreeEnergy } from '../../../experiments/analysis/unseen-energy.ts';

const kind = await findAgent('rao-ballard');
const parameters = resolveParameters(kind.name, kind.parameters);
const hierarchy = kind.hierarchy(parameters);
const { engine } = await createEngine('wasm');
const { tensors } = await loadShippedWeights('rao-ballard');
const weights = weightsFromTensors(hierarchy, tensors);
const net = { kind, parameters, weights, engine };

/** With columns of zeros nothing is explained: every value rests at zero. */
const blank = weights.map((connection) => ({
  ...connection,
  lowerFromUpper: connection.lowerFromUpper.map(() => 0),
}));

describe('free energy of pictures that were not learned from', () => {
  test('is at rest: six times as many steps change it by less than a thousandth of a nat', async () => {
    const options = { seed: 1, fields: 8 };
    const found = await unseenFreeEnergy(net, options);
    const longer = await unseenFreeEnergy(net, { ...options, steps: 1200 });
    expect(Math.abs(found - longer)).toBeLessThan(1e-3);
  }, 60_000);

  test('is lower with what was learned than with level 2 shuffled, and highest where nothing is explained', async () => {
    const options = { seed: 1, fields: 16 };
    const shuffled = weights.with(1, {
      ...weights[1]!,
      lowerFromUpper: shuffledAcrossWindows(weights, hierarchy, createRandom(1, 'shuffle')),
    });
    const learned = await unseenFreeEnergy(net, options);
    const controls = await Promise.all(
      [shuffled, blank].map((other) => unseenFreeEnergy({ ...net, weights: other }, options)),
    );
    expect(learned).toBeLessThan(controls[0]! - 10);
    expect(controls[0]).toBeLessThan(controls[1]!);
  }, 60_000);

  test('of a blank net that sees the same contrast c everywhere it is 576 c^2 / (2 .1) and the constants', async () => {
    // Of 576 + 576 Gaussian errors of variance .1, and of Laplace priors of rate .25 (576) and .025 (128).
    const constants =
      576 * Math.log(2 * Math.PI * 0.1) - 576 * Math.log(0.25 / 2) - 128 * Math.log(0.025 / 2);
    for (const contrast of [0, 1.5]) {
      const uniform: typeof kind = {
        ...kind,
        retina: ({ rows, columns }) => ({
          rows,
          columns,
          pixels: new Float32Array(rows * columns).fill(contrast),
        }),
      };
      const found = await unseenFreeEnergy(
        { ...net, kind: uniform, weights: blank },
        { seed: 1, fields: 2, steps: 5 },
      );
      // The engine counts in 32 bits.
      expect(Math.abs(found / (constants + (576 * contrast ** 2) / 0.2) - 1)).toBeLessThan(1e-6);
    }
  });

  test('depends on the seed and nothing else', async () => {
    const of = (seed: number): Promise<number> => unseenFreeEnergy(net, { seed, fields: 4 });
    expect(await of(1)).toBe(await of(1));
    expect(await of(2)).not.toBe(await of(1));
  }, 60_000);

  test('agents that see pictures whole, or learn nothing, are refused', async () => {
    const single = await findAgent('single-cause');
    await expect(unseenFreeEnergy({ ...net, kind: single }, { seed: 1 })).rejects.toThrow(
      'unseen free energy: single-cause does not learn from fields of pictures',
    );
    const glyphs = await findAgent('glyphs');
    await expect(unseenFreeEnergy({ ...net, kind: glyphs }, { seed: 1 })).rejects.toThrow(
      'unseen free energy: glyphs does not learn from fields of pictures',
    );
  });
});
