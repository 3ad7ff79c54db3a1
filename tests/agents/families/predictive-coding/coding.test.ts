import { expect, test } from '@jest/globals';
import {
  CODING_PLAN,
  type Coding,
  codingStory,
  createRandom,
  isAble,
  learnCoding,
  type Random,
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
