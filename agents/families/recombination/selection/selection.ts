import type { Random } from '../../../maths/random.ts';
import { sequenceProbability } from '../generation-probability.ts';
import type { RecombinationModel } from '../recombination-model.ts';
import { synthesiseRecombination } from '../synthesise-recombination.ts';
import { type AnnotatedSequence, kindOfFeature, selectionFeatures } from './selection-features.ts';

/**
 * Selection after recombination: P_post(x) = Q(x) P_gen(x) with Q(x) = exp(sum_f w_f n_f(x)) / Z for a sequence that makes a
 * protein, else 0; Z is such that the mean of Q under P_gen is 1.
 *
 * @see Sethna et al. (2020), `REFERENCES.sethna2020`
 */
export interface Selection {
  /** w_f by name; a feature that is not there has weight 0. */
  readonly weights: ReadonlyMap<string, number>;
  /** ln Z, nats. */
  readonly logNormaliser: number;
}

/** A sequence and its genes. */
export type SelectedSequence = Omit<AnnotatedSequence, 'count'>;

/** sum_f w_f n_f(x), nats; -Infinity for a sequence that makes no protein. */
export function selectionScore(weights: Selection['weights'], sequence: SelectedSequence): number {
  const features = selectionFeatures(sequence);
  if (features === null) return -Infinity;
  let score = 0;
  for (const [name, number] of features) score += number * (weights.get(name) ?? 0);
  return score;
}

/** Q(x): by how much selection makes a sequence more frequent than it is generated. */
export function selectionFactor(
  { weights, logNormaliser }: Selection,
  sequence: SelectedSequence,
): number {
  return Math.exp(selectionScore(weights, sequence) - logNormaliser);
}

/** P_post(x): probability of a sequence with its genes after recombination and selection. */
export function selectedProbability(
  model: RecombinationModel,
  selection: Selection,
  selected: SelectedSequence,
): number {
  const only = (genes: RecombinationModel['v'], name: string, chances: readonly number[]) =>
    chances.map((chance, gene) => (genes[gene]!.name === name ? chance : 0));
  const restricted: RecombinationModel = {
    ...model,
    vChoice: only(model.v, selected.v, model.vChoice),
    jGivenV: model.jGivenV.map((row) => only(model.j, selected.j, row)),
  };
  return selectionFactor(selection, selected) * sequenceProbability(restricted, selected.sequence);
}

/**
 * Draws a sequence that passes selection: recombines until one does, each with probability Q / max Q. Exact; the stronger
 * the selection, the longer it takes. Sequences of more than `longest` amino acids do not pass.
 */
export function synthesiseSelected(
  model: RecombinationModel,
  { weights }: Selection,
  { longest, random }: { readonly longest: number; readonly random: Random },
): SelectedSequence {
  const most = largestScore(weights, longest);
  for (;;) {
    const { sequence, scenario } = synthesiseRecombination(model, random);
    const made = { sequence, v: model.v[scenario.v]!.name, j: model.j[scenario.j]!.name };
    const chance =
      sequence.length > 3 * longest ? 0 : Math.exp(selectionScore(weights, made) - most);
    if (random.uniform() < chance) return made;
  }
}

/** A bound on the score: the best length, genes and amino acids that there are. */
function largestScore(weights: Selection['weights'], longest: number): number {
  const best = new Map<string, number>();
  for (const [name, weight] of weights) {
    const kind = kindOfFeature(name);
    best.set(kind, Math.max(best.get(kind) ?? 0, weight));
  }
  return [...best].reduce(
    (sum, [kind, weight]) => sum + weight * (kind === 'amino acid' ? longest : 1),
    0,
  );
}
