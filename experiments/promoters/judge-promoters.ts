import {
  EXPRESSION_LEVELS,
  lawArtist,
  type PromoterArtist,
  promoterWorld,
  PROMOTERS,
  scoreAllPromoters,
  type SiteArtist,
  type SiteScores,
} from '../../agents/index.ts';

const LEVELS = EXPRESSION_LEVELS.length;

/**
 * Cross-entropy of naming, nats: the mean of -ln q(level | promoter) over all promoters and levels of the true law, without
 * sampling.
 */
export function namingLoss(scores: SiteScores): number {
  const { library, levels } = promoterWorld();
  const score = scoreAllPromoters(scores);
  let loss = 0;
  for (let promoter = 0; promoter < PROMOTERS; promoter++) {
    let largest = -Infinity;
    for (let level = 0; level < LEVELS; level++) {
      largest = Math.max(largest, score(promoter, level));
    }
    let sum = 0;
    let own = 0;
    for (let level = 0; level < LEVELS; level++) {
      const above = score(promoter, level) - largest;
      sum += Math.exp(above);
      own += levels[promoter * LEVELS + level]! * above;
    }
    loss += library[promoter]! * (Math.log(sum) - own);
  }
  return loss;
}

/** Cross-entropy of drawing, nats: the mean of -ln q(promoter | level) over the true law, without sampling. */
export function drawingLoss({ scores, levelShares }: SiteArtist): number {
  const score = scoreAllPromoters(scores);
  return meanSurprise({
    logChance: (promoter, level) => score(promoter, level) - Math.log(levelShares[level]!),
  });
}

function meanSurprise({ logChance }: Pick<PromoterArtist, 'logChance'>): number {
  const { library, levels } = promoterWorld();
  let loss = 0;
  for (let promoter = 0; promoter < PROMOTERS; promoter++) {
    for (let level = 0; level < LEVELS; level++) {
      const chance = library[promoter]! * levels[promoter * LEVELS + level]!;
      if (chance > 0) loss -= chance * logChance(promoter, level);
    }
  }
  return loss;
}

/** What nobody can do better than: the conditional entropies of the true law, nats. */
export function promoterFloors(): { readonly naming: number; readonly drawing: number } {
  const { library, levels } = promoterWorld();
  let naming = 0;
  levels.forEach((chance, index) => {
    if (chance > 0) naming -= library[Math.floor(index / LEVELS)]! * chance * Math.log(chance);
  });
  return { naming, drawing: meanSurprise(lawArtist()) };
}
