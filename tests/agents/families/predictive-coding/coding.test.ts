import { expect, test } from '@jest/globals';
import {
  CODING_PLAN,
  type Coding,
  codingOf,
  codingStory,
  createRandom,
  decodeNetworkState,
  encodeNetworkState,
  isAble,
  learnCoding,
  learnedOfCoding,
  type NetworkTrainingState,
  type Random,
  shippedTensors,
  tellStory,
  trainingPoints,
} from '../../../../agents/index.ts';
import {
  codingHierarchy,
  FEATURE_PRECISION,
} from '../../../../agents/families/predictive-coding/coding-hierarchy.ts';
import { blankWeights } from '../../../../agents/weights/parameters-of-hierarchy.ts';
import { drawPoints, modeCoverage, ringDensity } from '../../../../experiments/index.ts';

const SIZES = { size: 2, features: 3, categories: 4 };

/** A hierarchy with weights at random, whose clouds are about as wide by their features as by the noise on the datum. */
function codingAtRandom(random: Random): Coding {
  const weights = blankWeights(codingHierarchy(SIZES, 1 / 0.15 ** 2));
  for (const numbers of [
    weights[0]!.lowerFromUpper,
    weights[0]!.bias!,
    weights[1]!.lowerFromUpper,
  ]) {
    numbers.forEach((_, at) => (numbers[at] = random.normal()));
  }
  weights[0]!.lowerFromUpper.forEach((value, at) => {
    weights[0]!.lowerFromUpper[at] = 5 * value;
  });
  return { sizes: SIZES, weights, prior: Float64Array.of(0.4, 0.3, 0.2, 0.1) };
}

/** Mean and covariance of the data of a category, and ln of their density at a datum times the category's probability. */
function joint(
  { sizes: { features, categories }, weights, prior }: Coding,
  [x, y]: readonly [number, number],
  category: number,
): number {
  const [b, a] = [weights[0]!, weights[1]!];
  const row = (axis: number): Float64Array =>
    b.lowerFromUpper.slice(axis * features, (axis + 1) * features);
  const dot = (one: Float64Array, other: Float64Array): number =>
    one.reduce((sum, value, unit) => sum + value * other[unit]!, 0);
  const column = Float64Array.from(
    { length: features },
    (_, unit) => a.lowerFromUpper[unit * categories + category]!,
  );
  const noise = Math.exp(-b.logPrecision[0]!);
  const [p, q] = [x - dot(row(0), column) - b.bias![0]!, y - dot(row(1), column) - b.bias![1]!];
  const xx = dot(row(0), row(0)) / FEATURE_PRECISION + noise;
  const yy = dot(row(1), row(1)) / FEATURE_PRECISION + noise;
  const xy = dot(row(0), row(1)) / FEATURE_PRECISION;
  const determinant = xx * yy - xy * xy;
  const distance = (yy * p * p - 2 * xy * p * q + xx * q * q) / determinant;
  return (
    Math.log(prior[category]!) - 0.5 * (distance + Math.log(determinant)) - Math.log(2 * Math.PI)
  );
}

test('free energies at rest are the evidence and the posterior of a mixture of Gaussians in closed form', () => {
  const random = createRandom(1, 'coding');
  const coding = codingAtRandom(random);
  const story = tellStory(codingStory(coding));
  for (let index = 0; index < 5; index++) {
    if (!isAble(story.synthesise)) throw new Error(story.synthesise.unable);
    const { text } = story.synthesise(random);
    const [x, y] = text.split(',').map(Number);
    const joints = [0, 1, 2, 3].map((category) => joint(coding, [x!, y!], category));
    const evidence = Math.log(joints.reduce((sum, log) => sum + Math.exp(log), 0));
    const tale = story.read(text);
    if (!isAble(tale.score) || !isAble(tale.infer)) throw new Error('cannot');
    expect(tale.score().nats).toBeCloseTo(evidence, 4);
    const { best, sample } = tale.infer();
    const probable = joints.indexOf(Math.max(...joints));
    expect(best[0]!.choices[0]).toMatchObject({ name: 'category', number: probable });
    // Categories come as often as Bayes has it, within four standard errors.
    const drawn = Array.from({ length: 400 }, () => sample(random)[0]!.number);
    joints.forEach((log, category) => {
      const share = Math.exp(log - evidence);
      const found = drawn.filter((one) => one === category).length / 400;
      expect(Math.abs(found - share)).toBeLessThan(
        4 * Math.sqrt((share * (1 - share)) / 400) + 1e-3,
      );
    });
  }
});

