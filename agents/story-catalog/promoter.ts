import { measurePromoters } from '../families/promoters/labelled-promoters.ts';
import { lawArtist } from '../families/promoters/law-artist.ts';
import { learnPromoterArtist, type PromoterArtist } from '../families/promoters/promoter-artist.ts';
import {
  EXPRESSION_LEVELS,
  readPromoter,
  showPromoter,
} from '../families/promoters/promoter-law.ts';
import { drawIndex } from '../maths/draw-index.ts';
import { createRandom } from '../maths/random.ts';
import { REFERENCES } from '../references.ts';
import { defineStory, type TellableModel, tellStory } from '../story.ts';

/** Promoters that the learned artist has seen. */
const LEARNED_FROM = 3000;

function promoter(artist: PromoterArtist): TellableModel<number, number> {
  return {
    model: {
      family: 'promoters',
      synthesise(_, random) {
        const level = drawIndex(artist.levelShares, random);
        return { observation: artist.draw(level, random), causes: level };
      },
      predict: {
        unable: 'of promoters there is no mean, and the most probable one is like no other',
      },
      score: (observation) => ({
        nats: Math.log(
          artist.levelShares.reduce(
            (sum, share, level) => sum + share * Math.exp(artist.logChance(observation, level)),
            0,
          ),
        ),
        kind: 'exact',
      }),
      infer(observation) {
        const chances = artist.name(observation);
        return {
          best: chances
            .map((probability, causes) => ({ causes, probability }))
            .sort((one, other) => other.probability - one.probability),
          sample: (random) => drawIndex(chances, random),
        };
      },
    },
    fit: {
      unable: 'promoters alone do not say how much they express: levels have to be measured',
    },
    choices: (level) => [
      {
        name: 'expression',
        value: EXPRESSION_LEVELS[level]!,
        number: level,
        chance: { probability: artist.levelShares[level]! },
      },
    ],
    outcome: (level, observation) => ({
      probability: Math.exp(artist.logChance(observation, level)),
    }),
    show: showPromoter,
    read: readPromoter,
  };
}

/** A level of expression, and a promoter that has it: told by the true law, or by an artist that has learned from examples. */
export default defineStory({
  name: 'promoter',
  summary:
    'A promoter of ten bases for a wanted level of expression; exact by writing all promoters out.',
  datum: 'ten bases, as in TTGATGCTAT',
  sources: [REFERENCES.bintu2005, REFERENCES.ngJordan2001],
  parameters: {
    teller: {
      kind: 'choice',
      default: 'law',
      choices: ['law', 'bases'],
      meaning: `who tells p(promoter given level): the true law, or bases that are independent given the level, learned from ${LEARNED_FROM} measured promoters`,
    },
  },
  story: ({ teller }) =>
    tellStory(
      promoter(
        teller === 'law'
          ? lawArtist()
          : learnPromoterArtist(measurePromoters(LEARNED_FROM, createRandom(1, 'promoters'))),
      ),
    ),
});
