import { endsOfJ, endsOfV, type Ends, piecesOfD } from './cuts.ts';
import { basesPattern, type Pattern, proteinPattern } from './pattern.ts';
import type { Junction, RecombinationModel } from './recombination-model.ts';

/** Probabilities by position and state of the pattern. */
type Table = Float64Array;

/**
 * Probability that recombination makes a sequence of bases, summed over all scenarios, and that it is read as it is.
 *
 * @throws {HelmholtzError} `bad-sequence` for letters that are no bases.
 */
export function sequenceProbability(model: RecombinationModel, sequence: string): number {
  return patternProbability(model, basesPattern(sequence, model.errorRate));
}

/**
 * Probability that recombination makes a sequence that is translated to a protein: the sum over all of its codons, within
 * the same recursion. Errors of reading are left out.
 *
 * @throws {HelmholtzError} `bad-sequence` for letters that are no amino acids.
 */
export function proteinProbability(model: RecombinationModel, protein: string): number {
  return patternProbability(model, proteinPattern(protein));
}

/**
 * Sums over all scenarios from the left to the right: what is left of V, inserted bases, what is left of D, inserted
 * bases, what is left of J. V genes of which J and D depend alike are summed first.
 *
 * @see Sethna et al. (2019), `REFERENCES.sethna2019`
 */
function patternProbability(model: RecombinationModel, pattern: Pattern): number {
  const lefts = endsOfV(model);
  const rights = endsOfJ(model).map((ends) => passJ(pattern, ends));
  const pieces = model.d.map((_, gene) => piecesOfD(model, gene));
  const [first, second] = model.junctions;
  let total = 0;
  for (const { genes, jGivenV, dGivenVj } of classesOfV(model)) {
    const afterV = table(pattern);
    for (const gene of genes) addV(pattern, lefts[gene]!, model.vChoice[gene]!, afterV);
    const joined = insert(pattern, first!, afterV);
    if (second === undefined) {
      rights.forEach((right, j) => {
        total += jGivenV[j]! * meet(joined, right);
      });
      continue;
    }
    pieces.forEach((d, gene) => {
      const wanted = jGivenV.map((probability, j) => probability * dGivenVj[j]![gene]!);
      if (wanted.every((probability) => probability === 0)) return;
      const beforeJ = insert(pattern, second, passD(pattern, d, joined));
      rights.forEach((right, j) => {
        total += wanted[j]! * meet(beforeJ, right);
      });
    });
  }
  return total * (model.anchoredShare ?? 1);
}

interface VClass {
  readonly genes: readonly number[];
  readonly jGivenV: readonly number[];
  readonly dGivenVj: readonly (readonly number[])[];
}

function classesOfV({ v, jGivenV, dGivenVj }: RecombinationModel): VClass[] {
  const classes = new Map<string, number[]>();
  v.forEach((_, gene) => {
    const key = JSON.stringify([jGivenV[gene], dGivenVj[gene]]);
    classes.set(key, [...(classes.get(key) ?? []), gene]);
  });
  return [...classes.values()].map((genes) => ({
    genes,
    jGivenV: jGivenV[genes[0]!]!,
    dGivenVj: dGivenVj[genes[0]!] ?? [],
  }));
}

function table({ length, states }: Pattern): Table {
  return new Float64Array((length + 1) * states);
}

function addV(pattern: Pattern, { bases, kept }: Ends, chance: number, into: Table): void {
  let state = 0;
  let weight = chance;
  for (let position = 0; ; position++) {
    into[position * pattern.states + state]! += weight * kept[position]!;
    if (position === bases.length || position === pattern.length) return;
    const base = bases[position]!;
    state = pattern.next(position, state, base);
    if (state < 0) return;
    weight *= pattern.weight(position, base);
  }
}

/** Adds 0, 1, 2, ... bases to everything that is there. */
function insert(pattern: Pattern, junction: Junction, from: Table): Table {
  const { length, states } = pattern;
  const { lengths, first, next, direction } = junction;
  const into = from.map((weight) => weight * lengths[0]!);
  // Probability by position, state and latest base; from the right to the left, a base is judged by the one after it.
  let chain = new Float64Array((length + 1) * states * 4);
  for (let count = 1; count < lengths.length; count++) {
    const longer = new Float64Array(chain.length);
    let isEmpty = true;
    for (let position = 0; position < length; position++) {
      for (let state = 0; state < states; state++) {
        const cell = position * states + state;
        const start = from[cell]!;
        for (let base = 0; base < 4; base++) {
          let weight = 0;
          if (count === 1) weight = direction === 'rightwards' ? start * first[base]! : start;
          else {
            for (let before = 0; before < 4; before++) {
              const step = direction === 'rightwards' ? next[before]![base]! : next[base]![before]!;
              weight += chain[cell * 4 + before]! * step;
            }
          }
          if (weight === 0) continue;
          const then = pattern.next(position, state, base);
          if (then < 0) continue;
          weight *= pattern.weight(position, base);
          isEmpty = false;
          const target = (position + 1) * states + then;
          longer[target * 4 + base]! += weight;
          into[target]! +=
            weight * lengths[count]! * (direction === 'rightwards' ? 1 : first[base]!);
        }
      }
    }
    if (isEmpty) break;
    chain = longer;
  }
  return into;
}

/** Adds what is left of a D gene to everything that is there. */
function passD(
  pattern: Pattern,
  { bases, pieces }: ReturnType<typeof piecesOfD>,
  from: Table,
): Table {
  const { length, states } = pattern;
  const into = table(pattern);
  // Pieces that begin alike are read together: probability by where they end.
  const byStart = new Map<number, Float64Array>();
  for (const { from: start, to, probability } of pieces) {
    const ends = byStart.get(start) ?? new Float64Array(bases.length + 1);
    ends[to]! += probability;
    byStart.set(start, ends);
  }
  for (const [start, ends] of byStart) {
    for (let cell = 0; cell < from.length; cell++) {
      let weight = from[cell]!;
      if (weight === 0) continue;
      let position = Math.floor(cell / states);
      let state = cell % states;
      for (let end = start; ; end++, position++) {
        into[position * states + state]! += weight * ends[end]!;
        if (end === bases.length || position === length) break;
        state = pattern.next(position, state, bases[end]!);
        if (state < 0) break;
        weight *= pattern.weight(position, bases[end]!);
      }
    }
  }
  return into;
}

/** Probability of the rest of the pattern if nothing but what is left of a J gene follows, by position and state. */
function passJ(pattern: Pattern, { bases, kept }: Ends): Table {
  const { length, states } = pattern;
  const into = table(pattern);
  kept.forEach((chance, count) => {
    if (chance === 0 || count > length) return;
    for (let first = 0; first < states; first++) {
      let state = first;
      let weight = chance;
      for (let index = 0; index < count && state >= 0; index++) {
        const base = bases[bases.length - count + index]!;
        const position = length - count + index;
        state = pattern.next(position, state, base);
        weight *= pattern.weight(position, base);
      }
      if (state === 0) into[(length - count) * states + first] = weight;
    }
  });
  return into;
}

function meet(left: Table, right: Table): number {
  return left.reduce((sum, weight, cell) => sum + weight * right[cell]!, 0);
}
