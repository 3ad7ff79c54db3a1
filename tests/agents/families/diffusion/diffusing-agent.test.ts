import { beforeAll, expect, test } from '@jest/globals';
import { type Agent, createAgent, findAgent } from '../../../../agents/index.ts';
import { denoiserOf } from '../../../../agents/families/diffusion/sample-denoiser.ts';
import { readShippedTensors } from '../../../../agents/weights/shipped-weights.ts';
import { openDataset } from '../../../../experiments/index.ts';

const PIXELS = 144;
const HALF = PIXELS / 2;
/** The lower half is hidden. */
const HIDDEN = Uint8Array.from({ length: PIXELS }, (_, pixel) => (pixel < HALF ? 0 : 1));
const DIGITS = 12;

let unseen: readonly Float32Array[] = [];
const { centre, scale } = denoiserOf(readShippedTensors('denoising-diffusion-small-digits'));

beforeAll(async () => {
  const held = await openDataset('small-digits', { split: 'test' });
  unseen = Array.from({ length: DIGITS }, (_, index) => held.example(index).picture.pixels);
});

async function withAgent<Result>(use: (agent: Agent) => Result): Promise<Result> {
  const agent = await createAgent(await findAgent('denoising-diffusion'));
  try {
    return use(agent);
  } finally {
    agent.dispose();
  }
}

/** Root mean squared error where a digit is hidden. */
function errorOf(picture: ArrayLike<number>, truth: ArrayLike<number>): number {
  let sum = 0;
  for (let pixel = HALF; pixel < PIXELS; pixel++) sum += (picture[pixel]! - truth[pixel]!) ** 2;
  return Math.sqrt(sum / HALF);
}

function meanOf(numbers: ArrayLike<number>): number {
  return Array.from(numbers).reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** What the agent makes of every digit. */
function perceive(
  agent: Agent,
  count = DIGITS,
): { error: number; spreadSeen: number; spreadHidden: number }[] {
  agent.occlude(HIDDEN);
  return unseen.slice(0, count).map((pixels) => {
    agent.observe(pixels);
    expect(agent.settle().status).toBe('settled');
    const { prediction } = agent.posteriorVariance();
    return {
      error: errorOf(agent.belief().levels[0]!.prediction, pixels),
      spreadSeen: Math.sqrt(meanOf(prediction.subarray(0, HALF))),
      spreadHidden: Math.sqrt(meanOf(prediction.subarray(HALF))),
    };
  });
}

test('the hidden half of digits that it has not learned is filled in better than by their mean picture, and is less sure than what is seen', async () => {
  const perceived = await withAgent((agent) => perceive(agent));
  const usual = meanOf(unseen.map((pixels) => errorOf(centre, pixels)));
  expect(meanOf(perceived.map(({ error }) => error))).toBeLessThan(0.95 * usual);
  for (const { spreadSeen, spreadHidden } of perceived) {
    expect(spreadHidden).toBeGreaterThan(5 * spreadSeen);
  }
});

test('without its network pixels are independent: the hidden half is the mean picture, as uncertain as pixels are', async () => {
  await withAgent((agent) => {
    agent.setLesioned(1, true);
    const perceived = perceive(agent, 3);
    const usual = meanOf(unseen.slice(0, 3).map((pixels) => errorOf(centre, pixels)));
    expect(meanOf(perceived.map(({ error }) => error))).toBeGreaterThan(usual);
    for (const { spreadHidden } of perceived) {
      expect(spreadHidden).toBeGreaterThan(0.7 * scale);
      expect(spreadHidden).toBeLessThan(1.2 * scale);
    }
  });
});

test('what changes what is seen starts the particles anew, and what it cannot do is refused with a reason', async () => {
  await withAgent((agent) => {
    agent.observe(unseen[0]!);
    agent.step(5);
    agent.occlude(HIDDEN);
    expect(agent.belief().step).toBe(0);
    agent.step(5);
    agent.release(0);
    expect(agent.belief().step).toBe(0);
    // Dreaming, nothing is seen.
    expect(agent.belief().levels[0]!.precision.every((precision) => precision === 0)).toBe(true);
    for (const refused of [
      () => agent.setInferenceRate(0.1),
      () => agent.setLesioned(0, true),
      () => agent.setPrecisionGain(1, 2),
      () => agent.clamp(1),
      () => agent.setStart('zero'),
      () => agent.setScheme({ name: 'euler' }),
    ]) {
      expect(refused).toThrow(/^denoising-diffusion: /);
    }
  });
});

test('a step beyond the last one changes nothing', async () => {
  await withAgent((agent) => {
    agent.observe(unseen[0]!);
    agent.settle();
    const before = agent.belief();
    expect(agent.step(3).status).toBe('settled');
    expect(agent.belief()).toStrictEqual(before);
  });
});
