import type { Random } from '../../agents/index.ts';
import type { BehaviourModel, Prior, TrialSequence } from './behaviour-model.ts';
import { valueFromScale } from './scales.ts';

/** A simulated participant, and the parameters that made it. */
export interface SimulatedParticipant {
  /** All parameters, in their units, in the order of the model. */
  readonly values: Float64Array;
  readonly sequence: TrialSequence;
  /** How many parameter sets were drawn before one with which the model runs. */
  readonly draws: number;
}

const MOST_DRAWS = 100;

/** What a simulated participant sees. */
export type Schedule = Omit<TrialSequence, 'response'>;

/**
 * Draws parameters from the prior (or other Gaussians by name), lets the model learn from what is seen, and draws a
 * response on every trial. Parameters with which the model fails are drawn again.
 *
 * @returns `null` if the model failed with every set of parameters.
 */
export function simulateParticipant(
  model: BehaviourModel,
  schedule: Schedule,
  random: Random,
  population: Readonly<Record<string, Prior>> = {},
): SimulatedParticipant | null {
  const { parameters, perceptual, responding } = model;
  const trials = schedule.input.length;
  const response = new Float64Array(trials).fill(Number.NaN);
  const sequence: TrialSequence = { ...schedule, response };
  const perception = perceptual.prepare(sequence);
  const values = new Float64Array(parameters.length);
  const split = perceptual.parameters.length;
  const view = { perception, sequence, values: values.subarray(split) };
  for (let draws = 1; draws <= MOST_DRAWS; draws++) {
    parameters.forEach((parameter, index) => {
      const { name, prior } = parameter;
      const { mean, deviation } =
        (Object.hasOwn(population, name) ? population[name] : undefined) ?? prior;
      const place = parameter.isFree ? mean + deviation * random.normal() : mean;
      values[index] = valueFromScale(parameter, place);
    });
    if (!perception.evaluate(values.subarray(0, split))) continue;
    for (let trial = 0; trial < trials; trial++) {
      response[trial] = responding.sample(view, trial, random);
    }
    return { values, sequence, draws };
  }
  return null;
}

/**
 * A reversal-learning schedule: blocks of 20 to 40 trials in which 1 comes with probability .8 or .2 in turns, every
 * third block being undecided (.5). For a continuous model, a random walk whose steps are large in every second block.
 */
export function drawSchedule(
  trials: number,
  input: BehaviourModel['perceptual']['input'],
  random: Random,
): Schedule {
  const observations = new Float64Array(trials);
  let block = 0;
  let left = 0;
  let value = 0;
  for (let trial = 0; trial < trials; trial++) {
    if (left === 0) {
      left = 20 + random.integer(21);
      block++;
    }
    left--;
    if (input === 'binary') {
      const chance = block % 3 === 0 ? 0.5 : block % 3 === 1 ? 0.8 : 0.2;
      observations[trial] = random.uniform() < chance ? 1 : 0;
    } else {
      value += (block % 2 === 0 ? 0.2 : 0.03) * random.normal();
      observations[trial] = value + 0.01 * random.normal();
    }
  }
  const hitRate = observations.map((one) => (one === 1 ? random.integer(4) / 4 : 0));
  return { input: observations, timeSteps: null, hitRate: input === 'binary' ? hitRate : null };
}
