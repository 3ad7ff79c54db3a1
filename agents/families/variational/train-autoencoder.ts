import { createRandom } from '../../maths/random.ts';
import { initialNetwork } from '../networks/dense-network.ts';
import { parametersOf } from '../networks/network-parameters.ts';
import { tensorsBeside } from '../networks/tensors-beside.ts';
import type { LossInputs, NetworkTraining } from '../networks/train-networks.ts';
import {
  besideEachOther,
  drawExamples,
  normalNumbers,
  type TrainingData,
} from '../networks/training-data.ts';

/** How an autoencoder is built and learns. */
export interface AutoencoderPlan {
  /** Number of causes. */
  readonly causes: number;
  /** Hidden units of the encoder, layer by layer, and of the decoder in reverse; none makes it linear. */
  readonly hidden: readonly number[];
  /** Of the first layers, see {@link initialNetwork}. */
  readonly gain: number;
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
}

/** Variance of the data given their causes, before learning, as a share of the variance of the data. */
const FIRST_VARIANCE = 0.1;

/**
 * Learning of a variational autoencoder: networks, noise and loss.
 *
 *   loss = E_q[-ln N(x; decoder(z), v I)] + KL(q || N(0, I)),   q = N(mean, diag(variance)) of encoder(x)
 *
 * in nats per datum, which is the variational free energy; q is drawn from once per datum and step. The variance v is one
 * number for all that is observed, and learned.
 *
 * @see Kingma & Welling (2014), `REFERENCES.kingmaWelling2014`
 */
export function autoencoderTraining(
  data: TrainingData,
  { causes, hidden, gain, batch, steps, learningRate }: AutoencoderPlan,
  seed: number,
): NetworkTraining {
  const { size } = data;
  const width = data.classes?.count ?? 0;
  const random = createRandom(seed, 'autoencoder');
  const parameters = parametersOf({
    encoder: initialNetwork([size + width, ...hidden, 2 * causes], random.fork('encoder'), gain),
    decoder: initialNetwork(
      [causes + width, ...hidden.toReversed(), size],
      random.fork('decoder'),
      gain,
    ),
  });
  parameters.set('logVariance', {
    shape: [1],
    data: Float64Array.of(Math.log(FIRST_VARIANCE * varianceOf(data.rows))),
  });
  return {
    parameters,
    players: [
      {
        name: 'free energy',
        owns: ['encoder', 'decoder', 'logVariance'],
        loss: (inputs) => freeEnergy(inputs, { batch, size, causes, width }),
      },
    ],
    batchOf: (step) => {
      const own = random.fork('batch', step);
      const { rows, classes } = drawExamples(data, batch, own);
      return new Map([
        ['data', { shape: [batch, size], data: rows }],
        ['encoded', { shape: [batch, size + width], data: besideEachOther(batch, rows, classes) }],
        ['noise', { shape: [batch, causes], data: normalNumbers(batch * causes, own) }],
        ['classes', { shape: [batch, width], data: classes }],
      ]);
    },
    steps,
    learningRate,
    schedule: 'cosine',
    optimiser: { kind: 'adam' },
  };
}

function freeEnergy(
  { library, tensor, apply }: LossInputs,
  {
    batch,
    size,
    causes,
    width,
  }: {
    readonly batch: number;
    readonly size: number;
    readonly causes: number;
    readonly width: number;
  },
): ReturnType<LossInputs['tensor']> {
  const code = apply('encoder', tensor('encoded'));
  const mean = library.slice(code, [0, 0], [batch, causes]);
  const logVariance = library.slice(code, [0, causes], [batch, causes]);
  const deviation = library.exp(library.mul(logVariance, 0.5));
  const drawn = library.add(mean, library.mul(deviation, tensor('noise')));
  const given = width === 0 ? drawn : tensorsBeside(library, drawn, tensor('classes'));
  const noise = tensor('logVariance');
  const errors = library.sub(tensor('data'), apply('decoder', given));
  const squares = library.sum(library.mul(errors, errors));
  const disagreement = library.add(
    library.mul(squares, library.exp(library.neg(noise))),
    library.mul(noise, batch * size),
  );
  const divergence = library.sum(
    library.sub(
      library.add(library.exp(logVariance), library.mul(mean, mean)),
      library.add(logVariance, 1),
    ),
  );
  const constant = 0.5 * size * Math.log(2 * Math.PI);
  return library.sum(
    library.add(library.mul(library.add(disagreement, divergence), 0.5 / batch), constant),
  );
}

function varianceOf(rows: Float32Array): number {
  const mean = rows.reduce((sum, value) => sum + value, 0) / rows.length;
  return rows.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows.length;
}
