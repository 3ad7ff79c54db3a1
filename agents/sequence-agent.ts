import { discoverMember, discoverMembers } from './discover-members.ts';
import { HelmholtzError } from './errors.ts';
import { suggestion } from './nearest-name.ts';
import type { ParameterTable, ParameterValues } from './parameter-table.ts';
import type { Reference } from './references.ts';
import type { Sequence } from './sequence.ts';

/** The declaration of an agent that perceives in time: one file of `sequence-catalog`. */
export interface SequenceAgentKind<Table extends ParameterTable = ParameterTable> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  readonly parameters: Table;
  /** Ways of perceiving the same sequence, by name, with what they are: two can be shown side by side. */
  readonly perceivers: Readonly<Record<string, string>>;
  /** Makes the sequence of a seed, and perceives it. */
  readonly perceive: (request: {
    readonly perceiver: string;
    readonly parameters: ParameterValues<Table>;
    readonly seed: number;
  }) => SequencePercept;
}

/** What was there, what was seen, and what was believed, course by course. */
export interface SequencePercept {
  /** What a step lasts or counts, for an axis: `bins of 10 ms`. */
  readonly steps: string;
  readonly courses: readonly Course[];
  readonly readings: readonly Reading[];
}

/** One quantity in time; all arrays have one entry a step. */
export interface Course {
  readonly name: string;
  /** What it really was; `null` where nothing is true of it. */
  readonly truth: readonly number[] | null;
  /** What was seen of it; `null` where it is hidden. */
  readonly observed: readonly number[] | null;
  readonly mean: readonly number[];
  /** Of the belief; `null` where the belief has none. */
  readonly standardDeviation: readonly number[] | null;
}

/** A number that sums a percept up. */
export interface Reading {
  readonly name: string;
  readonly value: number;
  readonly meaning: string;
}

/** Declares an agent that perceives in time. Inside, parameters have the types of its own table. */
export function defineSequenceAgent<const Table extends ParameterTable>(
  kind: SequenceAgentKind<Table>,
): SequenceAgentKind {
  return {
    ...kind,
    // The values were resolved against this very table by `resolveParameters`.
    perceive: ({ parameters, ...rest }) =>
      kind.perceive({ ...rest, parameters: parameters as ParameterValues<Table> }),
  };
}

const CATALOGUE = new URL('./sequence-catalog/', import.meta.url);

/** Every agent in `sequence-catalog`, by name; a file that is put there is found without being listed anywhere. */
export async function listSequenceAgents(): Promise<readonly SequenceAgentKind[]> {
  return discoverMembers<SequenceAgentKind>(CATALOGUE);
}

/**
 * The agent in time of a name, and that it has a way of perceiving.
 *
 * @throws {HelmholtzError} `unknown-agent`, naming the nearest one.
 */
export async function findSequenceAgent(
  name: string,
  perceiver?: string,
): Promise<SequenceAgentKind> {
  const kind = await discoverMember<SequenceAgentKind>(CATALOGUE, name);
  if (kind === null) {
    const kinds = await listSequenceAgents();
    const names = kinds.map((candidate) => candidate.name);
    throw new HelmholtzError(
      'unknown-agent',
      `sequence agent "${name}": no such agent${suggestion(name, names)}`,
    );
  }
  if (perceiver !== undefined && !Object.hasOwn(kind.perceivers, perceiver)) {
    throw new HelmholtzError(
      'unknown-agent',
      `${name}: perceiver "${perceiver}": no such perceiver${suggestion(perceiver, Object.keys(kind.perceivers))}`,
    );
  }
  return kind;
}

/** One channel of a sequence, as plain numbers. */
export function channelOf({ steps, channels, values }: Sequence, channel: number): number[] {
  return Array.from({ length: steps }, (_, step) => values[step * channels + channel]!);
}

/** Mean squared difference between belief and truth. */
export function meanSquaredError(mean: readonly number[], truth: readonly number[]): number {
  return mean.reduce((sum, value, step) => sum + (value - truth[step]!) ** 2, 0) / mean.length;
}
