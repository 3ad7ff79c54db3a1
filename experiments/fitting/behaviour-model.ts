import type { Random, Reference } from '../../agents/index.ts';

/** A parameter that can be fitted, on a scale on which it may take any value. */
export interface FitParameter {
  readonly name: string;
  readonly meaning: string;
  readonly unit: string;
  /** `linear`: the value itself; `log`: its logarithm; `logit`: the log odds of its place between 0 and `upper`. */
  readonly scale: 'linear' | 'log' | 'logit';
  /** Upper bound on the scale `logit`; 1 by default. */
  readonly upper?: number;
  /** Gaussian prior, on the scale. A parameter that is not free has the value of the prior's mean. */
  readonly prior: Prior;
  readonly isFree: boolean;
}

/** A Gaussian on the scale of a parameter. */
export interface Prior {
  readonly mean: number;
  readonly deviation: number;
}

/** What one participant saw and did. NaN stands for what is missing. */
export interface TrialSequence {
  /** What was observed on each trial: 0 or 1, or a number. */
  readonly input: Float64Array;
  /** Time before each trial; `null` for 1 each. */
  readonly timeSteps: Float64Array | null;
  /** What the participant did: 0 or 1, or a number. */
  readonly response: Float64Array;
  /** For conditioned hallucinations: how often a tone of this loudness is heard, 0 where there is none. */
  readonly hitRate: Float64Array | null;
}

/** What a model that tracks uncertainty believes, for response models that look deeper than the prediction. */
export interface Uncertainty {
  /** Expected variance of the state behind the input, before each trial. */
  readonly stateVariance: Float64Array;
  /** Expected log volatility, before each trial; zeros where the model has none. */
  readonly logVolatility: Float64Array;
  /** Expected variance of the log volatility; `null` where the model has none. */
  readonly volatilityVariance: Float64Array | null;
  /** Surprise at the input, nats. */
  readonly surprise: Float64Array;
}

/** A model of learning, made ready for one sequence and to be evaluated many times. */
export interface Perception {
  /** Runs over the trials. Returns whether it got to the end. */
  evaluate(values: Float64Array): boolean;
  /** What was expected before each trial, written over by the next evaluation. */
  readonly prediction: Float64Array;
  /** Log odds of the prediction, for models that compute them anyway; `null` for the others. */
  readonly logOdds: Float64Array | null;
  readonly uncertainty: Uncertainty | null;
  /** Why the last evaluation did not get to the end. */
  failure(): string | null;
}

/** How beliefs come about from what is observed. */
export interface PerceptualModel {
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  readonly input: 'binary' | 'continuous';
  readonly parameters: readonly FitParameter[];
  /** Makes the model ready for one sequence. */
  readonly prepare: (sequence: TrialSequence) => Perception;
}

/** What a response model looks at on a trial. */
export interface ResponseView {
  readonly perception: Perception;
  readonly sequence: TrialSequence;
  /** Parameters of the response model. */
  readonly values: Float64Array;
}

/** How a response comes about from a belief. */
export interface ResponseModel {
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  readonly response: 'binary' | 'number';
  /** Whether it looks at uncertainty, which only some models have. */
  readonly needsUncertainty: boolean;
  /** Whether it needs the column of hit rates. */
  readonly needsHitRate: boolean;
  /** Inputs for which it makes sense. */
  readonly inputs: readonly PerceptualModel['input'][];
  readonly parameters: readonly FitParameter[];
  /** Sum of ln p(response) over the trials that have one, nats. */
  readonly logLikelihood: (view: ResponseView) => number;
  /** Expected response on a trial: its probability or its mean. */
  readonly expected: (view: ResponseView, trial: number) => number;
  /** Variance of the response on a trial. */
  readonly variance: (view: ResponseView, trial: number) => number;
  /** Draws a response. */
  readonly sample: (view: ResponseView, trial: number, random: Random) => number;
}

/** A model of behaviour: how beliefs come about, and how they are acted on. */
export interface BehaviourModel {
  /** `hgf-binary + unit-square-sigmoid` */
  readonly name: string;
  readonly perceptual: PerceptualModel;
  readonly responding: ResponseModel;
  /** Those of the perceptual model, then those of the response model. */
  readonly parameters: readonly FitParameter[];
}
