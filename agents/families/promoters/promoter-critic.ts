import { cholesky, solveCholesky } from '../../maths/cholesky.ts';
import type { LabelledPromoter } from './labelled-promoters.ts';
import { EXPRESSION_LEVELS, PROMOTER_LENGTH, promoterBase } from './promoter-law.ts';
import { nameLevels, siteIndex, type SiteScores } from './site-scores.ts';

/** Precision of the normal prior of every weight. */
const RIDGE = 1;
const ROUNDS = 50;
const LEVELS = EXPRESSION_LEVELS.length;
const SITES = LEVELS * 4 * PROMOTER_LENGTH;

/**
 * Learns a critic: p(level | promoter) = softmax of a sum of one weight per base, place and level and a constant, the most
 * probable one with a standard normal prior on all of them, by Newton's method. It can say the same of levels as the
 * {@link learnPromoterArtist artist} whose bases are independent, but is fitted to naming alone and cannot draw.
 *
 * @see Ng & Jordan (2001), `REFERENCES.ngJordan2001`
 */
export function learnPromoterCritic(examples: readonly LabelledPromoter[]): SiteScores {
  // Weights of the sites, then the constants.
  const size = SITES + LEVELS;
  let weights = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const curvature = new Float64Array(size * size);
    for (const { promoter, level } of examples) {
      const chances = nameLevels(asScores(weights), promoter);
      const active = chances.map((_, one) => activePlaces(promoter, one));
      for (let one = 0; one < LEVELS; one++) {
        const error = (one === level ? 1 : 0) - chances[one]!;
        for (const place of active[one]!) gradient[place]! += error;
        for (let other = 0; other < LEVELS; other++) {
          const bend = chances[one]! * ((one === other ? 1 : 0) - chances[other]!);
          for (const a of active[one]!) {
            for (const b of active[other]!) curvature[a * size + b]! += bend;
          }
        }
      }
    }
    for (let at = 0; at < size; at++) curvature[at * (size + 1)]! += RIDGE;
    const factor = cholesky(curvature, size);
    // The log posterior is concave, and strictly so by its prior.
    if (factor === null) throw new Error('a concave log posterior whose curvature is not');
    const step = solveCholesky(factor, gradient);
    weights = weights.map((weight, at) => weight + step[at]!);
    if (step.every((value) => Math.abs(value) < 1e-9)) break;
  }
  return asScores(weights);
}

function asScores(weights: Float64Array): SiteScores {
  return { sites: weights.subarray(0, SITES), constants: weights.subarray(SITES) };
}

/** Places of the weights that a level of a promoter adds up: a base at each place, and the constant. */
function activePlaces(promoter: number, level: number): number[] {
  const active = new Array<number>(PROMOTER_LENGTH + 1);
  for (let at = 0; at < PROMOTER_LENGTH; at++) {
    active[at] = siteIndex(level, at, promoterBase(promoter, at));
  }
  active[PROMOTER_LENGTH] = SITES + level;
  return active;
}
