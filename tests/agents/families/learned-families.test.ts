import { describe, expect, test } from '@jest/globals';
import {
  createRandom,
  decodeNetworkState,
  encodeNetworkState,
  familyTraining,
  isConditional,
  LEARNED_FAMILIES,
  type NetworkTraining,
  type NetworkTrainingState,
  type Random,
  shippedTensors,
  type TrainingData,
  trainingPoints,
  trainNetworks,
} from '../../../agents/index.ts';
import {
  fillByParticles,
  sampleStepwise,
} from '../../../agents/families/diffusion/ancestral-sampling.ts';
import {
  denoiserOf,
  synthesiseDenoised,
} from '../../../agents/families/diffusion/sample-denoiser.ts';
import { flowDenoiser } from '../../../agents/families/diffusion/learned-denoiser.ts';
import {
  flow,
  flowDensity,
  type FlowDenoiser,
  noiseLevels,
} from '../../../agents/families/diffusion/probability-flow.ts';
import {
  evaluateNetwork,
  initialNetwork,
  networkTangent,
  traceNetwork,
} from '../../../agents/families/networks/dense-network.ts';
import { createNetworkBatch } from '../../../agents/families/networks/network-batch.ts';
import {
  learnLinearCauses,
  linearLogDensity,
} from '../../../agents/families/linear-gaussian/linear-causes.ts';
import {
  autoencoderOf,
  encoderFreeEnergy,
  inferWeighted,
} from '../../../agents/families/variational/autoencoder.ts';
import { autoencoderTraining } from '../../../agents/families/variational/train-autoencoder.ts';
import { readShippedTensors } from '../../../agents/weights/shipped-weights.ts';
import { modeCoverage, ringDensity } from '../../../experiments/index.ts';

async function finish(training: NetworkTraining): Promise<NetworkTrainingState> {
  const steps = trainNetworks(training);
  for (;;) {
    const next = await steps.next();
    if (next.done === true) return next.value;
  }
}

function cloud(count: number, random: Random): number[][] {
  return Array.from({ length: count }, () => {
    const x = random.normal();
    return [x, 0.5 * x + random.normal()];
  });
}

/** A cloud whose points are of two classes, left and right. */
function classedCloud(count: number, random: Random): TrainingData {
  const points = cloud(count, random);
  return trainingPoints(points, {
    count: 2,
    labels: Int32Array.from(points, ([x]) => (x! < 0 ? 0 : 1)),
  });
}

describe.each(LEARNED_FAMILIES)('%s', (family) => {
  const data = classedCloud(200, createRandom(1, 'points'));

  test('goes on from a checkpoint to the bits of a training that was not interrupted', async () => {
    const training = familyTraining(family, data, { seed: 3, steps: 40 });
    const whole = await finish(training);
    const steps = trainNetworks(training);
    const first = await steps.next();
    if (first.done === true) throw new Error('expected a report before the end');
    expect(first.value.done).toBe(20);
    const bytes = encodeNetworkState({ family }, first.value.state());
    await steps.return(whole);
    const resumed = await finish({
      ...training,
      resumeFrom: decodeNetworkState({ family }, bytes),
    });
    expect(resumed).toEqual(whole);
    expect(() => decodeNetworkState({ family: 'another' }, bytes)).toThrow(
      `checkpoint: expected family another; got ${family}`,
    );
  });
});

// Who looks ahead follows signs of slopes in the first steps of Adam, which central differences cannot: see unroll-judge.test.ts.
describe.each(LEARNED_FAMILIES.filter((family) => family !== 'unrolled-gan'))('%s', (family) => {
  const data = classedCloud(200, createRandom(1, 'points'));

  test('follows the derivative of its loss, as central differences have it', async () => {
    // One step of plain descent at rate 1 moves a weight by minus the derivative.
    const training: NetworkTraining = {
      ...familyTraining(family, data, { seed: 5, steps: 1 }),
      ...{ optimiser: { kind: 'sgd' }, learningRate: 1, schedule: 'constant' },
    };
    for (const [index, player] of training.players.entries()) {
      const alone = {
        ...training,
        players: [player],
        batchOf: (step: number) => training.batchOf(step, index),
      };
      const { parameters } = await finish(alone);
      for (const [name, { shape, data: numbers }] of training.parameters) {
        if (!player.owns.some((owned) => name === owned || name.startsWith(`${owned}.`))) continue;
        const entry = Math.floor(numbers.length / 2);
        const at = async (change: number): Promise<number> => {
          const moved = numbers.slice();
          moved[entry]! += change;
          const changed = new Map(training.parameters).set(name, { shape, data: moved });
          const { losses } = await finish({ ...alone, parameters: changed });
          return losses[player.name]!;
        };
        const change = 0.02;
        const expected = ((await at(change)) - (await at(-change))) / (2 * change);
        const found = numbers[entry]! - parameters.get(name)!.data[entry]!;
        // Losses are single precision.
        expect(Math.abs(found - expected)).toBeLessThan(1e-3 + 0.02 * Math.abs(expected));
      }
    }
  });
});

