import { beforeAll, describe, expect, test } from '@jest/globals';
import { descendCauses } from '../../../agents/families/networks/descend-causes.ts';
import { evaluateNetwork } from '../../../agents/families/networks/dense-network.ts';
import { networkOf } from '../../../agents/families/networks/network-parameters.ts';
import {
  type AgentKind,
  createAgent,
  createRandom,
  findAgent,
  type NamedTensors,
  readTrainingRecord,
  resolveParameters,
} from '../../../agents/index.ts';
import { readShippedTensors } from '../../../agents/weights/shipped-weights.ts';
import { openDataset } from '../../../experiments/index.ts';

const PIXELS = 144;
/** The lower half is hidden. */
const HIDDEN = Uint8Array.from({ length: PIXELS }, (_, pixel) => (pixel < PIXELS / 2 ? 0 : 1));
const DIGITS = 20;

interface Digit {
  readonly pixels: Float32Array;
  readonly label: number | null;
}

let unseen: readonly Digit[] = [];
let meanPicture = new Float64Array(0);

beforeAll(async () => {
  const [held, learned] = await Promise.all([
    openDataset('small-digits', { split: 'test' }),
    openDataset('small-digits', { split: 'train' }),
  ]);
  unseen = Array.from({ length: DIGITS }, (_, index) => {
    const { picture, label } = held.example(index);
    return { pixels: picture.pixels, label };
  });
  meanPicture = new Float64Array(PIXELS);
  for (let index = 0; index < 500; index++) {
    const { pixels } = learned.example(index).picture;
    for (const [pixel, value] of pixels.entries()) meanPicture[pixel]! += value / 500;
  }
});

/** Root mean squared error where the digits are hidden. */
function errorOf(pictures: readonly ArrayLike<number>[]): number {
  let sum = 0;
  for (const [index, picture] of pictures.entries()) {
    for (let pixel = PIXELS / 2; pixel < PIXELS; pixel++) {
      sum += (picture[pixel]! - unseen[index]!.pixels[pixel]!) ** 2;
    }
  }
  return Math.sqrt(sum / (pictures.length * (PIXELS / 2)));
}

interface Perceived {
  /** What the agent expects of every digit. */
  readonly filled: readonly Float64Array[];
  /** How many of them it names. */
  readonly named: number;
  /** Of how many it is surer where they are seen, on average over pixels. */
  readonly surer: number;
}

/** What an agent makes of the unseen digits, half of which are hidden. */
async function perceived(kind: AgentKind, weights?: NamedTensors): Promise<Perceived> {
  const agent = await createAgent(kind, weights === undefined ? {} : { weights });
  let [named, surer] = [0, 0];
  agent.occlude(HIDDEN);
  const filled = unseen.map(({ pixels, label }) => {
    agent.observe(pixels);
    agent.settle();
    const { levels, posterior } = agent.belief();
    if (posterior.indexOf(Math.max(...posterior)) === label) named++;
    const variance = agent.posteriorVariance('exact').prediction;
    const sum = (part: Float64Array): number => part.reduce((all, value) => all + value, 0);
    if (sum(variance.subarray(PIXELS / 2)) > sum(variance.subarray(0, PIXELS / 2))) surer++;
    return levels[0]!.prediction;
  });
  agent.dispose();
  return { filled, named, surer };
}

/** The same numbers of one tensor in another order. */
function shuffled(kind: AgentKind, name: string): NamedTensors {
  if (kind.weights === 'trained') throw new Error(`${kind.name}: expected weights of its family`);
  const tensors = kind.weights(resolveParameters(kind.name, kind.parameters));
  const { shape, data } = tensors.get(name)!;
  const mixed = Float64Array.from(createRandom(1, 'shuffled').shuffle([...data]));
  return new Map([...tensors, [name, { shape, data: mixed }]]);
}

const FAMILIES = [
  ['vae', 'decoder', 2],
  ['gan', 'generator', 2],
] as const;

