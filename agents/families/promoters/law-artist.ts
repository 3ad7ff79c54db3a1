import type { Random } from '../../maths/random.ts';
import type { PromoterArtist } from './promoter-artist.ts';
import { EXPRESSION_LEVELS, levelChances, PROMOTERS, promoterWorld } from './promoter-law.ts';

const LEVELS = EXPRESSION_LEVELS.length;

let artist: PromoterArtist | undefined;

/** The artist without fault: draws from the true p(promoter | level), all promoters being written out, and names by the law. */
export function lawArtist(): PromoterArtist {
  artist ??= makeLawArtist();
  return artist;
}

function makeLawArtist(): PromoterArtist {
  const { library, levels, levelShares } = promoterWorld();
  const sums = levelShares.map((_, level) => {
    const running = new Float64Array(PROMOTERS);
    let sum = 0;
    for (let promoter = 0; promoter < PROMOTERS; promoter++) {
      sum += library[promoter]! * levels[promoter * LEVELS + level]!;
      running[promoter] = sum;
    }
    return running;
  });
  return {
    levelShares,
    logChance: (promoter, level) =>
      Math.log((library[promoter]! * levels[promoter * LEVELS + level]!) / levelShares[level]!),
    draw: (level, random) => drawFrom(sums[level]!, random),
    name: levelChances,
  };
}

/** The first promoter whose running sum is above a uniform share of the last sum. */
function drawFrom(running: Float64Array, random: Random): number {
  const wanted = random.uniform() * running[PROMOTERS - 1]!;
  let [low, high] = [0, PROMOTERS - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (running[middle]! > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
