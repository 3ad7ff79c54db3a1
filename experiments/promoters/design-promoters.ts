import {
  drawFromLibrary,
  levelChances,
  nameLevels,
  PROMOTER_LENGTH,
  type PromoterArtist,
  promoterBase,
  type Random,
  type SiteScores,
} from '../../agents/index.ts';

/** Promoters that were made to have a level, and what came of it. */
export interface PromoterDesigns {
  /** Mean chance of the wanted level by the true law. */
  readonly truth: number;
  /** Mean chance of it that whoever made them promised. */
  readonly promise: number;
  /** Share of them that are different from all before them. */
  readonly distinct: number;
  /** Mean share of places in which two of them differ. */
  readonly difference: number;
}

/** Ways of making promoters of a wanted level. */
export const DESIGNERS = ['law', 'artist', 'library by critic', 'search by critic'] as const;

/** A way of making promoters of a wanted level. */
export type Designer = (typeof DESIGNERS)[number];

/**
 * Makes promoters of a wanted level in four ways and judges them by the true law.
 *
 * - `law`: drawn from the true p(promoter | level), what an artist without fault would do.
 * - `artist`: drawn from the artist's p(promoter | level); it promises what it would itself name them.
 * - `library by critic`: drawn from the library and kept with the critic's p(level | promoter), which is Bayes' rule with a
 *   critic in place of the law.
 * - `search by critic`: from a promoter of the library, the change of one base that the critic likes best, until none is
 *   better.
 */
export function designPromoters(
  designer: Designer,
  level: number,
  count: number,
  {
    law,
    artist,
    critic,
    random,
  }: {
    readonly law: PromoterArtist;
    readonly artist: PromoterArtist;
    readonly critic: SiteScores;
    readonly random: Random;
  },
): PromoterDesigns {
  const likes: Likes = (promoter) => nameLevels(critic, promoter)[level]!;
  const draw: Record<Designer, () => number> = {
    law: () => law.draw(level, random),
    artist: () => artist.draw(level, random),
    'library by critic': () => keepFromLibrary(likes, random),
    'search by critic': () => climb(likes, drawFromLibrary(random)),
  };
  const designs = Array.from({ length: count }, draw[designer]);
  const promises: Record<Designer, Likes> = {
    law: (promoter) => law.name(promoter)[level]!,
    artist: (promoter) => artist.name(promoter)[level]!,
    'library by critic': likes,
    'search by critic': likes,
  };
  return {
    truth: mean(designs.map((promoter) => levelChances(promoter)[level]!)),
    promise: mean(designs.map(promises[designer])),
    distinct: new Set(designs).size / count,
    difference: meanDifference(designs),
  };
}

/** How much a promoter is liked: a chance. */
type Likes = (promoter: number) => number;

function keepFromLibrary(likes: Likes, random: Random): number {
  for (;;) {
    const promoter = drawFromLibrary(random);
    if (random.uniform() < likes(promoter)) return promoter;
  }
}

function climb(likes: Likes, start: number): number {
  let best = start;
  let chance = likes(start);
  for (;;) {
    const from = best;
    for (let at = 0; at < PROMOTER_LENGTH; at++) {
      const shift = 2 * (PROMOTER_LENGTH - 1 - at);
      for (let base = 0; base < 4; base++) {
        const changed = from + ((base - promoterBase(from, at)) << shift);
        const other = likes(changed);
        if (other > chance) [best, chance] = [changed, other];
      }
    }
    if (best === from) return best;
  }
}

function meanDifference(designs: readonly number[]): number {
  let differing = 0;
  let pairs = 0;
  designs.forEach((one, index) => {
    for (const other of designs.slice(index + 1)) {
      pairs += 1;
      for (let at = 0; at < PROMOTER_LENGTH; at++) {
        if (promoterBase(one, at) !== promoterBase(other, at)) differing += 1;
      }
    }
  });
  return differing / (pairs * PROMOTER_LENGTH);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
