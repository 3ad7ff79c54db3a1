import { HelmholtzError, pictureLevelOf } from '../../agents/index.ts';
import type { Example } from '../datasets/dataset.ts';
import { nameExamples, type NamingNet } from './naming.ts';
import { reconstructionErrors } from './reconstruct.ts';

/** One number for every example, and what it is. */
export interface ExampleScores {
  /** `accuracy`: 1 where the label is named rightly, else 0; `mean squared error`: of the reconstruction, per pixel. */
  readonly measure: 'accuracy' | 'mean squared error';
  readonly scores: Float64Array;
  readonly mean: number;
}

/** What an agent can be scored by: naming where a level has named units, reconstructing where it sees all of a picture. */
export function measureOf({
  kind,
  parameters,
}: Pick<NamingNet, 'kind' | 'parameters'>): ExampleScores['measure'] | null {
  const plan = kind.training?.(parameters);
  if (plan === undefined || kind.fit !== 'scale') return null;
  const { levels } = kind.hierarchy(parameters);
  if (levels.some(({ unitNames }) => unitNames !== undefined)) return 'accuracy';
  return pictureLevelOf(kind) === 0 ? 'mean squared error' : null;
}

/**
 * Scores examples one by one.
 *
 * @throws {HelmholtzError} `not-applicable` for agents that neither name nor reconstruct whole pictures, and where labels
 *   are missing.
 */
export function scoreExamples(net: NamingNet, examples: readonly Example[]): ExampleScores {
  const measure = measureOf(net);
  const stage = net.kind.training?.(net.parameters).stages.at(-1);
  if (measure === null || stage === undefined) {
    throw new HelmholtzError(
      'not-applicable',
      `${net.kind.name}: it neither names nor reconstructs whole pictures, so that examples cannot be scored`,
    );
  }
  if (measure === 'accuracy' && examples.some(({ label }) => label === null)) {
    throw new HelmholtzError('not-applicable', `${net.kind.name}: expected examples with labels`);
  }
  const scores =
    measure === 'accuracy'
      ? Float64Array.from(nameExamples(net, examples).named, (name, index) =>
          name === examples[index]!.label ? 1 : 0,
        )
      : reconstructionErrors(net, examples, stage);
  return { measure, scores, mean: scores.reduce((sum, score) => sum + score, 0) / scores.length };
}
