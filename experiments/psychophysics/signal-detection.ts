import { normalCumulative, normalQuantile } from '../../agents/index.ts';

/** Sensitivity and bias of decisions between signal and noise. */
export interface Sensitivity {
  /** d' = z(H) - z(F): distance of the means in standard deviations. */
  readonly dPrime: number;
  /** c = -(z(H) + z(F)) / 2: above 0 where "no" is favoured. */
  readonly criterion: number;
}

/**
 * Sensitivity and bias from the rates of hits and false alarms, each in [0, 1]; infinite at 0 and 1.
 *
 * @throws {RangeError} for a rate outside of [0, 1].
 */
export function sensitivityOfRates(hitRate: number, falseAlarmRate: number): Sensitivity {
  const hit = normalQuantile(hitRate);
  const falseAlarm = normalQuantile(falseAlarmRate);
  return { dPrime: hit - falseAlarm, criterion: -(hit + falseAlarm) / 2 };
}

/**
 * The same from counts, with half a trial added to each cell so that perfect rates stay finite (log-linear correction).
 *
 * @see Hautus (1995), `REFERENCES.hautus1995`
 */
export function sensitivityOfCounts(counts: {
  readonly hits: number;
  readonly signals: number;
  readonly falseAlarms: number;
  readonly noises: number;
}): Sensitivity {
  return sensitivityOfRates(
    (counts.hits + 0.5) / (counts.signals + 1),
    (counts.falseAlarms + 0.5) / (counts.noises + 1),
  );
}

/** Share of correct choices between two alternatives, without bias: Phi(d' / sqrt 2). */
export function correctOfTwo(dPrime: number): number {
  return normalCumulative(dPrime / Math.SQRT2);
}

/** d' that gives a share of correct choices between two alternatives. */
export function dPrimeOfTwo(correct: number): number {
  return Math.SQRT2 * normalQuantile(correct);
}
