import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type CauseLearner,
  createCauseLearner,
  createEngine,
  createRandom,
} from '../../../../agents/index.ts';
import { causalInference, combineCues } from '../../../../experiments/index.ts';

const { engine } = await createEngine('wasm');
const learners: CauseLearner[] = [];
afterEach(() => {
  for (const learner of learners.splice(0)) learner.dispose();
});

const world = { visualDeviation: 2.14, auditoryDeviation: 9.2, priorDeviation: 12.3, common: 0.28 };
const EITHER = [
  [0, 0],
  [0, 1],
];

function learnerOf(options: {
  batch: number;
  hypotheses?: readonly (readonly number[])[];
  cueDeviations?: readonly number[];
  priorDeviation?: number;
}): CauseLearner {
  const {
    batch,
    hypotheses = EITHER,
    cueDeviations = [2.14, 9.2],
    priorDeviation = 12.3,
  } = options;
  const learner = createCauseLearner({
    ...{ engine, batch, hypotheses },
    start: { cueDeviations, priorDeviation },
  });
  learners.push(learner);
  return learner;
}

describe('an agent that explains cues by causes', () => {
  test('perceives what exact inference says, at the parameters that it believes', () => {
    const pairs = [
      [10, 0],
      [0, 0],
      [-3, 17],
      [25, -20],
    ];
    const learner = learnerOf({ batch: pairs.length });
    // Both hypotheses begin equally likely.
    learner.perceive(pairs.flat()).forEach(({ chances, estimates }, at) => {
      const [visual, auditory] = pairs[at]!;
      const exact = causalInference(
        { visual: visual!, auditory: auditory! },
        { ...world, common: 0.5 },
      );
      expect(Math.abs(chances[0]! - exact.common)).toBeLessThan(1e-5);
      expect(Math.abs(estimates[0]! - exact.visual)).toBeLessThan(1e-4);
      expect(Math.abs(estimates[1]! - exact.auditory)).toBeLessThan(1e-4);
    });
  });

  test('with one cause it combines cues by their precision', () => {
    const learner = learnerOf({
      batch: 1,
      hypotheses: [[0, 0]],
      cueDeviations: [0.5, 1],
      priorDeviation: 1,
    });
    const [{ estimates, deviations }] = learner.perceive([1, 3]) as [
      ReturnType<CauseLearner['perceive']>[number],
    ];
    const exact = combineCues(
      [
        { value: 1, deviation: 0.5 },
        { value: 3, deviation: 1 },
      ],
      { mean: 0, deviation: 1 },
    );
    expect(estimates[0]!).toBeCloseTo(exact.mean, 6);
    expect(deviations[0]!).toBeCloseTo(exact.deviation, 6);
  });

  test('learns from pairs alone how reliable each cue is', () => {
    const random = createRandom(2, 'pairs');
    const batch = 1000;
    const pairs = Array.from({ length: batch }, () => {
      const size = 6 * random.normal();
      return [size + 2 * random.normal(), size + 4 * random.normal()];
    });
    const learner = learnerOf({
      batch,
      hypotheses: [[0, 0]],
      cueDeviations: [3, 3],
      priorDeviation: 3,
    });
    for (let round = 0; round < 300; round++) learner.learn(pairs.flat(), 0.1 * (1 - round / 300));
    // Maximum likelihood of two indicators of one factor with unit loadings is in closed form.
    const moment = (a: number, b: number): number =>
      pairs.reduce((sum, pair) => sum + pair[a]! * pair[b]!, 0) / batch;
    const { logPrecision, logPriorPrecision } = learner.knowledge;
    expect(Math.exp(-logPriorPrecision) / moment(0, 1)).toBeCloseTo(1, 2);
    expect(Math.exp(-logPrecision[0]!) / (moment(0, 0) - moment(0, 1))).toBeCloseTo(1, 2);
    expect(Math.exp(-logPrecision[1]!) / (moment(1, 1) - moment(0, 1))).toBeCloseTo(1, 2);
  });

  test.each([[[[0, 0]]], [EITHER]])(
    'perceives cues to the last bit as if they were the first, with the hypotheses %j',
    (hypotheses) => {
      const random = createRandom(3, 'cues');
      const options = { batch: 2, hypotheses, cueDeviations: [1.7, 2.9], priorDeviation: 6 };
      const experienced = learnerOf(options);
      for (let set = 0; set < 50; set++) {
        const cues = random.normals(new Float64Array(4)).map((height) => 10 * height);
        expect(experienced.perceive(cues)).toEqual(learnerOf(options).perceive(cues));
      }
    },
  );

  test('begins anew as if it had never learned', () => {
    const random = createRandom(4, 'lives');
    const start = { cueDeviations: [3, 5], priorDeviation: 4, chances: [0.3, 0.7] };
    const options = { engine, batch: 20, hypotheses: EITHER, start };
    const [experienced, naive] = [createCauseLearner(options), createCauseLearner(options)];
    learners.push(experienced, naive);
    const lives = Array.from({ length: 6 }, () => random.normals(new Float64Array(40)));
    for (const life of lives.slice(0, 3)) experienced.learn(life, 0.1);
    expect(experienced.knowledge).not.toEqual(naive.knowledge);
    experienced.restart(start);
    expect(experienced.knowledge).toEqual(naive.knowledge);
    for (const life of lives.slice(3)) for (const one of [experienced, naive]) one.learn(life, 0.1);
    expect(experienced.knowledge).toEqual(naive.knowledge);
    expect(() => {
      experienced.restart({ cueDeviations: [1], priorDeviation: 1 });
    }).toThrow('cause learner: expected deviations of 2 cues; got 1');
  });

  test('refuses hypotheses about other cues', () => {
    expect(() => learnerOf({ batch: 1, hypotheses: [[0, 0, 1]] })).toThrow(
      'cause learner: expected hypotheses about 2 cues; got one about 3',
    );
  });
});
