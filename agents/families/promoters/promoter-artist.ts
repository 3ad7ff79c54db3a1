import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import type { LabelledPromoter } from './labelled-promoters.ts';
import {
  EXPRESSION_LEVELS,
  PROMOTER_LENGTH,
  promoterBase,
  promoterNumber,
} from './promoter-law.ts';
import { nameLevels, siteIndex, type SiteScores } from './site-scores.ts';

/** Who tells p(promoter | level): the artist of this world. */
export interface PromoterArtist {
  /** p(level). */
  readonly levelShares: readonly number[];
  /** ln p(promoter | level), nats. */
  readonly logChance: (promoter: number, level: number) => number;
  /** Draws a promoter of a level. */
  readonly draw: (level: number, random: Random) => number;
  /** p(level | promoter) by Bayes' rule. */
  readonly name: (promoter: number) => number[];
}

/** An artist for whom bases are independent given the level: ln p(level) + ln p(promoter | level) is a sum over them. */
export interface SiteArtist extends PromoterArtist {
  readonly scores: SiteScores;
}

/**
 * Learns an artist for which bases are independent given the level (naive Bayes, a position weight matrix for each level):
 * p(promoter | level) = prod p(base at its place | level). Each count begins at 1, so that nothing is impossible: the mean of
 * the posterior with a uniform prior.
 */
export function learnPromoterArtist(examples: readonly LabelledPromoter[]): SiteArtist {
  const levels = EXPRESSION_LEVELS.length;
  const counts = new Float64Array(levels * 4 * PROMOTER_LENGTH).fill(1);
  const shares = new Array<number>(levels).fill(1);
  for (const { promoter, level } of examples) {
    shares[level]! += 1;
    for (let at = 0; at < PROMOTER_LENGTH; at++) {
      counts[siteIndex(level, at, promoterBase(promoter, at))]! += 1;
    }
  }
  const levelShares = shares.map((share) => share / (examples.length + levels));
  const perLevel = 4 * PROMOTER_LENGTH;
  // A count of a level, and the three more that its four bases at one place began with.
  const chances = counts.map((count, index) => count / (shares[Math.floor(index / perLevel)]! + 3));
  const scores: SiteScores = {
    constants: Float64Array.from(levelShares, Math.log),
    sites: chances.map(Math.log),
  };
  return {
    scores,
    levelShares,
    logChance(promoter, level) {
      let sum = 0;
      for (let at = 0; at < PROMOTER_LENGTH; at++) {
        sum += scores.sites[siteIndex(level, at, promoterBase(promoter, at))]!;
      }
      return sum;
    },
    draw: (level, random) =>
      promoterNumber(
        Array.from({ length: PROMOTER_LENGTH }, (_, at) => {
          const first = siteIndex(level, at, 0);
          return drawIndex(chances.subarray(first, first + 4), random);
        }),
      ),
    name: (promoter) => nameLevels(scores, promoter),
  };
}
