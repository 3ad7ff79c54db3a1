import { type AgentKind, HelmholtzError, type ParameterValues } from '../../agents/index.ts';
import { openDataset } from '../datasets/open-dataset.ts';
import { type Autocovariance, autocovarianceOf } from './autocovariance.ts';

/**
 * Autocovariance, over the field of an agent, of the very pictures that its plan of training says, after its retina.
 *
 * @param seed Of generated pictures; that of the training.
 * @throws {HelmholtzError} `not-applicable` if the agent does not learn.
 */
export async function learnedAutocovariance(
  kind: AgentKind,
  parameters: ParameterValues,
  seed: number,
): Promise<Autocovariance> {
  const plan = kind.training?.(parameters);
  if (plan === undefined) {
    throw new HelmholtzError('not-applicable', `autocovariance: ${kind.name} does not learn`);
  }
  const dataset = await openDataset(plan.dataset, { seed });
  const pictures = Array.from(
    { length: Math.min(plan.examples, dataset.count ?? plan.examples) },
    (_, index) => kind.retina(dataset.example(index).picture, parameters),
  );
  const { rows, columns } = kind.hierarchy(parameters).levels[0]!.arrangement;
  return autocovarianceOf(pictures, Math.max(rows, columns) - 1);
}
