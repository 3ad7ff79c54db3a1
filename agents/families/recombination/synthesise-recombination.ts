import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { decodeBases } from './nucleotides.ts';
import { type Junction, type RecombinationModel, withPalindromes } from './recombination-model.ts';
import type { Scenario } from './scenario.ts';

/** A sequence with the scenario that made it. */
export interface Recombined {
  /** What is read, errors included. */
  readonly sequence: string;
  readonly scenario: Scenario;
}

/** Tells the story forward: draws every choice of a recombination, one after the other. */
export function synthesiseRecombination(model: RecombinationModel, random: Random): Recombined {
  const { v: vs, d: ds, j: js, vDeletions, jDeletions, dDeletions, junctions } = model;
  const v = drawIndex(model.vChoice, random);
  const j = drawIndex(model.jGivenV[v]!, random);
  const d = dDeletions === null ? null : drawIndex(model.dGivenVj[v]![j]!, random);
  const cutV = vDeletions.least + drawIndex(vDeletions.probability[v]!, random);
  const cutJ = jDeletions.least + drawIndex(jDeletions.probability[j]!, random);
  let cut5 = 0;
  let cut3 = 0;
  if (dDeletions !== null && d !== null) {
    const rows = dDeletions.probability[d]!;
    const chosen = drawIndex(rows.flat(), random);
    cut5 = dDeletions.least5 + Math.floor(chosen / rows[0]!.length);
    cut3 = dDeletions.least3 + (chosen % rows[0]!.length);
  }
  const inserted = junctions.map((junction) => drawInsertion(junction, random));
  const left = withPalindromes(vs[v]!, { five: 0, three: Math.max(0, -cutV) });
  const right = withPalindromes(js[j]!, { five: Math.max(0, -cutJ), three: 0 });
  const parts: (readonly number[] | Uint8Array)[] = [
    left.subarray(0, left.length - Math.max(0, cutV)),
    inserted[0]!,
  ];
  if (d !== null) {
    const middle = withPalindromes(ds[d]!, { five: Math.max(0, -cut5), three: Math.max(0, -cut3) });
    parts.push(middle.subarray(Math.max(0, cut5), middle.length - Math.max(0, cut3)), inserted[1]!);
  }
  parts.push(right.subarray(Math.max(0, cutJ)));
  const made = parts.flatMap((part) => [...part]);
  const read = made.map((base) => {
    const isWrong = model.errorRate > 0 && random.uniform() < model.errorRate;
    return isWrong ? (base + 1 + random.integer(3)) % 4 : base;
  });
  return {
    sequence: decodeBases(read),
    scenario: {
      ...{ v, j, d, vDeletions: cutV, jDeletions: cutJ },
      ...{ dDeletions5: cut5, dDeletions3: cut3, inserted: inserted.map(decodeBases) },
    },
  };
}

function drawInsertion({ lengths, first, next, direction }: Junction, random: Random): number[] {
  const length = drawIndex(lengths, random);
  const added: number[] = [];
  for (let index = 0; index < length; index++) {
    added.push(drawIndex(index === 0 ? first : next[added[index - 1]!]!, random));
  }
  return direction === 'rightwards' ? added : added.reverse();
}
