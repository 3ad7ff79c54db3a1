import {
  BENCHMARK_TURBINE,
  createRandom,
  drawExogenous,
  placeOfFault,
  runTurbine,
  type TurbineFault,
  watchTurbine,
} from '../../agents/index.ts';
import { median } from '../analysis/median.ts';

/** A fault of which trials are made; when it begins is decided there. */
export type FaultCase = TurbineFault extends infer Fault
  ? Fault extends TurbineFault
    ? Omit<Fault, 'from'>
    : never
  : never;

/** Faults of every kind, with sizes of our own: ten deviations of the noise, a tenth to a fifth of what is read. */
export const FAULT_CASES: readonly FaultCase[] = [
  { kind: 'stuck', sensor: 'pitch-1', size: 0 },
  { kind: 'stuck', sensor: 'generator-1', size: 0 },
  { kind: 'stuck', sensor: 'rotor-1', size: 0 },
  { kind: 'bias', sensor: 'pitch-1', size: 1 },
  { kind: 'bias', sensor: 'generator-2', size: 0.5 },
  { kind: 'bias', sensor: 'rotor-1', size: 0.1 },
  { kind: 'drift', sensor: 'rotor-2', size: 0.05 },
  { kind: 'drift', sensor: 'pitch-2', size: 0.5 },
  { kind: 'gain', sensor: 'generator-1', size: 1.1 },
  { kind: 'gain', sensor: 'pitch-2', size: 1.2 },
  { kind: 'slow', size: 3.42 / 11.11 },
];

/** Seconds before a fault begins, in which alarms are false, and after it, in which one that is not noticed is missed. */
const BEFORE = 10;
const AFTER = 15;

/** What became of trials with one fault; delays in samples, the sample with which the fault begins being the first. */
export interface FaultTrials {
  readonly fault: FaultCase | null;
  readonly runs: number;
  /** Alarms before there was a fault. */
  readonly falseAlarms: number;
  /** Samples without a fault that were watched. */
  readonly healthySamples: number;
  readonly missed: number;
  readonly medianDelay: number;
  readonly largestDelay: number;
  /** Runs in which the fault was held to be where it was, of those in which it was noticed. */
  readonly isolated: number;
  readonly medianIsolation: number;
  /** Mean of the normalised innovation squared before the alarm; 6 while the model holds, one per sensor. */
  readonly meanInnovation: number;
}

/**
 * Runs a turbine with a fault again and again, each time with other wind and noise, and watches it.
 *
 * @param fault `null` for runs in which nothing is wrong.
 */
export function faultTrials(
  fault: FaultCase | null,
  {
    runs,
    seed,
    meanWind = 15,
  }: { readonly runs: number; readonly seed: number; readonly meanWind?: number },
): FaultTrials {
  const { step } = BENCHMARK_TURBINE;
  const from = Math.round(BEFORE / step);
  const steps = from + Math.round(AFTER / step);
  const delays: number[] = [];
  const isolations: number[] = [];
  let falseAlarms = 0;
  let missed = 0;
  let isolated = 0;
  let healthySamples = 0;
  let innovations = 0;
  for (let run = 0; run < runs; run++) {
    const random = createRandom(seed, 'turbine', run);
    const exogenous = drawExogenous(BENCHMARK_TURBINE, { steps, meanWind, random });
    const begun = fault === null ? null : { ...fault, from };
    const { alarm, meanInnovation } = watchTurbine(
      BENCHMARK_TURBINE,
      runTurbine(BENCHMARK_TURBINE, exogenous, { fault: begun }),
    );
    innovations += meanInnovation / runs;
    const healthyUntil = begun === null ? steps : from;
    healthySamples += Math.min(alarm?.step ?? healthyUntil, healthyUntil);
    if (alarm === null) {
      if (begun !== null) missed++;
    } else if (alarm.step < healthyUntil) falseAlarms++;
    else {
      delays.push(alarm.step - from + 1);
      if (alarm.isolated !== null) isolations.push(alarm.isolated - from + 1);
      if (begun !== null && alarm.place === placeOfFault(begun)) isolated++;
    }
  }
  return {
    fault,
    runs,
    falseAlarms,
    healthySamples,
    missed,
    medianDelay: median(delays),
    largestDelay: delays.length === 0 ? Number.NaN : Math.max(...delays),
    isolated,
    medianIsolation: median(isolations),
    meanInnovation: innovations,
  };
}