describe.each(FAMILIES)('%s', (name, part, style) => {
  test('with its causes given, the agent dreams what the network of the family makes of them', async () => {
    const agent = await createAgent(await findAgent(name));
    const network = networkOf(readShippedTensors(`${name}-small-digits`), part);
    const random = createRandom(2, 'causes');
    const causes = Float64Array.from({ length: 8 }, () => random.normal());
    agent.release(0);
    agent.clamp(style, { values: causes });
    agent.reset();
    const { levels } = agent.belief();
    const given = levels.slice(style).flatMap(({ values }) => [...values]);
    const made = evaluateNetwork(network, given);
    for (const [pixel, value] of levels[0]!.prediction.entries()) {
      expect(Math.abs(value - made[pixel]!)).toBeLessThan(1e-5);
    }
    agent.dispose();
  });
});

test('where features follow closely from the causes, gan settles where the family descends to from the same start', async () => {
  const generator = networkOf(readShippedTensors('gan-small-digits'), 'generator');
  const { causes } = descendCauses(
    {
      ...{ network: generator, causes: 8, given: [], visible: null, variance: 0.01 },
      observation: unseen[0]!.pixels,
    },
    new Float64Array(8),
  );
  const distances: number[] = [];
  for (const featurePrecision of [100, 1000, 10_000]) {
    const agent = await createAgent(await findAgent('gan'), {
      parameters: { featurePrecision },
      scheme: { name: 'gauss-newton' },
      engine: 'reference',
    });
    agent.observe(unseen[0]!.pixels);
    agent.settle({ steps: 200, tolerance: 1e-4 });
    const { values } = agent.belief().levels[2]!;
    distances.push(Math.hypot(...values.map((value, cause) => value - causes[cause]!)));
    agent.dispose();
  }
  expect(distances[1]).toBeLessThan(distances[0]!);
  expect(distances[2]).toBeLessThan(distances[1]!);
  expect(distances[2]).toBeLessThan(0.05);
});

test('vae fills the hidden half of digits that it has not learned better than their mean picture does, and names them; with shuffled weights it does not', async () => {
  const kind = await findAgent('vae');
  const { filled, named } = await perceived(kind);
  const usual = errorOf(unseen.map(() => meanPicture));
  expect(errorOf(filled)).toBeLessThan(0.95 * usual);
  expect(named).toBeGreaterThan(DIGITS / 2);
  const ablated = await perceived(kind, shuffled(kind, '0.lowerFromUpper'));
  expect(errorOf(ablated.filled)).toBeGreaterThan(usual);
  expect(ablated.named).toBeLessThan(DIGITS / 3);
});

test('gan fills it better than with shuffled weights; its single answers are no better than the mean picture', async () => {
  const kind = await findAgent('gan');
  const { filled } = await perceived(kind);
  const ablated = await perceived(kind, shuffled(kind, '0.lowerFromUpper'));
  expect(errorOf(filled)).toBeLessThan(0.9 * errorOf(ablated.filled));
  expect(errorOf(filled)).toBeGreaterThan(errorOf(unseen.map(() => meanPicture)));
});

test.each(['vae', 'gan'])(
  '%s is less sure of what is hidden than of what is seen',
  async (name) => {
    const { surer } = await perceived(await findAgent(name));
    expect(surer).toBe(DIGITS);
  },
);

test.each(['vae', 'gan', 'denoising-diffusion'])(
  '%s says who has learned its weights, and says nothing of weights that are given',
  async (name) => {
    const kind = await findAgent(name);
    const own = await createAgent(kind);
    expect(own.trainingRecord).toMatchObject({
      command: `helmholtz learn ${name} --data small-digits --seed 1`,
      sha256: (await readTrainingRecord(`${name}-small-digits`)).sha256,
    });
    own.dispose();
    if (kind.weights === 'trained') throw new Error('expected weights that are written down');
    const weights = kind.weights(resolveParameters(kind.name, kind.parameters));
    const given = await createAgent(kind, { weights });
    expect(given.trainingRecord).toBeNull();
    given.dispose();
  },
);
