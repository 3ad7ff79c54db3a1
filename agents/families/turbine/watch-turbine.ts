import { FAULT_PLACES, type FaultPlace, turbineHypothesis } from './fault-hypotheses.ts';
import { PROCESS_DEVIATIONS } from './exogenous.ts';
import { createObserver } from './observer.ts';
import { operatingPoint } from './operating-point.ts';
import { aerodynamicPower } from './power-coefficient.ts';
import type { TurbineRun } from './run-turbine.ts';
import type { TurbineParameters } from './turbine-parameters.ts';

/** A fault that was noticed. */
export interface Alarm {
  /** When it was clear that something is wrong. */
  readonly step: number;
  /** Where the fault is held to be: the place with most evidence when one led clearly, or at the end. */
  readonly place: FaultPlace;
  /** When one place led all others clearly; `null` if none ever did. */
  readonly isolated: number | null;
}

/** What an observer has made of a run. */
export interface WatchedRun {
  /** `null` if nothing was noticed. */
  readonly alarm: Alarm | null;
  /** Mean of the normalised innovation squared up to the alarm, under the hypothesis that nothing is wrong. */
  readonly meanInnovation: number;
  /** Precision-weighted errors that remain after settling, by sensor: means over the steps since the evidence began. */
  readonly remainingErrors: readonly number[];
}

/** Steps in which the observers find the state, and no evidence is counted. */
const WARM_UP = 200;

/** Evidence at which a fault is reported, nats: without one, at most once in e^threshold steps on average per place. */
export const ALARM_THRESHOLD = Math.log(1e5 * FAULT_PLACES.length);

/** Evidence by which a place leads all others when the fault is held to be there, nats: odds of 100 to 1. */
const ISOLATION_LEAD = Math.log(100);

/**
 * Watches a run for faults. For every place, readings are predicted under the hypothesis that something is wrong there; its
 * evidence is the sum of ln p(reading | place) - ln p(reading | nothing wrong), started anew whenever it falls below 0
 * (Page's test). When the first reaches the threshold something is wrong; where, is decided when one place leads by
 * `ISOLATION_LEAD`. While nothing is wrong the mean time between alarms is at
 * least e^threshold steps for each place, since the ratio of densities is a martingale; with {@link ALARM_THRESHOLD} that is
 * 1e5 steps for all together, as far as the models hold.
 *
 * `spread` is how little the dynamics are trusted, the deviations of the noise of states; those of the plant by default.
 *
 * @see Page (1954), `REFERENCES.page1954`; Lorden (1971), `REFERENCES.lorden1971`
 */
export function watchTurbine(
  parameters: TurbineParameters,
  run: TurbineRun,
  {
    threshold = ALARM_THRESHOLD,
    spread = PROCESS_DEVIATIONS,
  }: { readonly threshold?: number; readonly spread?: readonly number[] } = {},
): WatchedRun {
  const { state } = operatingPoint(parameters, run.wind[0]!);
  const [rotorSpeed, , , pitch] = state;
  const power = aerodynamicPower(parameters, { wind: run.wind[0]!, rotorSpeed, pitch });
  const start = [...state, (1e-6 * power) / rotorSpeed];
  const normal = createObserver(turbineHypothesis(parameters, null, spread), start);
  const others = FAULT_PLACES.map((place) =>
    createObserver(turbineHypothesis(parameters, place, spread), [...start, 0]),
  );
  const evidence = FAULT_PLACES.map(() => 0);
  const began = FAULT_PLACES.map(() => 0);
  const errors: Float64Array[] = [];
  let innovations = 0;
  let counted = 0;
  let alarmed: number | null = null;
  let leader = 0;
  let isolated: number | null = null;
  for (const [step, reading] of run.readings.entries()) {
    const before = run.inputs[step - 1];
    const input = before === undefined ? null : [before.generatorTorque, before.pitch];
    const { logDensity, normalisedInnovationSquared, settledErrors } = normal.observe(
      reading,
      input,
    );
    const densities = others.map((other) => other.observe(reading, input).logDensity);
    errors.push(settledErrors.slice());
    if (step < WARM_UP) continue;
    if (alarmed === null) {
      innovations += normalisedInnovationSquared;
      counted++;
    }
    densities.forEach((density, place) => {
      const sum = evidence[place]! + density - logDensity;
      if (sum <= 0) began[place] = step + 1;
      evidence[place] = Math.max(0, sum);
    });
    const [first = 0, second = 0] = [...evidence].sort((x, y) => y - x);
    leader = evidence.indexOf(first);
    if (alarmed === null && first >= threshold) alarmed = step;
    if (alarmed !== null && first - second >= ISOLATION_LEAD) {
      isolated = step;
      break;
    }
  }
  return {
    alarm: alarmed === null ? null : { step: alarmed, place: FAULT_PLACES[leader]!, isolated },
    meanInnovation: innovations / counted,
    remainingErrors: meanErrors(
      errors.slice(alarmed === null ? WARM_UP : Math.min(began[leader]!, errors.length - 1)),
    ),
  };
}

function meanErrors(errors: readonly Float64Array[]): number[] {
  return Array.from(errors[0]!, (_, channel) =>
    errors.reduce((sum, row) => sum + row[channel]! / errors.length, 0),
  );
}