test('features come to the same rest quickly and in many steps', () => {
  const random = createRandom(4, 'coding');
  const coding = codingAtRandom(random);
  const [steady, quick] = [codingStory(coding), codingStory(coding, { settling: 'quick' })];
  for (const point of [
    [3, -2],
    [0.5, 0.1],
    [-8, 4],
  ]) {
    const scores = [steady, quick].map(({ model: { score } }) => {
      if (!isAble(score)) throw new Error(score.unable);
      return score(point).nats;
    });
    expect(scores[1]).toBeCloseTo(scores[0]!, 5);
  }
});

test('what is hidden is drawn from its exact posterior', () => {
  const random = createRandom(5, 'coding');
  const coding = codingAtRandom(random);
  const story = tellStory(
    codingStory(coding, { shape: { rows: 1, columns: 2 }, settling: 'quick' }),
  );
  const seen = 2;
  // p(y | x) on a fine lattice, from the joint density in closed form.
  const step = 0.02;
  const places = Array.from({ length: 6000 }, (_, index) => (index - 3000) * step);
  const densities = places.map((y) =>
    [0, 1, 2, 3].reduce((sum, k) => sum + Math.exp(joint(coding, [seen, y], k)), 0),
  );
  const total = densities.reduce((sum, density) => sum + density, 0);
  const momentOf = (of: (y: number) => number): number =>
    places.reduce((sum, y, index) => sum + (of(y) * densities[index]!) / total, 0);
  const mean = momentOf((y) => y);
  const variance = momentOf((y) => (y - mean) ** 2);
  const fourth = momentOf((y) => (y - mean) ** 4);
  const count = 4000;
  const { samples, exactness } = story.picture!.fill({
    ...{ pixels: [seen, 123], visible: [1, 0], count, random },
  });
  expect(exactness).toBe('exact');
  const drawn = samples.map((sample) => sample[1]!);
  const found = drawn.reduce((sum, y) => sum + y / count, 0);
  const spread = drawn.reduce((sum, y) => sum + (y - mean) ** 2 / count, 0);
  expect(samples.every((sample) => sample[0] === seen)).toBe(true);
  expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
  expect(Math.abs(spread - variance)).toBeLessThan(4 * Math.sqrt((fourth - variance ** 2) / count));
});

test('learning goes on from a checkpoint to the bits of one that was not interrupted', async () => {
  const data = trainingPoints(drawPoints(ringDensity(), 200, createRandom(12, 'points')));
  const plan = { ...CODING_PLAN, categories: 6, batch: 8, steps: 40 };
  const finish = async (resumeFrom?: NetworkTrainingState): Promise<Coding> => {
    const learning = learnCoding(data, plan, 2, resumeFrom);
    for (;;) {
      const next = await learning.next();
      if (next.done === true) return next.value;
    }
  };
  const learning = learnCoding(data, plan, 2);
  const first = await learning.next();
  if (first.done === true) throw new Error('expected a report before the end');
  expect(first.value.done).toBe(20);
  const bytes = encodeNetworkState({ family: 'pc' }, first.value.state());
  const state = decodeNetworkState({ family: 'pc' }, bytes);
  expect(await finish(state)).toEqual(await finish());
  // What is shipped of it is the same coding, in single precision.
  const shipped = codingOf(shippedTensors(learnedOfCoding(state)));
  expect(shipped.sizes).toEqual({ size: 2, features: 8, categories: 6 });
  state.parameters.get('prior')!.data.forEach((share, category) => {
    expect(shipped.prior[category]).toBe(Math.fround(share));
  });
  await learning.return(await finish());
});

test('a hierarchy learns the clouds of a ring from points alone, and the same bits from the same seed', async () => {
  const density = ringDensity();
  const points = drawPoints(density, 2000, createRandom(11, 'points'));
  const learn = async (steps: number): Promise<Coding> => {
    const learning = learnCoding(
      trainingPoints(points),
      { ...CODING_PLAN, categories: 24, batch: 32, steps },
      7,
    );
    for (;;) {
      const next = await learning.next();
      if (next.done === true) return next.value;
    }
  };
  expect(await learn(20)).toEqual(await learn(20));
  const coding = await learn(700);
  const story = tellStory(codingStory(coding));
  const random = createRandom(3, 'made');
  const made = Array.from({ length: 300 }, () => {
    if (!isAble(story.synthesise)) throw new Error(story.synthesise.unable);
    return story.synthesise(random).text.split(',').map(Number);
  });
  const { means, deviation } = density.modes!;
  expect(modeCoverage(made, means, 3 * deviation).covered).toBe(8);
  const heldOut = drawPoints(density, 40, random);
  const score = heldOut.reduce((sum, point) => {
    const tale = story.read(point.join(', '));
    return sum + (isAble(tale.score) ? tale.score().nats / 40 : Number.NaN);
  }, 0);
  // A single Gaussian of the same variance has -ln(2 pi e 2) = -3.53 nats, the truth 2.91.
  expect(score).toBeGreaterThan(0);
});
