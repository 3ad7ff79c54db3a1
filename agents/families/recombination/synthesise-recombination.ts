import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { decodeBases, encodeBases } from './nucleotides.ts';
import type { Junction, RecombinationModel } from './recombination-model.ts';
import { type Scenario, sequenceOf } from './scenario.ts';

/** A sequence with the scenario that made it. */
export interface Recombined {
  /** What is read, errors included. */
  readonly sequence: string;
  readonly scenario: Scenario;
}

/** Tells the story forward: draws every choice of a recombination, one after the other. */
export function synthesiseRecombination(model: RecombinationModel, random: Random): Recombined {
  const { vDeletions, jDeletions, dDeletions, junctions } = model;
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
  const scenario: Scenario = {
    ...{ v, j, d, vDeletions: cutV, jDeletions: cutJ },
    ...{ dDeletions5: cut5, dDeletions3: cut3, inserted: inserted.map(decodeBases) },
  };
  const made = encodeBases(sequenceOf(model, scenario), model.name);
  const read = made.map((base) => {
    const isWrong = model.errorRate > 0 && random.uniform() < model.errorRate;
    return isWrong ? (base + 1 + random.integer(3)) % 4 : base;
  });
  return { sequence: decodeBases(read), scenario };
}

function drawInsertion({ lengths, first, next, direction }: Junction, random: Random): number[] {
  const length = drawIndex(lengths, random);
  const added: number[] = [];
  for (let index = 0; index < length; index++) {
    added.push(drawIndex(index === 0 ? first : next[added[index - 1]!]!, random));
  }
  return direction === 'rightwards' ? added : added.reverse();
}
