import type { ParameterTable, ParameterValues, Random, Reference } from '../agents/index.ts';

/** What is believed of a quantity once the observer has settled. */
export interface Percept {
  /** The mean of the posterior. */
  readonly mean: number;
  /** Its standard deviation. */
  readonly deviation: number;
  /** Time constant of settling, in units of the observer's own time. */
  readonly timeConstant: number;
}

/** The declaration of a simulated observer: one file of `experiments/observers`. */
export interface ObserverKind<
  Parameters extends ParameterTable = ParameterTable,
  Inputs extends ParameterTable = ParameterTable,
> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  /** What distinguishes one observer from another. Numbers only: a group is a distribution over them. */
  readonly parameters: Parameters;
  /** What a presentation says. */
  readonly inputs: Inputs;
  /** Perceives one presentation. */
  readonly perceive: (
    presentation: ParameterValues<Inputs>,
    parameters: ParameterValues<Parameters>,
    random: Random,
  ) => Percept;
}

/** Declares an observer; a file of `experiments/observers` exports the result as its default. */
export function defineObserver<
  const Parameters extends ParameterTable,
  const Inputs extends ParameterTable,
>(kind: ObserverKind<Parameters, Inputs>): ObserverKind {
  return {
    ...kind,
    // Values are resolved against these very tables before they come here.
    perceive: (presentation, parameters, random) =>
      kind.perceive(
        presentation as ParameterValues<Inputs>,
        parameters as ParameterValues<Parameters>,
        random,
      ),
  };
}
