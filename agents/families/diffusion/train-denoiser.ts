import { createRandom } from '../../maths/random.ts';
import { initialNetwork } from '../networks/dense-network.ts';
import { parametersOf } from '../networks/network-parameters.ts';
import type { NetworkTraining } from '../networks/train-networks.ts';
import { drawExamples, type TrainingData } from '../networks/training-data.ts';
import { denoiserWidth, NOISE_RANGE, writeDenoiserInputs } from './learned-denoiser.ts';

/** How a denoiser is built and learns. */
export interface DenoiserPlan {
  /** Hidden units, layer by layer. */
  readonly hidden: readonly number[];
  /** Whether the network is told the class of a datum, where the data have classes. */
  readonly conditional: boolean;
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
}

/** Share of the examples of which a conditional denoiser is not told the class. */
const UNTOLD = 0.1;

/**
 * Learning of a denoiser: noise of a deviation that is uniform on a logarithmic scale is added to data, and the network
 * learns what it was, by squared error per coordinate. A conditional one is told the class of nine data in ten, so that it learns
 * what to expect of a class, and what to expect where the class is not known.
 *
 * @see Ho, Jain & Abbeel (2020), `REFERENCES.ho2020`; Ho & Salimans (2022), `REFERENCES.hoSalimans2022`
 */
export function denoiserTraining(
  data: TrainingData,
  { hidden, conditional, batch, steps, learningRate }: DenoiserPlan,
  seed: number,
): NetworkTraining {
  const { size } = data;
  const told = conditional ? (data.classes?.count ?? 0) : 0;
  const width = denoiserWidth(size) + told;
  const random = createRandom(seed, 'denoiser');
  const { centre, scale } = spreadOf(data);
  const parameters = parametersOf({
    denoiser: initialNetwork([width, ...hidden, size], random.fork('network')),
  });
  // They belong to nobody, so that nobody changes them.
  parameters.set('centre', { shape: [size], data: centre });
  parameters.set('scale', { shape: [1], data: Float64Array.of(scale) });
  const [least, most] = NOISE_RANGE;
  return {
    parameters,
    players: [
      {
        name: 'squared error',
        owns: ['denoiser'],
        loss: ({ library, tensor, apply }) => {
          const errors = library.sub(apply('denoiser', tensor('noisy')), tensor('target'));
          return library.mul(library.sum(library.mul(errors, errors)), 1 / (batch * size));
        },
      },
    ],
    batchOf: (step) => {
      const own = random.fork('batch', step);
      const { rows, classes } = drawExamples(data, batch, own);
      const point = new Float64Array(size);
      const noisy = new Float32Array(batch * width);
      const target = new Float32Array(batch * size);
      for (let row = 0; row < batch; row++) {
        // Evenly spread within a batch, which makes the loss less noisy.
        const place = (row + own.uniform()) / batch;
        const deviation = least * (most / least) ** place;
        const total = Math.sqrt(1 + deviation ** 2);
        for (let axis = 0; axis < size; axis++) {
          const datum = (rows[row * size + axis]! - centre[axis]!) / scale;
          const noise = own.normal();
          point[axis] = datum + deviation * noise;
          target[row * size + axis] = (deviation * datum - noise) / total;
        }
        writeDenoiserInputs(noisy, row * width, point, deviation);
        if (told > 0 && own.uniform() >= UNTOLD) {
          const kind = classes.subarray(row * told, (row + 1) * told);
          noisy.set(kind, row * width + denoiserWidth(size));
        }
      }
      return new Map([
        ['noisy', { shape: [batch, width], data: noisy }],
        ['target', { shape: [batch, size], data: target }],
      ]);
    },
    steps,
    learningRate,
    schedule: 'cosine',
    optimiser: { kind: 'adam' },
  };
}

function spreadOf({ size, count, rows }: TrainingData): {
  readonly centre: Float64Array;
  readonly scale: number;
} {
  const centre = new Float64Array(size);
  rows.forEach((value, index) => {
    centre[index % size]! += value / count;
  });
  const square = rows.reduce((sum, value, index) => sum + (value - centre[index % size]!) ** 2, 0);
  return { centre, scale: Math.sqrt(square / rows.length) || 1 };
}
