import { HelmholtzError } from '../../errors.ts';
import type { HgfNetwork, InputNode } from './network.ts';

/** What was observed: one row of values per input, and when. */
export interface HgfObservations {
  /** By name of the input: one value per trial. NaN where nothing was observed. */
  readonly inputs: Readonly<Record<string, ArrayLike<number>>>;
  /** Time from the trial before to this one, > 0; by default 1 each. */
  readonly timeSteps?: ArrayLike<number>;
}

/** A probability is never taken to be closer to 0 or 1 than this. */
export const SMALLEST_PROBABILITY = 1e-6;

/** Refuses what the network cannot see; returns the number of trials. */
export function checkObservations({ inputs }: HgfNetwork, given: HgfObservations): number {
  const names = inputs.map(({ name }) => name);
  const stranger = Object.keys(given.inputs).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw new HelmholtzError(
      'bad-shape',
      `hgf: expected values of ${names.join(', ')}; got some of "${stranger}"`,
    );
  }
  const trials = given.inputs[names[0]!]?.length ?? 0;
  for (const input of inputs) {
    const values = given.inputs[input.name];
    if (values?.length !== trials || trials === 0) {
      throw new HelmholtzError(
        'bad-shape',
        `hgf.${input.name}: expected ${trials === 0 ? 'at least one trial' : `${trials} trials, as many as ${names[0]} has`}; got ${values?.length ?? 'none'}`,
      );
    }
    for (let trial = 0; trial < trials; trial++) checkValue(input, values[trial]!, trial);
  }
  const { timeSteps } = given;
  if (timeSteps === undefined) return trials;
  if (timeSteps.length !== trials) {
    throw new HelmholtzError(
      'bad-shape',
      `hgf.timeSteps: expected ${trials}, one for each trial; got ${timeSteps.length}`,
    );
  }
  for (let trial = 0; trial < trials; trial++) {
    if (timeSteps[trial]! > 0 && timeSteps[trial]! < Infinity) continue;
    throw new HelmholtzError(
      'parameter-out-of-range',
      `hgf.timeSteps: expected finite numbers > 0; got ${timeSteps[trial]!} at trial ${trial + 1}`,
    );
  }
  return trials;
}

function checkValue(input: InputNode, value: number, trial: number): void {
  if (Number.isNaN(value)) return;
  const isRight =
    input.kind === 'continuous-input'
      ? Number.isFinite(value)
      : input.kind === 'binary-input'
        ? value === 0 || value === 1
        : Number.isInteger(value) && value >= 0 && value < input.parents.length;
  if (isRight) return;
  const expected =
    input.kind === 'continuous-input'
      ? 'a finite number'
      : input.kind === 'binary-input'
        ? '0 or 1'
        : `a whole number in [0, ${input.parents.length - 1}]`;
  throw new HelmholtzError(
    'parameter-out-of-range',
    `hgf.${input.name}: expected ${expected}, or NaN where nothing was observed; got ${value} at trial ${trial + 1}`,
  );
}
