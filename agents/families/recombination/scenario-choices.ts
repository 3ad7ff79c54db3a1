import type { Choice } from '../../story.ts';
import { encodeBases } from './nucleotides.ts';
import type { Deletions, Junction, RecombinationModel } from './recombination-model.ts';
import { sequenceOf, type Scenario } from './scenario.ts';

/** The choices of a scenario in the order in which they are drawn, each with its probability given those before it. */
export function scenarioChoices(model: RecombinationModel, scenario: Scenario): readonly Choice[] {
  const { v, d, j, vDeletions, jDeletions, dDeletions5, dDeletions3, inserted } = scenario;
  const { dDeletions, junctions } = model;
  const choices: Choice[] = [
    gene('V gene', model.v[v]!.name, v, model.vChoice[v]!),
    gene('J gene', model.j[j]!.name, j, model.jGivenV[v]![j]!),
  ];
  if (d !== null) {
    choices.push(gene('D gene', model.d[d]!.name, d, model.dGivenVj[v]![j]![d]!));
  }
  choices.push(
    counted('deletions of V', vDeletions, deletionProbability(model.vDeletions, v, vDeletions)),
  );
  if (d !== null && dDeletions !== null) {
    const row = dDeletions.probability[d]![dDeletions5 - dDeletions.least5]!;
    const either = row.reduce((sum, probability) => sum + probability, 0);
    choices.push(
      counted('deletions of D at its beginning', dDeletions5, either),
      counted(
        'deletions of D at its end',
        dDeletions3,
        row[dDeletions3 - dDeletions.least3]! / either,
      ),
    );
  }
  choices.push(
    counted('deletions of J', jDeletions, deletionProbability(model.jDeletions, j, jDeletions)),
    ...inserted.map((bases, index) => ({
      name: inserted.length === 1 ? 'inserted' : `inserted ${['V-D', 'D-J'][index]!}`,
      value: bases === '' ? 'nothing' : bases,
      number: bases.length,
      chance: { probability: insertionProbability(junctions[index]!, bases) },
    })),
  );
  return choices;
}

/** Probability that a scenario is read as this sequence: every base wrongly with the error rate, as any of three. */
export function readingProbability(
  model: RecombinationModel,
  scenario: Scenario,
  sequence: string,
): number {
  const made = sequenceOf(model, scenario);
  let probability = 1;
  for (const [index, base] of Array.from(made).entries()) {
    probability *= base === sequence[index] ? 1 - model.errorRate : model.errorRate / 3;
  }
  return probability;
}

function deletionProbability(
  { least, probability }: Deletions,
  index: number,
  count: number,
): number {
  return probability[index]![count - least]!;
}

/** Probability of the length times that of the chain of bases, in the direction in which they are added. */
function insertionProbability(
  { lengths, first, next, direction }: Junction,
  bases: string,
): number {
  const read = [...encodeBases(bases, 'inserted')];
  const added = direction === 'rightwards' ? read : read.reverse();
  return added.reduce(
    (product, base, index) =>
      product * (index === 0 ? first[base]! : next[added[index - 1]!]![base]!),
    lengths[added.length] ?? 0,
  );
}

function gene(name: string, value: string, number: number, probability: number): Choice {
  return { name, value, number, chance: { probability } };
}

function counted(name: string, number: number, probability: number): Choice {
  return { name, value: String(number), number, chance: { probability } };
}