test.each(LEARNED_FAMILIES)(
  '%s learns classes where it is conditional, and no others',
  (family) => {
    const data = classedCloud(50, createRandom(1, 'points'));
    const widthsOf = (examples: TrainingData): number[] =>
      [...familyTraining(family, examples, { seed: 1, steps: 1 }).parameters.values()].map(
        ({ shape }) => shape[0]!,
      );
    if (isConditional(family)) {
      expect(() => widthsOf({ ...data, classes: null })).toThrow(
        `${family}: expected data with classes; got none`,
      );
      const more = { ...data, classes: { ...data.classes!, count: 5 } };
      expect(widthsOf(more)[0]! - widthsOf(data)[0]!).toBe(3);
    } else expect(widthsOf(data)).toEqual(widthsOf({ ...data, classes: null }));
  },
);

test('a linear autoencoder comes to probabilistic principal components, without a gap', async () => {
  const random = createRandom(7, 'linear');
  const rows = Array.from({ length: 400 }, () => {
    const [a, b] = [random.normal(), random.normal()];
    return [a, 0.8 * a + 0.3 * b, -b, 0.5 * b].map((value) => value + 0.4 * random.normal());
  });
  const mean = rows[0]!.map((_, axis) => rows.reduce((sum, row) => sum + row[axis]! / 400, 0));
  const centred = rows.map((row) => row.map((value, axis) => value - mean[axis]!));
  const { parameters } = await finish(
    autoencoderTraining(
      trainingPoints(centred),
      { causes: 2, hidden: [], gain: 1, batch: 400, steps: 2500, learningRate: 0.01 },
      1,
    ),
  );
  const model = autoencoderOf(shippedTensors(parameters));
  const best = learnLinearCauses(centred, 2, true);
  const exact = centred.reduce((sum, row) => sum + linearLogDensity(best, row) / 400, 0);
  const draw = createRandom(8, 'bound');
  const bound = centred.reduce(
    (sum, row) => sum - encoderFreeEnergy(model, row, { samples: 50, random: draw }) / 400,
    0,
  );
  const weighted = inferWeighted(model, centred[0]!, { draws: 2000, random: draw }).logEvidence;
  // Batches are drawn with replacement, so that learning stays noisy.
  expect(exact - bound).toBeLessThan(0.03);
  expect(exact - bound).toBeGreaterThan(-0.01);
  const { weights, bias } = model.decoder[0]!;
  const own = {
    weights: Array.from(bias, (_, axis) => [weights[axis]!, weights[4 + axis]!]),
    mean: [...bias],
    variance: new Array<number>(4).fill(model.variance),
  };
  expect(weighted).toBeCloseTo(linearLogDensity(own, centred[0]!), 1);
}, 60_000);

/** The exact denoiser of N(0, diag(variances)). */
function gaussianDenoiser(variances: readonly number[]): FlowDenoiser {
  const size = variances.length;
  const gains = (deviation: number): number[] => variances.map((v) => v / (v + deviation ** 2));
  const datum = (noisy: Float64Array, deviation: number): Float64Array => {
    const own = gains(deviation);
    return noisy.map((value, at) => own[at % size]! * value);
  };
  return {
    size,
    datum,
    withSlopes: (noisy, deviation) => ({
      datum: datum(noisy, deviation),
      slopes: new Float64Array(noisy.length / size).fill(
        gains(deviation).reduce((sum, gain) => sum + gain, 0),
      ),
    }),
  };
}

describe('the probability flow of Gaussian data', () => {
  const variances = [1.6, 0.4];
  const denoiser = gaussianDenoiser(variances);
  const rising = noiseLevels(60_000, [1e-3, 1e4]).reverse();

  test('has their density to a millionth', () => {
    const point = [0.7, -1.1];
    const expected = variances.reduce(
      (sum, v, axis) =>
        // Noise of 1e-3 is still on the data.
        sum - 0.5 * (Math.log(2 * Math.PI * (v + 1e-6)) + point[axis]! ** 2 / (v + 1e-6)),
      0,
    );
    const { nats } = flowDensity(denoiser, Float64Array.from([0, 0, ...point]), rising);
    expect(Math.abs(nats[1]! - expected)).toBeLessThan(1e-6);
  });

  test('carries data to noise and the noise back', () => {
    const { noise } = flowDensity(denoiser, Float64Array.of(0.7, -1.1), rising);
    const back = flow(denoiser, noise, rising.toReversed());
    expect(back[0]).toBeCloseTo(0.7, 5);
    expect(back[1]).toBeCloseTo(-1.1, 5);
  });
});

