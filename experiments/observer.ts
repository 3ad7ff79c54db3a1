import type {
  ParameterTable,
  ParameterValues,
  Picture,
  Random,
  Reference,
} from '../agents/index.ts';
import type { ExperimentFile, ShownDescription } from './design/experiment-schema.ts';
import type { FilesBeside } from './design/files-beside.ts';
import type { Field, Scope } from './design/scope.ts';
import type { Refusal } from './read-described.ts';
import type { Row } from './running/experiment.ts';

/** What is believed of a quantity once the observer has settled, and how it came to be believed. */
export type Percept = SettledBelief & (ExponentialSettling | WatchedSettling);

interface SettledBelief {
  /** The mean of the posterior. */
  readonly mean: number;
  /** Its standard deviation. */
  readonly deviation: number;
}

/** The belief goes from nothing to its mean as 1 - exp(-t / tau). */
interface ExponentialSettling {
  /** tau, in units of the observer's own time. */
  readonly timeConstant: number;
}

/** The belief was watched while it settled. */
interface WatchedSettling {
  /** Means of the belief, in order of time; the last one is where it has settled. */
  readonly course: readonly TimedBelief<number>[];
}

/** A belief at a time, in units of the observer's own time: inference steps for agents. */
export interface TimedBelief<Value> {
  readonly time: number;
  readonly value: Value;
}

/** Which of several names something has. */
export interface NamingPercept {
  readonly names: readonly string[];
  /** How much speaks for each name while the observer settles: log probabilities, or values of units that stand for names. */
  readonly course: readonly TimedBelief<readonly number[]>[];
  /** Posterior probability of each name; `null` for observers that have none. */
  readonly posterior: readonly number[] | null;
}

/** The declaration of a kind of observer: one file of `experiments/observers`. */
export interface ObserverKind<Input = unknown> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  /**
   * Makes ready what an experiment file says of its observer.
   *
   * @throws {HelmholtzError} `bad-experiment`, at its place in the file, for whatever the file cannot mean.
   */
  readonly prepare: (setting: ObserverSetting) => Promise<PreparedObserver<Input>>;
}

/** What an observer is made ready for. */
export interface ObserverSetting {
  readonly file: ExperimentFile;
  /** Agents that take part instead of those that the file names; `null` for those of the file. */
  readonly agents: readonly string[] | null;
  readonly beside: FilesBeside;
  readonly refusal: Refusal;
}

/** A group as it takes part. */
export interface PreparedGroup {
  readonly name: string;
  /** Name of the group of the file that it comes from. */
  readonly source: string;
  readonly participants: number;
  /** What distinguishes its members from one another. */
  readonly parameters: ParameterTable;
  /** What its members can call something; `null` where they name nothing. */
  readonly names: readonly string[] | null;
}

/** An observer that is ready for an experiment file. */
export interface PreparedObserver<Input = unknown> {
  readonly groups: readonly PreparedGroup[];
  /** Checks and compiles what a presentation says. */
  readonly present: (given: ShownDescription, place: Place) => Promise<Presentation<Input>>;
  /** What decides its beliefs besides the file and the seed, as text; asked when all presentations are known. */
  readonly identity: () => readonly string[];
  /** Lets a member of a group in. */
  readonly open: (
    group: PreparedGroup,
    parameters: ParameterValues,
  ) => Promise<OpenObserver<Input>> | OpenObserver<Input>;
}

/** Where in a trial something is shown. */
export interface Place {
  /** `show`, `first` or `second`. */
  readonly key: string;
  readonly path: readonly PropertyKey[];
  /** Variables that are numbers there, and those that are words. */
  readonly numbers: readonly string[];
  readonly words: readonly string[];
}

/** What is shown at one place of a trial. */
export interface Presentation<Input = unknown> {
  /** What changes from trial to trial, or is to stand in the table of trials. */
  readonly fields: readonly Field[];
  /** Whether the level of a procedure must stay within limits for it to be shown. */
  readonly limitsLevel: boolean;
  /** Refuses values that cannot be shown. */
  check(scope: Scope): Promise<void>;
  /** What the observer gets to perceive in a trial. */
  input(plan: Row): Input;
  /** Draws it, where it is a picture. */
  draw?(scope: Scope): Picture;
}

/** One who perceives. The only randomness is what it is given. */
export interface OpenObserver<Input = unknown> {
  perceive(input: Input, random: Random): Percept;
  /** Says which of the names it has; absent for observers that name nothing. */
  name?(input: Input, random: Random): NamingPercept;
  /** Frees what it holds. */
  dispose(): void;
}
