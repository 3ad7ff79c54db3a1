import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { baseChances, levelChances, PROMOTER_LENGTH, promoterNumber } from './promoter-law.ts';

/** A promoter by its number, and the level that was measured of it, 0 to 3. */
export interface LabelledPromoter {
  readonly promoter: number;
  readonly level: number;
}

/** Draws a promoter from the library. */
export function drawFromLibrary(random: Random): number {
  return promoterNumber(
    Array.from({ length: PROMOTER_LENGTH }, (_, at) => drawIndex(baseChances(at), random)),
  );
}

/** Draws promoters from the library and measures each once. */
export function measurePromoters(count: number, random: Random): LabelledPromoter[] {
  return Array.from({ length: count }, () => {
    const promoter = drawFromLibrary(random);
    return { promoter, level: drawIndex(levelChances(promoter), random) };
  });
}
