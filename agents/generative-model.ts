import type { Random } from './maths/random.ts';

/** What a generative model can be asked to do. */
export type Verb = 'synthesise' | 'predict' | 'infer' | 'score';

/** The five kinds of thing that a family of models speaks of. */
export interface ModelTypes {
  /** What to synthesise: how many examples, how many steps, which inputs. */
  readonly request: unknown;
  /** Latent causes of an observation. */
  readonly causes: unknown;
  /** Sensory data: one picture, one sequence, one row. */
  readonly observation: unknown;
  /** What is believed about the causes once the observation is known: the (approximate) posterior. */
  readonly belief: unknown;
  /** What a belief expects to be observed. */
  readonly prediction: unknown;
}

/** The verbs of the contract. All but `synthesise` are functions of their arguments alone. */
export interface Verbs<Types extends ModelTypes> {
  /** Runs the model forward: causes drawn from the prior, and the observation that they produce. */
  readonly synthesise: (
    request: Types['request'],
    random: Random,
  ) => { readonly causes: Types['causes']; readonly observation: Types['observation'] };
  /** What a belief expects to be observed (next, for a model of sequences), and how surely. */
  readonly predict: (belief: Types['belief']) => Types['prediction'];
  /** Inverts the model: what the observation says about its causes. */
  readonly infer: (observation: Types['observation']) => Types['belief'];
  /** How well the model explains the observation. */
  readonly score: (observation: Types['observation']) => Score;
}

/**
 * How well a model explains an observation, in nats; larger is better.
 *
 * - `exact`: ln p(observation), minus the surprise.
 * - `lower-bound`: at most ln p(observation); minus a variational free energy.
 * - `predictive`: the sum over a sequence of the log densities that the model's own one-step predictions gave to what
 *   came next. A proper density over sequences, so that scores of different models can be compared; it equals `exact`
 *   where inference is exact.
 */
export interface Score {
  readonly nats: number;
  readonly kind: 'exact' | 'lower-bound' | 'predictive';
}

/** Stands in the place of a verb that a family cannot do, and says why. */
export interface Unable {
  /** One sentence, lower case, without full stop. */
  readonly unable: string;
}

/**
 * Every generative model is a perceiver: the one contract of predictive-coding hierarchies, filters, the HGF, and
 * whatever else explains its senses. A family that cannot do a verb says so in its type: of a
 * `GenerativeModel<Types, 'synthesise' | 'infer'>`, `score` is no function, and calling it does not compile.
 *
 * Inference that needs random numbers takes their source when the model is made.
 */
export type GenerativeModel<Types extends ModelTypes, Able extends Verb = Verb> = {
  /** Which family it belongs to, for messages: `kalman`, `hgf`. */
  readonly family: string;
} & {
  readonly [Name in Verb]: Name extends Able ? Verbs<Types>[Name] : Unable;
};

/** A model of which it is not known what it can do: see {@link isAble}. */
export type SomeModel<Types extends ModelTypes> = {
  readonly family: string;
} & {
  readonly [Name in Verb]: Verbs<Types>[Name] | Unable;
};

/** Whether a model can do a verb; where `isAble(model.score)` holds, `model.score` may be called. */
export function isAble<Does>(verb: Does | Unable): verb is Does {
  return typeof verb === 'function';
}
