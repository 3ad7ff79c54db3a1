import { createLadder, REFERENCES, type UpdateScheme } from '../../../agents/index.ts';
import type { FitParameter, PerceptualModel } from '../behaviour-model.ts';

/** Which filter to fit. */
export interface HgfOptions {
  readonly name: string;
  readonly input: 'binary' | 'continuous';
  /** Levels as they are usually counted: a binary input is the first one. */
  readonly levels: number;
  readonly scheme: UpdateScheme;
}

const linear = (
  name: string,
  meaning: string,
  { mean, deviation, isFree = false }: { mean: number; deviation: number; isFree?: boolean },
): FitParameter => ({
  ...{ name, meaning, unit: '1', scale: 'linear', isFree },
  prior: { mean, deviation },
});
const positive = (name: string, meaning: string, mean: number, isFree = false): FitParameter => ({
  ...{ name, meaning, unit: '1', scale: 'log', isFree },
  prior: { mean: Math.log(mean), deviation: 1 },
});

/**
 * A hierarchical Gaussian filter as a model of a learner. Free by default: the tonic volatilities.
 *
 * @see Mathys et al. (2014), `REFERENCES.mathys2014`
 */
export function hgfPerception({ name, input, levels, scheme }: HgfOptions): PerceptualModel {
  const first = input === 'binary' ? 2 : 1;
  const states = levels - first + 1;
  const parameters = Array.from({ length: states }, (_, state) =>
    levelParameters(first + state, { isTop: state === states - 1, isBinary: input === 'binary' }),
  ).flat();
  if (input === 'continuous') {
    parameters.push(positive('inputPrecision', 'precision of the observations', 1e4, true));
  }
  return {
    name,
    summary: `Hierarchical Gaussian filter of ${levels} levels on ${input} inputs, scheme ${scheme}.`,
    sources: [REFERENCES.mathys2011, REFERENCES.mathys2014],
    input,
    parameters,
    prepare: (sequence) => {
      const ladder = createLadder(
        { input, levels: states, scheme },
        sequence.input,
        sequence.timeSteps,
      );
      const { record, trials } = ladder;
      const numbers = new Float64Array(ladder.parameterCount);
      const stateVariance = new Float64Array(trials);
      const logVolatility = new Float64Array(trials);
      const volatilityVariance = new Float64Array(trials);
      let wasEvaluated = false;
      const evaluate = (values: Float64Array): boolean => {
        for (let state = 0; state < states; state++) {
          const at = 5 * state;
          numbers[at] = values[at]!;
          numbers[at + 1] = 1 / values[at + 1]!;
          numbers[at + 2] = values[at + 2]!;
          numbers[at + 3] = values[at + 3]!;
          numbers[at + 4] = state === states - 1 ? 0 : values[at + 4]!;
        }
        if (input === 'continuous') numbers[5 * states] = values[5 * states - 1]!;
        wasEvaluated = false;
        return Number.isFinite(ladder.evaluate(numbers));
      };
      const fill = (): void => {
        if (wasEvaluated) return;
        wasEvaluated = true;
        for (let trial = 0; trial < trials; trial++) {
          stateVariance[trial] = 1 / record.expectedPrecision[trial]!;
          if (states < 2) continue;
          logVolatility[trial] = record.expectedMean[trials + trial]!;
          volatilityVariance[trial] = 1 / record.expectedPrecision[trials + trial]!;
        }
      };
      return {
        evaluate,
        prediction: record.prediction,
        logOdds: input === 'binary' ? record.logOdds : null,
        uncertainty: {
          get stateVariance() {
            fill();
            return stateVariance;
          },
          get logVolatility() {
            fill();
            return logVolatility;
          },
          get volatilityVariance() {
            fill();
            return states > 1 ? volatilityVariance : null;
          },
          get surprise() {
            return record.surprise;
          },
        },
        failure: () => {
          const failed = ladder.failedAt();
          if (failed === null) return null;
          const level = first + failed.level;
          const precision = record.precision[failed.level * trials + failed.trial]!;
          const at = `of level ${level} at trial ${failed.trial + 1} (tonicVolatility${level} = ${shown(numbers[5 * failed.level + 2]!)})`;
          if (precision > 0) return `the belief ${at} left the range of numbers; lower it`;
          const remedy =
            scheme === 'unbounded' ? 'lower it' : 'use --scheme unbounded, or lower it';
          return `negative posterior precision ${shown(precision)} ${at}; ${remedy}`;
        },
      };
    },
  };
}

/** Five per level: initial mean, initial variance, tonic volatility, drift, and the coupling to the level above. */
function levelParameters(
  level: number,
  { isTop, isBinary }: { readonly isTop: boolean; readonly isBinary: boolean },
): FitParameter[] {
  const isLowest = level === (isBinary ? 2 : 1);
  const volatility = isLowest
    ? { mean: isBinary ? -3 : -6, deviation: 1.5, isFree: true }
    : { mean: isBinary ? -6 : -3, deviation: 1.5, isFree: true };
  return [
    linear(`initialMean${level}`, `mean of level ${level} before the first trial`, {
      ...{ mean: 0, deviation: 1 },
    }),
    positive(`initialVariance${level}`, `variance of that belief`, isLowest ? 1 : 0.5),
    linear(
      `tonicVolatility${level}`,
      `omega: log variance of the steps of level ${level}`,
      volatility,
    ),
    linear(`drift${level}`, `rho: expected step of level ${level}`, { mean: 0, deviation: 0.1 }),
    ...(isTop
      ? []
      : [positive(`coupling${level}`, `kappa: how level ${level + 1} scales its steps`, 1)]),
  ];
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
