import {
  findSequenceAgent,
  type ParameterValues,
  resolveParameters,
  type SequencePercept,
} from '../agents/index.ts';

/** Which agent in time is to perceive the sequence of a seed, and how. */
export interface SequenceRequest {
  readonly agent: string;
  /** Way of perceiving; the agent's first one by default. */
  readonly perceiver: string | undefined;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly seed: number;
}

/** What it perceived, with everything filled in that was left open. */
export interface PerceivedSequence {
  readonly agent: string;
  readonly perceiver: string;
  readonly seed: number;
  readonly parameters: ParameterValues;
  readonly percept: SequencePercept;
}

/**
 * Lets an agent perceive the sequence of a seed.
 *
 * @throws {HelmholtzError} for an agent, a way of perceiving or a parameter that does not exist.
 */
export async function perceiveSequence({
  agent,
  perceiver,
  parameters: given,
  seed,
}: SequenceRequest): Promise<PerceivedSequence> {
  const kind = await findSequenceAgent(agent, perceiver);
  const parameters = resolveParameters(kind.name, kind.parameters, given);
  const way = perceiver ?? Object.keys(kind.perceivers)[0] ?? '';
  const percept = kind.perceive({ perceiver: way, parameters, seed });
  return { agent: kind.name, perceiver: way, seed, parameters, percept };
}
