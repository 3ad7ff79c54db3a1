import { createRandom } from '../../maths/random.ts';
import { initialNetwork } from '../networks/dense-network.ts';
import { parametersOf } from '../networks/network-parameters.ts';
import { tensorsBeside } from '../networks/tensors-beside.ts';
import type {
  BatchTensor,
  LossInputs,
  NamedParameters,
  NetworkTraining,
} from '../networks/train-networks.ts';
import {
  besideEachOther,
  drawExamples,
  normalNumbers,
  type TrainingData,
} from '../networks/training-data.ts';
import { unrollAdam } from './unroll-judge.ts';

/** How a generator and its judge are built and learn. */
export interface GeneratorPlan {
  /** Number of causes. */
  readonly causes: number;
  /** Hidden units of the generator, layer by layer. */
  readonly hidden: readonly number[];
  /** Hidden units of the judge, layer by layer. */
  readonly judge: readonly number[];
  /** Of the first layers, see {@link initialNetwork}. */
  readonly gain: number;
  /** How many data the judge sees at once; 1 is the plain adversarial network. */
  readonly pack: number;
  /** Whether both players are told the class of every datum, where the data have classes. */
  readonly conditional: boolean;
  /** How many steps of the judge the generator looks ahead; 0 is the plain adversarial network. */
  readonly unrolled: number;
  /** Packs per step. */
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
}

/** How long the optimiser of both players remembers. */
const DECAYS = { firstDecay: 0.5, secondDecay: 0.999 };

/**
 * Learning of a generative adversarial network. A judge learns to tell packs of real data from packs of made ones, the
 * generator learns to make what the judge takes for real:
 *
 *   judge      softplus(-judge(real)) + softplus(judge(made))
 *   generator  softplus(-judge(made))
 *
 * in nats per pack. With packs of more than one datum (PacGAN) a judge sees that made data are all alike. A generator that looks
 * ahead (unrolled) learns to have the judge lose even after its next steps, so that it does not pay to run from one mode to the next:
 * its loss is minus that of the judge as it will be, differentiated through these steps. In a conditional network both are told a
 * class, a one among zeros: the judge sees every datum beside the class that it is said to be of, and made data are said to be of
 * classes as frequent as those of the real ones.
 *
 * @see Goodfellow et al. (2014), `REFERENCES.goodfellow2014`; Lin et al. (2018), `REFERENCES.lin2018`; Metz et al. (2017),
 * `REFERENCES.metz2017`; Mirza & Osindero (2014), `REFERENCES.mirzaOsindero2014`
 */
export function generatorTraining(
  data: TrainingData,
  plan: GeneratorPlan,
  seed: number,
): NetworkTraining {
  const { causes, hidden, judge, gain, pack, unrolled, batch, steps, learningRate } = plan;
  const { size } = data;
  const width = plan.conditional ? (data.classes?.count ?? 0) : 0;
  const random = createRandom(seed, 'generator');
  const made = batch * pack;
  const shown = pack * (size + width);
  // The judge is surprised by -answer where packs are real, by answer where they are made.
  const side = Float32Array.from({ length: 2 * batch }, (_, row) => (row < batch ? -1 : 1));
  const packed = ({ library, tensor, apply }: LossInputs): ReturnType<NamedParameters> => {
    const bare = apply('generator', tensor('causes'));
    const said = width === 0 ? bare : tensorsBeside(library, bare, tensor('classes'));
    return library.reshape(said, [batch, shown]);
  };
  // Real and made packs go through the judge together, which is faster than one after the other.
  const judged = (
    { library, tensor, apply }: LossInputs,
    deceit: ReturnType<NamedParameters>,
    parameters: NamedParameters,
  ): ReturnType<NamedParameters> => {
    const answers = apply('judge', library.concat([tensor('data'), deceit], 0), parameters);
    const surprise = library.softplus(library.mul(answers, tensor('side')));
    return library.mul(library.sum(surprise), 1 / batch);
  };
  return {
    parameters: parametersOf({
      generator: initialNetwork([causes + width, ...hidden, size], random.fork('generator'), gain),
      judge: initialNetwork([shown, ...judge, 1], random.fork('judge'), gain),
    }),
    players: [
      {
        name: 'judge',
        owns: ['judge'],
        loss: (inputs) => judged(inputs, packed(inputs), inputs.tensor),
      },
      {
        name: 'generator',
        owns: ['generator'],
        loss: (inputs) => {
          const { library, apply, namesOf, memoryOf, rate } = inputs;
          const deceit = packed(inputs);
          if (unrolled === 0) {
            const surprise = library.softplus(library.neg(apply('judge', deceit)));
            return library.mul(library.sum(surprise), 1 / batch);
          }
          const ahead = unrollAdam(
            inputs,
            namesOf('judge'),
            (parameters) => judged(inputs, deceit, parameters),
            { steps: unrolled, rate, decays: DECAYS, memoryOf },
          );
          return library.neg(judged(inputs, deceit, ahead));
        },
      },
    ],
    batchOf: (step, player) => {
      const own = random.fork('batch', step, player);
      const drawn = normalNumbers(made * causes, own);
      const batches = new Map<string, BatchTensor>();
      if (player === 0 || unrolled > 0) {
        const { rows, classes } = drawExamples(data, made, own);
        const real = width === 0 ? rows : besideEachOther(made, rows, classes);
        batches.set('data', { shape: [batch, shown], data: real });
        batches.set('side', { shape: [2 * batch, 1], data: side });
      }
      // Real data are said to be of their own classes, made ones of those of other examples.
      const said = width === 0 ? new Float32Array(0) : drawExamples(data, made, own).classes;
      if (width > 0) batches.set('classes', { shape: [made, width], data: said });
      const given = besideEachOther(made, drawn, said);
      return batches.set('causes', { shape: [made, causes + width], data: given });
    },
    steps,
    learningRate,
    schedule: 'cosine',
    optimiser: { kind: 'adam', ...DECAYS },
  };
}
