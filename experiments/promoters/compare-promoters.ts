import {
  createRandom,
  lawArtist,
  learnPromoterArtist,
  learnPromoterCritic,
  measurePromoters,
  type SiteArtist,
  type SiteScores,
} from '../../agents/index.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95 } from '../report/summary.ts';
import {
  type Designer,
  DESIGNERS,
  designPromoters,
  type PromoterDesigns,
} from './design-promoters.ts';
import { drawingLoss, namingLoss } from './judge-promoters.ts';

/** Promoters that are made by each way for each seed. */
const DESIGNED = 200;

/** What critic and artist have learned from so many examples; means over seeds with intervals. */
export interface LearnedPromoters {
  readonly examples: number;
  /** Cross-entropy of naming, nats; the same examples for both. */
  readonly critic: Estimate95;
  readonly artist: Estimate95;
  /** That of the artist minus that of the critic, seed by seed: below 0 where the artist names better. */
  readonly difference: Estimate95;
  /** Cross-entropy of the artist's drawing, nats. */
  readonly drawing: Estimate95;
}

/** What came of promoters made for a level, per designer; means over seeds with intervals. */
export type ComparedDesigns = Readonly<
  Record<Designer, Readonly<Record<keyof PromoterDesigns, Estimate95>>>
>;

/** Lets critic and artist learn from growing numbers of examples, anew for each seed. */
export function compareLearners(
  counts: readonly number[],
  seeds: readonly number[],
): LearnedPromoters[] {
  return counts.map((examples) => {
    const each = seeds.map((seed) => {
      const { critic, artist } = learnBoth(examples, seed);
      return {
        critic: namingLoss(critic),
        artist: namingLoss(artist.scores),
        drawing: drawingLoss(artist),
      };
    });
    return {
      examples,
      critic: meanOverParticipants(each.map(({ critic }) => critic)),
      artist: meanOverParticipants(each.map(({ artist }) => artist)),
      difference: meanOverParticipants(each.map(({ critic, artist }) => artist - critic)),
      drawing: meanOverParticipants(each.map(({ drawing }) => drawing)),
    };
  });
}

/** Makes promoters of a level by what was learned from so many examples. */
export function compareDesigners(
  level: number,
  examples: number,
  seeds: readonly number[],
): ComparedDesigns {
  const law = lawArtist();
  const each = seeds.map((seed) => {
    const learned = learnBoth(examples, seed);
    return DESIGNERS.map((designer) =>
      designPromoters(designer, level, DESIGNED, {
        ...learned,
        law,
        random: createRandom(seed, 'promoters', designer),
      }),
    );
  });
  return Object.fromEntries(
    DESIGNERS.map((designer, index) => {
      const of = (what: keyof PromoterDesigns): Estimate95 =>
        meanOverParticipants(each.map((designs) => designs[index]![what]));
      return [
        designer,
        {
          truth: of('truth'),
          promise: of('promise'),
          distinct: of('distinct'),
          difference: of('difference'),
        },
      ];
    }),
  ) as ComparedDesigns;
}

function learnBoth(
  examples: number,
  seed: number,
): {
  readonly critic: SiteScores;
  readonly artist: SiteArtist;
} {
  const measured = measurePromoters(examples, createRandom(seed, 'promoters', 'examples'));
  return { critic: learnPromoterCritic(measured), artist: learnPromoterArtist(measured) };
}
