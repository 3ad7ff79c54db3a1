import { EXPRESSION_LEVELS, PROMOTER_LENGTH, promoterBase } from './promoter-law.ts';

const LEVELS = EXPRESSION_LEVELS.length;

/** What levels of a promoter score, nats up to a constant: a sum over its bases. ln p(level | promoter) = score - ln sum e^score. */
export interface SiteScores {
  /** One number per level. */
  readonly constants: Float64Array;
  /** One number per level, place and base; see `siteIndex`. */
  readonly sites: Float64Array;
}

/** Place of a number among {@link SiteScores.sites}. */
export function siteIndex(level: number, at: number, base: number): number {
  return 4 * (level * PROMOTER_LENGTH + at) + base;
}

/** p(level | promoter) by such scores. */
export function nameLevels({ constants, sites }: SiteScores, promoter: number): number[] {
  const scores = Array.from(constants, (constant, level) => {
    let score = constant;
    for (let at = 0; at < PROMOTER_LENGTH; at++) {
      score += sites[siteIndex(level, at, promoterBase(promoter, at))]!;
    }
    return score;
  });
  const largest = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - largest));
  const sum = odds.reduce((total, one) => total + one, 0);
  return odds.map((one) => one / sum);
}

/**
 * The scores of all promoters, four numbers for each: those of the first five and of the last five bases are added up once
 * and then only put together.
 */
export function scoreAllPromoters({
  constants,
  sites,
}: SiteScores): (promoter: number, level: number) => number {
  const half = PROMOTER_LENGTH / 2;
  const size = 4 ** half;
  const firsts = new Float64Array(size * LEVELS);
  const lasts = new Float64Array(size * LEVELS);
  for (let part = 0; part < size; part++) {
    for (let level = 0; level < LEVELS; level++) {
      let first = constants[level]!;
      let last = 0;
      for (let at = 0; at < half; at++) {
        const base = (part >> (2 * (half - 1 - at))) & 3;
        first += sites[siteIndex(level, at, base)]!;
        last += sites[siteIndex(level, at + half, base)]!;
      }
      firsts[part * LEVELS + level] = first;
      lasts[part * LEVELS + level] = last;
    }
  }
  return (promoter, level) =>
    firsts[(promoter >> (2 * half)) * LEVELS + level]! +
    lasts[(promoter & (size - 1)) * LEVELS + level]!;
}
