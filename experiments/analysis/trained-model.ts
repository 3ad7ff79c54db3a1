import {
  type AgentKind,
  decodeSafetensors,
  type Engine,
  HelmholtzError,
  resolveParameters,
} from '../../agents/index.ts';
import { findWeights, parametersOfWeights } from '../find-weights.ts';
import { readBytes } from '../read-bytes.ts';
import type { NamingNet } from './naming.ts';

/** A trained model, and what it learned from where that is known. */
export interface TrainedModel {
  readonly net: NamingNet;
  readonly dataset: string | null;
}

/**
 * Opens a weights file, which says what agent it is of, or the weights that come with an agent.
 *
 * @throws {HelmholtzError} `not-readable`, `bad-weights`, or `unknown-agent` where it is neither.
 */
export async function openTrainedModel(
  fileOrAgent: string,
  {
    engine,
    findAgent,
  }: { readonly engine: Engine; readonly findAgent: (name: string) => Promise<AgentKind> },
): Promise<TrainedModel> {
  const isFile = fileOrAgent.endsWith('.safetensors');
  const kind = await findAgent(isFile ? await agentOf(fileOrAgent) : fileOrAgent);
  const file = isFile ? fileOrAgent : undefined;
  const parameters = isFile
    ? await parametersOfWeights(kind, file)
    : resolveParameters(kind.name, kind.parameters);
  const { weights, origin } = await findWeights(kind, parameters, file);
  return { net: { kind, parameters, weights, engine }, dataset: origin?.dataset ?? null };
}

async function agentOf(file: string): Promise<string> {
  const { metadata } = decodeSafetensors(await readBytes(file), file);
  const { agent } = metadata;
  if (agent !== undefined) return agent;
  throw new HelmholtzError(
    'bad-weights',
    `${file}: it does not say which agent its weights are of`,
  );
}
