import { drawIndex } from '../../maths/draw-index.ts';
import { createRandom } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { type ClassedCauses, classedChoices, classesOf } from '../networks/classed-causes.ts';
import { pictureOf, type PictureShape } from '../networks/story-parts.ts';
import {
  type Autoencoder,
  decode,
  encoderFreeEnergy,
  inferWeighted,
  synthesiseDatum,
} from './autoencoder.ts';

/** Draws of causes behind a score and a belief. */
const DRAWS = 400;

/** An autoencoder as a story. Beliefs and scores are functions of the datum: their random numbers are those of one seed. */
export function autoencoderStory(
  model: Autoencoder,
  {
    size,
    classNames = [],
    shape = null,
  }: {
    readonly size: number;
    readonly classNames?: readonly string[];
    readonly shape?: PictureShape | null;
  },
): TellableModel<readonly number[], ClassedCauses> {
  const classes = classesOf(model.classes === 0 ? [] : classNames);
  const infer = (
    datum: ArrayLike<number>,
    visible: ArrayLike<number> | null,
  ): ReturnType<typeof inferWeighted> =>
    inferWeighted(model, datum, {
      visible,
      draws: DRAWS,
      random: createRandom(1, 'autoencoder', 'belief'),
    });
  return {
    model: {
      family: 'autoencoder',
      synthesise(_, random) {
        const { causes, observation } = synthesiseDatum(model, random);
        return { causes, observation: [...observation] };
      },
      predict: ({ best }) => [...decode(model, best[0]!.causes)],
      score: (datum) => ({
        // Weighted draws differ too much where few causes of a point count; the encoder's bound is looser and steady.
        nats:
          model.classes > 0
            ? infer(datum, null).logEvidence
            : -encoderFreeEnergy(model, datum, {
                samples: DRAWS,
                random: createRandom(1, 'autoencoder', 'score'),
              }),
        kind: 'lower-bound',
      }),
      infer(datum) {
        const { drawn, weights, best } = infer(datum, null);
        return {
          // Few of the weighted draws count: ranks of true causes among them are not uniform.
          exactness: 'approximate',
          best: [{ causes: best, probability: null }],
          sample: (random) => drawn[drawIndex(weights, random)]!,
        };
      },
    },
    fit: {
      unable:
        'its networks learn by many steps of gradient descent, which the command learn does in minutes',
    },
    choices: (causes) => classedChoices(causes, classes),
    outcome: (causes) => ({
      mean: [...decode(model, causes)],
      standardDeviation: new Array<number>(size).fill(Math.sqrt(model.variance)),
    }),
    show: showNumbers,
    read: (text) => readNumbers(text, size),
    ...(shape === null
      ? {}
      : {
          picture: pictureOf(shape, ({ pixels, visible, count, random }) => {
            const { drawn, weights } = infer(pixels, visible);
            const deviation = Math.sqrt(model.variance);
            return {
              exactness: 'approximate',
              samples: Array.from({ length: count }, () =>
                Float32Array.from(
                  decode(model, drawn[drawIndex(weights, random)]!),
                  (value, index) =>
                    visible[index] === 0 ? value + deviation * random.normal() : pixels[index]!,
                ),
              ),
            };
          }),
        }),
  };
}
