import { normalCumulative } from '../../maths/normal.ts';
import { decodeBases, encodeBases } from '../recombination/nucleotides.ts';
import { HelmholtzError } from '../../errors.ts';

/** Bases of a promoter of this world. */
export const PROMOTER_LENGTH = 10;
/** How many promoters there can be. */
export const PROMOTERS = 4 ** PROMOTER_LENGTH;

/** What is measured of a promoter: how much is expressed, in four levels. */
export const EXPRESSION_LEVELS = ['silent', 'weak', 'medium', 'strong'] as const;

/** One base of an element: the one that binds best, and what any other costs, kT. */
interface Site {
  readonly at: number;
  readonly best: 'A' | 'C' | 'G' | 'T';
  readonly cost: number;
}

// Three elements with numbers of our own, shorter than those of bacteria: TTG, then TG, then TAT.
const MINUS_35: readonly Site[] = [
  { at: 0, best: 'T', cost: 2 },
  { at: 1, best: 'T', cost: 2 },
  { at: 2, best: 'G', cost: 1.5 },
];
const EXTENDED: readonly Site[] = [
  { at: 4, best: 'T', cost: 1.5 },
  { at: 5, best: 'G', cost: 2.5 },
];
const MINUS_10: readonly Site[] = [
  { at: 7, best: 'T', cost: 2 },
  { at: 8, best: 'A', cost: 2.5 },
  { at: 9, best: 'T', cost: 2 },
];
/** A transition (A for G, C for T, and back) costs this share of what another base does. */
const TRANSITION = 0.7;
/** Energy at which the polymerase is bound half of the time, kT. */
const HALF_BOUND = 1.5;
/** Deviation of the logarithm of what is measured. */
const MEASUREMENT_NOISE = 0.5;
/** Bounds between the levels, ln of expression relative to a promoter that is always bound. */
const BOUNDS = [-4.5, -3, -1.5] as const;
/** Chance that a base of an element is the best one in the library; others share the rest, and other bases are equal. */
const KEPT = 0.55;

/** The number of a promoter, 0 to {@link PROMOTERS} - 1: its bases as digits of base 4, the first one highest. */
export function promoterNumber(bases: ArrayLike<number>): number {
  let number = 0;
  for (let at = 0; at < PROMOTER_LENGTH; at++) number = 4 * number + bases[at]!;
  return number;
}

/** Base at a place of a promoter, 0 to 3 for A, C, G, T. */
export function promoterBase(promoter: number, at: number): number {
  return (promoter >> (2 * (PROMOTER_LENGTH - 1 - at))) & 3;
}

/** The letters of a promoter. */
export function showPromoter(promoter: number): string {
  return decodeBases(
    Array.from({ length: PROMOTER_LENGTH }, (_, at) => promoterBase(promoter, at)),
  );
}

/**
 * The number of a promoter from its letters.
 *
 * @throws {HelmholtzError} `bad-sequence` for other letters, or more or fewer than ten.
 */
export function readPromoter(text: string): number {
  const bases = encodeBases(text.trim(), 'promoter');
  if (bases.length !== PROMOTER_LENGTH) {
    throw new HelmholtzError(
      'bad-sequence',
      `promoter: expected ${PROMOTER_LENGTH} bases; got ${bases.length}`,
    );
  }
  return promoterNumber(bases);
}

function elementEnergy(promoter: number, sites: readonly Site[]): number {
  let energy = 0;
  for (const { at, best, cost } of sites) {
    const wanted = 'ACGT'.indexOf(best);
    const base = promoterBase(promoter, at);
    if (base !== wanted) energy += (base ^ wanted) === 2 ? TRANSITION * cost : cost;
  }
  return energy;
}

/**
 * Energy of the polymerase on a promoter, kT, 0 or more but for ln 2: E = E(-10) - ln(e^-E(-35) + e^-E(extended)). It is held
 * at TAT, and at either TTG or TG: one of them is enough, so that energies of bases do not add up.
 */
export function bindingEnergy(promoter: number): number {
  const held =
    Math.exp(-elementEnergy(promoter, MINUS_35)) + Math.exp(-elementEnergy(promoter, EXTENDED));
  return elementEnergy(promoter, MINUS_10) - Math.log(held);
}

/**
 * p(level | promoter), the true law. Expression is how often the polymerase is bound, 1 / (1 + e^(E - 1.5)); its logarithm is
 * measured with normal noise of deviation .5 and cut at -4.5, -3 and -1.5.
 *
 * @returns Four probabilities.
 * @see Bintu et al. (2005), `REFERENCES.bintu2005`, for expression as the chance of being bound.
 */
export function levelChances(promoter: number): number[] {
  return chancesAt(bindingEnergy(promoter));
}

function chancesAt(energy: number): number[] {
  const mean = -Math.log1p(Math.exp(energy - HALF_BOUND));
  const below = BOUNDS.map((bound) => normalCumulative((bound - mean) / MEASUREMENT_NOISE));
  return EXPRESSION_LEVELS.map((_, level) => (below[level] ?? 1) - (below[level - 1] ?? 0));
}

/**
 * Chance of a promoter in the library that is measured: each base of an element is the best one with probability .55, or one of
 * the three others; the two bases between elements are anything.
 */
export function libraryChance(promoter: number): number {
  let chance = 1;
  for (let at = 0; at < PROMOTER_LENGTH; at++)
    chance *= baseChances(at)[promoterBase(promoter, at)]!;
  return chance;
}

const BEST_BASES = Array.from({ length: PROMOTER_LENGTH }, (_, at) =>
  [...MINUS_35, ...EXTENDED, ...MINUS_10].find((site) => site.at === at),
);
const BASE_CHANCES = BEST_BASES.map((site) =>
  Array.from('ACGT', (base) =>
    site === undefined ? 1 / 4 : base === site.best ? KEPT : (1 - KEPT) / 3,
  ),
);

/** Chances of the four bases at a place in the library. */
export function baseChances(at: number): readonly number[] {
  return BASE_CHANCES[at]!;
}

/** The whole world written out. */
export interface PromoterWorld {
  /** p(promoter) of every promoter. */
  readonly library: Float64Array;
  /** p(level | promoter), four numbers for every promoter. */
  readonly levels: Float64Array;
  /** p(level) in the library. */
  readonly levelShares: readonly number[];
}

let world: PromoterWorld | undefined;

/** Writes out all of the 1 048 576 promoters once; 42 MB. */
export function promoterWorld(): PromoterWorld {
  if (world !== undefined) return world;
  const count = EXPRESSION_LEVELS.length;
  const library = new Float64Array(PROMOTERS);
  const levels = new Float64Array(PROMOTERS * count);
  const levelShares = new Array<number>(count).fill(0);
  // Most promoters share their energy with many others.
  const known = new Map<number, number[]>();
  for (let promoter = 0; promoter < PROMOTERS; promoter++) {
    library[promoter] = libraryChance(promoter);
    const energy = bindingEnergy(promoter);
    const chances = known.get(energy) ?? chancesAt(energy);
    known.set(energy, chances);
    for (let level = 0; level < count; level++) {
      levels[promoter * count + level] = chances[level]!;
      levelShares[level]! += library[promoter]! * chances[level]!;
    }
  }
  world = { library, levels, levelShares };
  return world;
}
