import { priorStrength } from './energy/priors.ts';
import { predictionsOf, type LevelPrediction } from './graph.ts';
import { connectionEnds, connectionShape, unitsOf, type Hierarchy } from './hierarchy.ts';
import type { PrecisionMode } from './agent.ts';
import { blankWeights, type HierarchyWeights } from './weights/parameters-of-hierarchy.ts';

/** What somebody has done to a level of a running agent. */
export interface LevelTreatment {
  /** Factor on the precision of the level's prediction errors. */
  gain: number;
  lesioned: boolean;
  /** Nonzero for clamped units; `null` when none is. */
  clamped: Uint8Array | null;
  /** A gain for every single prediction error; `null` for none. */
  errorGains: Float64Array | null;
  /** Nonzero for units whose value is unknown; `null` when none is. */
  hidden: Uint8Array | null;
}

/** What has been done to all levels, and what follows from it for precisions, priors, weights and free units. */
export interface Treatments {
  readonly levels: readonly LevelTreatment[];
  /** Precision in force of the prediction errors of a connection that leads a prediction; empty for others. */
  precisionInForce(connection: number): Float64Array;
  /** Strength in force of a level's prior; `null` without one. */
  priorStrengthInForce(level: number): Float64Array | null;
  /** 1 where a unit may move. */
  free(level: number): Float64Array;
  /** Levels of which no unit can move; the program computes what depends on them alone only once. */
  heldLevels(): ReadonlySet<number>;
  /** Which precisions are in force. */
  precisionMode: PrecisionMode;
  /** The weights, without those from lesioned levels beside which others go on predicting. */
  weightsInForce(): HierarchyWeights;
}

/** Precisions that a hierarchy has, those in force at first before the others. */
export function precisionModesOf({ connections }: Hierarchy): readonly PrecisionMode[] {
  return connections.some(({ precisionLearned }) => precisionLearned !== false)
    ? ['learned', 'fixed']
    : ['fixed'];
}

/** What the treatments of an agent depend on besides its model. */
export interface TreatmentOptions {
  /** Level that pictures are clamped to. */
  readonly pictureLevel: number;
  /** Which units of a level hold hypotheses about classes: they never move. */
  readonly isHypothesis: (level: number, unit: number) => boolean;
}

/** Keeps the treatments of an agent. At first the level that sees pictures is clamped. */
export function createTreatments(
  hierarchy: Hierarchy,
  weights: HierarchyWeights,
  { pictureLevel, isHypothesis }: TreatmentOptions,
): Treatments {
  const predictions = new Map<number, LevelPrediction>(
    predictionsOf(hierarchy).map((prediction) => [prediction.level, prediction]),
  );
  const units = hierarchy.levels.map(unitsOf);
  const levels = units.map((count, index): LevelTreatment => ({
    gain: 1,
    lesioned: false,
    clamped: index === pictureLevel ? new Uint8Array(count).fill(1) : null,
    errorGains: null,
    hidden: null,
  }));
  const described = blankWeights(hierarchy);
  return {
    levels,
    precisionMode: precisionModesOf(hierarchy)[0]!,
    precisionInForce(connection) {
      const { lower } = connectionEnds(hierarchy, connection);
      const { unitOfError } = connectionShape(hierarchy, connection);
      const { gain, lesioned, errorGains, hidden } = levels[lower]!;
      const uppers = predictions.get(lower)?.uppers ?? [];
      const isSilent = lesioned || uppers.every((upper) => levels[upper]!.lesioned);
      const factor = isSilent ? 0 : gain;
      const source = this.precisionMode === 'fixed' ? described : weights;
      return source[connection]!.logPrecision.map((logPrecision, error) => {
        const unit = unitOfError === null ? error : unitOfError[error]!;
        const seen = hidden?.[unit] === 1 ? 0 : 1;
        return Math.exp(logPrecision) * factor * seen * (errorGains?.[error] ?? 1);
      });
    },
    priorStrengthInForce: (level) => {
      const { prior } = hierarchy.levels[level]!;
      if (prior === undefined) return null;
      const { lesioned, gain } = levels[level]!;
      // The prior stands in for the prediction of a level that nothing predicts.
      const factor = lesioned ? 0 : predictions.has(level) ? 1 : gain;
      return priorStrength(prior, units[level]!).map((strength, unit) =>
        isHypothesis(level, unit) ? 0 : strength * factor,
      );
    },
    free: (level) => {
      const { lesioned, clamped } = levels[level]!;
      return Float64Array.from({ length: units[level]! }, (_, unit) =>
        lesioned || clamped?.[unit] === 1 || isHypothesis(level, unit) ? 0 : 1,
      );
    },
    heldLevels: () =>
      new Set(
        levels.flatMap(({ clamped }, level) => {
          const isHeld = Array.from(
            { length: units[level]! },
            (_, unit) => clamped?.[unit] === 1 || isHypothesis(level, unit),
          ).every(Boolean);
          return isHeld ? [level] : [];
        }),
      ),
    weightsInForce: () =>
      weights.map((entry, index) => {
        const { lower, upper } = connectionEnds(hierarchy, index);
        const others = predictions.get(lower)?.uppers ?? [];
        // Where nothing else predicts, the precision is zero and the weights do not matter.
        const isAlone = others.every((other) => levels[other]!.lesioned);
        if (!levels[upper]!.lesioned || isAlone) return entry;
        return {
          ...entry,
          lowerFromUpper: entry.lowerFromUpper.map(() => 0),
          bias: entry.bias?.map(() => 0) ?? null,
        };
      }),
  };
}
