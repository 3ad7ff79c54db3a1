import { describe, expect, test } from '@jest/globals';
import {
  birdsongModel,
  LISTENING_BEGINS,
  SONG_BEGINS,
  songWithoutPhrasing,
} from '../../agents/families/generalised/birdsong.ts';
import { generalisedFilter } from '../../agents/families/generalised/generalised-filter.ts';
import type { GeneralisedModel } from '../../agents/families/generalised/generalised-model.ts';
import { perceiveRoving } from '../../agents/families/generalised/roving.ts';
import { simulateGeneralised } from '../../agents/families/generalised/simulate-generalised.ts';
import { createRandom } from '../../agents/index.ts';

describe('eight coupled states, four of them heard, under smooth noise (V = e^4, W = e^2, s = 1)', () => {
  const model: GeneralisedModel = {
    levels: [
      {
        states: 8,
        causes: 1,
        outputs: 4,
        flow: (x, v) =>
          Array.from(
            x,
            (value, i) => -2 * value + (x[i - 1] ?? 0) + (x[i + 1] ?? 0) + (i === 0 ? v[0]! : 0),
          ),
        output: (x) => [x[0]!, x[2]!, x[4]!, x[6]!],
        flowLogPrecision: new Array<number>(8).fill(2),
        outputLogPrecision: new Array<number>(4).fill(4),
      },
    ],
    causeLogPrecision: [10],
  };

  test('order 1 loses to order 4 in mean squared error, paired over 24 sequences, t > 3; both are calibrated', () => {
    const seeds = Array.from({ length: 24 }, (_, seed) => seed);
    const measured = seeds.map((seed) => {
      const { observations, states } = simulateGeneralised(model, {
        steps: 64,
        smoothness: 1,
        random: createRandom(seed, 'orders'),
        initialStates: [new Array<number>(8).fill(0)],
      });
      return [1, 4].map((stateOrder) => {
        const { steps } = generalisedFilter(model, observations, { stateOrder });
        let squared = 0;
        let normalised = 0;
        steps.slice(8).forEach(({ states: found, stateVariances }, t) => {
          found[0]!.forEach((value, i) => {
            const error = (value - states[0]!.values[(t + 8) * 8 + i]!) ** 2;
            squared += error / (56 * 8);
            normalised += error / stateVariances[0]![i]! / (56 * 8);
          });
        });
        return { squared, normalised };
      });
    });
    const gains = measured.map(([low, high]) => low!.squared - high!.squared);
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    const deviation = Math.sqrt(
      gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1),
    );
    expect((mean / deviation) * Math.sqrt(gains.length)).toBeGreaterThan(3);
    for (const order of [0, 1]) {
      const average =
        measured.reduce((sum, pair) => sum + pair[order]!.normalised, 0) / measured.length;
      expect(average).toBeGreaterThan(0.8);
      expect(average).toBeLessThan(1.3);
    }
  });
});

describe('roving tones, pitch 4 twice and then 1', () => {
  const trials = perceiveRoving({ random: createRandom(1, 'roving') });
  const mistaken = trials.map(({ filtering, amplitude }) => {
    let squared = 0;
    let power = 0;
    filtering.steps.forEach(({ causes }, bin) => {
      squared += (causes[0]![0]! - amplitude.values[bin]!) ** 2;
      power += amplitude.values[bin]! ** 2;
    });
    return squared / power;
  });

  test('the new pitch is learned from its first presentation, and stays', () => {
    expect(trials[2]!.supposedBefore).toBeGreaterThan(3.5);
    for (const { supposedAfter } of trials.slice(2)) {
      expect(Math.abs(supposedAfter - 1)).toBeLessThan(0.3);
    }
  });

  test('the deviant is misperceived, and its repetitions are not; free action falls with them', () => {
    expect(mistaken[2]).toBeGreaterThan(0.4);
    for (const error of mistaken.slice(3)) expect(error).toBeLessThan(0.2);
    expect(trials[3]!.filtering.freeAction).toBeLessThan(trials[2]!.filtering.freeAction);
  });
});

describe('birdsong (two Lorenz attractors), 16 songs', () => {
  const precisions = { sound: 1, song: 8, phrasing: 8 };
  const sing = (seed: number) =>
    simulateGeneralised(birdsongModel(precisions), {
      steps: 128,
      smoothness: 1,
      random: createRandom(seed, 'song'),
      initialStates: SONG_BEGINS,
    });

  test('is heard best with dynamics and phrasing, less well without dynamics, still less without phrasing: paired t > 3', () => {
    const measured = Array.from({ length: 16 }, (_, song) => {
      const { observations, states } = sing(song + 1);
      const { values } = states[0]!;
      const error = (model: GeneralisedModel, stateOrder: number): number => {
        const { steps } = generalisedFilter(model, observations, {
          stateOrder,
          initialStates: LISTENING_BEGINS,
        });
        let squared = 0;
        let spread = 0;
        for (const i of [0, 1, 2]) {
          const own = steps.map((_step, t) => values[t * 3 + i]!);
          const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
          own.forEach((value, t) => {
            squared += (steps[t]!.states[0]![i]! - value) ** 2;
            spread += (value - mean) ** 2;
          });
        }
        return squared / spread;
      };
      return {
        full: error(birdsongModel(precisions), 4),
        withoutDynamics: error(birdsongModel(precisions), 1),
        withoutPhrasing: error(songWithoutPhrasing(precisions), 4),
      };
    });
    for (const { full } of measured) expect(full).toBeLessThan(0.1);
    expect(pairedT(measured.map((song) => song.withoutDynamics - song.full))).toBeGreaterThan(3);
    expect(
      pairedT(measured.map((song) => song.withoutPhrasing - song.withoutDynamics)),
    ).toBeGreaterThan(3);
  });

  test('that stops: without precise phrasing the weighted error of phrasing is attenuated below .6, that of the sound is not', () => {
    const ratios = Array.from({ length: 8 }, (_, song) => {
      const { observations } = sing(song + 1);
      const silenced = {
        ...observations,
        values: observations.values.map((value, k) => (Math.floor(k / 2) >= 85 ? 0 : value)),
      };
      const peaks = (phrasing: number): { sound: number; phrasing: number } => {
        const { steps } = generalisedFilter(
          birdsongModel({ ...precisions, sound: 2, phrasing }),
          silenced,
          { initialStates: LISTENING_BEGINS },
        );
        const after = steps.slice(82);
        return {
          sound: Math.max(...after.map(({ outputErrors }) => Math.hypot(...outputErrors[0]!))),
          phrasing: Math.max(...after.map(({ weightedErrorNorms }) => weightedErrorNorms[1]!)),
        };
      };
      const [normal, attenuated] = [peaks(8), peaks(2)];
      return {
        sound: attenuated.sound / normal.sound,
        phrasing: attenuated.phrasing / normal.phrasing,
      };
    });
    expect(median(ratios.map(({ phrasing }) => phrasing))).toBeLessThan(0.6);
    // A negative finding: what is heard surprises nearly as much.
    expect(median(ratios.map(({ sound }) => sound))).toBeGreaterThan(0.6);
  });
});

function pairedT(differences: readonly number[]): number {
  const count = differences.length;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return mean / Math.sqrt(variance / count);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