test('diffusion told backward fills in what is hidden with its conditional distribution', () => {
  // x = u + v, y = u - v with variances of u and v: correlated, so that x says something of y.
  const own = gaussianDenoiser([0.8, 0.2]);
  const turn = (points: Float64Array): Float64Array =>
    points.map((value, at) =>
      at % 2 === 0
        ? (value + points[at + 1]!) / Math.SQRT2
        : (points[at - 1]! - value) / Math.SQRT2,
    );
  const denoiser: FlowDenoiser = {
    size: 2,
    datum: (noisy, deviation) => turn(own.datum(turn(noisy), deviation)),
    withSlopes: () => {
      throw new Error('not asked for here');
    },
  };
  const levels = noiseLevels(60, [0.003, 30]);
  const random = createRandom(1, 'filling');
  const drawn = Array.from({ length: 150 }, () =>
    fillByParticles(denoiser, [1, 0], { visible: [1, 0], particles: 12, levels, random }),
  ).map((points) => points[0]![1]!);
  const mean = drawn.reduce((sum, y) => sum + y / drawn.length, 0);
  const variance = drawn.reduce((sum, y) => sum + (y - mean) ** 2 / drawn.length, 0);
  // Covariance (.8 - .2)/2 = .3, variances .5: y | x = 1 is N(.6, .5 - .18 = .32).
  expect(Math.abs(mean - 0.6)).toBeLessThan(4 * Math.sqrt(0.32 / 150));
  expect(Math.abs(variance - 0.32)).toBeLessThan(4 * 0.32 * Math.sqrt(2 / 150));
  for (const [chance, steps] of [
    [1, 60],
    [0, 200],
  ] as const) {
    const free = sampleStepwise(denoiser, {
      ...{ count: 300, chance, random },
      levels: noiseLevels(steps, [0.003, 30]),
    });
    let covariance = 0;
    for (let at = 0; at < free.length; at += 2) covariance += (free[at]! * free[at + 1]!) / 300;
    expect(Math.abs(covariance - 0.3)).toBeLessThan(0.15);
  }
});

test('the sum of the slopes of a learned denoiser is that of central differences', () => {
  const denoiser = flowDenoiser(denoiserOf(readShippedTensors('denoising-diffusion-ring')));
  const points = Float64Array.of(1.2, 0.4, -1.9, 0.1, 0.3, 2.2);
  for (const deviation of [0.01, 0.3, 5]) {
    const change = 1e-5;
    const expected = [0, 0, 0];
    for (const axis of [0, 1]) {
      const at = (moved: number): Float64Array =>
        denoiser
          .datum(
            points.map((value, index) => value + (index % 2 === axis ? moved : 0)),
            deviation,
          )
          .slice();
      const [up, down] = [at(change), at(-change)];
      expected.forEach((sum, row) => {
        expected[row] = sum + (up[2 * row + axis]! - down[2 * row + axis]!) / (2 * change);
      });
    }
    const { slopes, datum } = denoiser.withSlopes(points, deviation);
    slopes.forEach((slope, row) => {
      expect(slope).toBeCloseTo(expected[row]!, 5);
    });
    const all = datum.slice();
    expect(denoiser.datum(points, deviation)).toEqual(all);
    // One at a time to the same bits.
    expect(denoiser.datum(points.slice(2, 4), deviation)).toEqual(all.slice(2, 4));
  }
});

test('a network has the same outputs for many inputs at once and for one, to the bit', () => {
  const random = createRandom(3, 'batch');
  const network = initialNetwork([3, 7, 5], random);
  const batch = createNetworkBatch(network, 6);
  batch.inputs.set(Array.from({ length: 18 }, () => random.normal()));
  const outputs = batch.evaluate();
  for (let row = 0; row < 6; row++) {
    const own = batch.inputs.subarray(3 * row, 3 * row + 3);
    expect(outputs.slice(5 * row, 5 * row + 5)).toEqual(evaluateNetwork(network, own));
  }
  const direction = batch.inputs.map(() => random.normal());
  const tangents = batch.tangent(direction).slice();
  const slope = networkTangent(
    network,
    traceNetwork(network, batch.inputs.subarray(15)),
    direction.slice(15),
  );
  slope.forEach((value, at) => {
    expect(tangents[25 + at]).toBeCloseTo(value, 12);
  });
});

test('few steps come near to what many come to', () => {
  const model = denoiserOf(readShippedTensors('denoising-diffusion-ring'));
  const drawn = (method: 'flow' | 'implicit', steps: number): number[] =>
    synthesiseDenoised(model, { count: 40, method, steps }, createRandom(4, 'steps')).flat();
  const exact = drawn('flow', 480);
  const distance = (points: readonly number[]): number =>
    points.map((value, at) => Math.abs(value - exact[at]!)).sort((a, b) => a - b)[40]!;
  const [coarse, fine] = [distance(drawn('flow', 60)), distance(drawn('flow', 120))];
  // Heun's method is of second order: half the step, a quarter of the error.
  expect(fine).toBeLessThan(coarse / 2);
  // A twentieth of the width of a cloud.
  expect(coarse).toBeLessThan(0.001);
  expect(distance(drawn('implicit', 120))).toBeLessThan(distance(drawn('implicit', 30)) / 2);
});

test('the shipped denoiser covers all modes of the ring, however noise is made data', () => {
  const model = denoiserOf(readShippedTensors('denoising-diffusion-ring'));
  const { modes } = ringDensity();
  for (const method of ['flow', 'implicit', 'ancestral'] as const) {
    const points = synthesiseDenoised(
      model,
      { count: 150, method, steps: 60 },
      createRandom(2, 'ring'),
    );
    expect(modeCoverage(points, modes!.means, modes!.deviation).covered).toBe(8);
  }
});
