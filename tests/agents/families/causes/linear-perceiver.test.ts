import { afterEach, describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createLinearPerceiver,
  createRandom,
  type LinearPerceiver,
} from '../../../../agents/index.ts';
import { edgesOfFigure, slowMotion } from '../../../../experiments/ideal-observers/slow-speed.ts';

const { engine } = await createEngine('reference');
const perceivers: LinearPerceiver[] = [];
afterEach(() => {
  for (const perceiver of perceivers.splice(0)) perceiver.dispose();
});
const perceiverOf = (
  cues: number,
  batch: number,
  start: { noiseDeviations: readonly number[]; priorDeviation: number },
): LinearPerceiver => {
  const perceiver = createLinearPerceiver({ engine, batch, cues, causes: 2, start });
  perceivers.push(perceiver);
  return perceiver;
};
const unit = (degrees: number): number[] => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
];

describe('a perceiver of linear scenes', () => {
  test.each([
    [[70, 50], 0.1],
    [[70, 50], 0.02],
    [[45, -45], 0.1],
    [[10, 100, 35], 0.3],
  ])('settles on the velocity of Weiss et al. for normals %j at r = %f', (normals, r) => {
    const edges = edgesOfFigure(normals, { direction: 0, speed: 1 });
    const exact = slowMotion(edges, r);
    const velocity = perceiverOf(normals.length, 1, {
      noiseDeviations: [9, 2 * Math.sqrt(r)],
      priorDeviation: 2,
    }).perceive({
      weights: normals.map(unit),
      cues: edges.map(({ speed }) => speed),
      noise: 1,
    });
    expect((Math.atan2(velocity[1]!, velocity[0]!) * 180) / Math.PI).toBeCloseTo(
      exact.direction,
      3,
    );
    expect(Math.hypot(velocity[0]!, velocity[1]!)).toBeCloseTo(exact.speed, 5);
  });

  test('finds the true direction where nothing is expected, and leaves what no cue shows at rest', () => {
    const flat = { noiseDeviations: [0.3], priorDeviation: Infinity };
    const [x, y] = perceiverOf(2, 1, flat).perceive({
      weights: [70, 50].map(unit),
      cues: [70, 50].map((normal) => unit(normal)[0]!),
      noise: 0,
    });
    expect(x).toBeCloseTo(1, 4);
    expect(y).toBeCloseTo(0, 4);
    const along = perceiverOf(1, 1, flat).perceive({ weights: [unit(30)], cues: [2], noise: 0 });
    expect(Array.from(along, (value) => value / 2)).toEqual([
      expect.closeTo(unit(30)[0]!, 5),
      expect.closeTo(unit(30)[1]!, 5),
    ]);
  });

  test('learns the noise of each kind and the spread of causes from cues alone', () => {
    const batch = 200;
    const random = createRandom(4, 'scenes');
    const learner = perceiverOf(3, batch, { noiseDeviations: [1, 1], priorDeviation: 1 });
    for (let round = 0; round < 160; round++) {
      const noise = round % 2;
      const weights = Array.from({ length: 3 }, () => unit(360 * random.uniform()));
      const cues = Array.from({ length: batch }, () => {
        const cause = [3 * random.normal(), 3 * random.normal()];
        return weights.map(
          ([x, y]) => x! * cause[0]! + y! * cause[1]! + [0.5, 2][noise]! * random.normal(),
        );
      }).flat();
      learner.learn({ weights, cues, noise }, 0.15 * (1 - round / 160));
    }
    const { logPrecision, logPriorPrecision } = learner.knowledge;
    const [small, large] = Array.from(logPrecision, (log) => Math.exp(-log / 2));
    expect(Math.abs(small! / 0.5 - 1)).toBeLessThan(0.1);
    expect(Math.abs(large! / 2 - 1)).toBeLessThan(0.1);
    expect(Math.abs(Math.exp(-logPriorPrecision / 2) / 3 - 1)).toBeLessThan(0.1);
  });

  test('refuses weights that do not fit and a noise that is unknown', () => {
    const perceiver = perceiverOf(2, 1, { noiseDeviations: [1], priorDeviation: 1 });
    expect(() => perceiver.perceive({ weights: [[1, 0]], cues: [1], noise: 0 })).toThrow(
      'expected weights of 2 x 2; got 1 x 2',
    );
    expect(() =>
      perceiver.perceive({ weights: [unit(0), unit(90)], cues: [1, 1], noise: 1 }),
    ).toThrow('expected a noise in 0..0; got 1');
  });
});
