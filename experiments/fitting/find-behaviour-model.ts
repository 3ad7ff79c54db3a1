import {
  HelmholtzError,
  suggestion,
  UPDATE_SCHEMES,
  type UpdateScheme,
} from '../../agents/index.ts';
import type {
  BehaviourModel,
  FitParameter,
  PerceptualModel,
  ResponseModel,
} from './behaviour-model.ts';
import { hgfPerception } from './perception/hgf-perception.ts';
import { pearceHall, rescorlaWagner, suttonK1 } from './perception/learning-rules.ts';
import { predictiveCoding } from './perception/predictive-coding.ts';
import {
  conditionedHallucinations,
  softmax,
  unitSquareSigmoid,
} from './responses/choice-responses.ts';
import { gaussian, logReactionTime } from './responses/number-responses.ts';
import { scaleFromValue } from './scales.ts';

/** Which model of behaviour, as it is asked for by name. */
export interface BehaviourModelRequest {
  /** Perceptual model. */
  readonly model: string;
  /** Response model; by default the first that fits the inputs. */
  readonly response?: string | undefined;
  /** Update scheme of filters; `ehgf` by default. */
  readonly scheme?: string | undefined;
  /** Parameters held at a value. */
  readonly fixed?: Readonly<Record<string, number>> | undefined;
  /** Parameters to fit that are not by default. */
  readonly freed?: readonly string[] | undefined;
}

const FILTERS = [
  { name: 'hgf-binary', input: 'binary', levels: 3 },
  { name: 'hgf-binary-2', input: 'binary', levels: 2 },
  { name: 'hgf-continuous', input: 'continuous', levels: 2 },
  { name: 'hgf-continuous-3', input: 'continuous', levels: 3 },
] as const;

/** All response models. */
export const RESPONSE_MODELS: readonly ResponseModel[] = [
  unitSquareSigmoid,
  softmax,
  gaussian,
  logReactionTime,
  conditionedHallucinations,
];

/** All perceptual models, the filters in a scheme. */
export function perceptualModels(scheme: UpdateScheme = 'ehgf'): readonly PerceptualModel[] {
  return [
    ...FILTERS.map((filter) => hgfPerception({ ...filter, scheme })),
    rescorlaWagner,
    pearceHall,
    suttonK1,
    predictiveCoding,
  ];
}

/**
 * A model of behaviour by name.
 *
 * @throws {HelmholtzError} `unknown-parameter` or `not-applicable`, naming the nearest valid choice.
 */
export function findBehaviourModel(request: BehaviourModelRequest): BehaviourModel {
  const scheme = UPDATE_SCHEMES.find((known) => known === (request.scheme ?? 'ehgf'));
  if (scheme === undefined) throw unknown('scheme', request.scheme ?? '', UPDATE_SCHEMES);
  const models = perceptualModels(scheme);
  const perceptual = models.find(({ name }) => name === request.model);
  if (perceptual === undefined) throw unknown('model', request.model, models.map(nameOf));
  if (request.scheme !== undefined && !request.model.startsWith('hgf-')) {
    throw new HelmholtzError('not-applicable', `scheme: ${request.model} has no update scheme`);
  }
  const wanted =
    request.response ?? (perceptual.input === 'binary' ? 'unit-square-sigmoid' : 'gaussian');
  const responding = RESPONSE_MODELS.find(({ name }) => name === wanted);
  if (responding === undefined)
    throw unknown('response model', wanted, RESPONSE_MODELS.map(nameOf));
  if (!responding.inputs.includes(perceptual.input)) {
    throw new HelmholtzError(
      'not-applicable',
      `${responding.name}: expected a model of ${responding.inputs.join(' or ')} inputs; got ${perceptual.name}`,
    );
  }
  if (responding.needsUncertainty && !perceptual.name.startsWith('hgf-')) {
    throw new HelmholtzError(
      'not-applicable',
      `${responding.name}: expected a model that tracks uncertainty, such as hgf-binary; got ${perceptual.name}`,
    );
  }
  const all = [...perceptual.parameters, ...responding.parameters];
  const known = all.map(nameOf);
  for (const name of [...Object.keys(request.fixed ?? {}), ...(request.freed ?? [])]) {
    if (!known.includes(name)) throw unknown(`parameter of ${perceptual.name}`, name, known);
  }
  const parameters = all.map((parameter) => adjusted(parameter, request));
  if (!parameters.some(({ isFree }) => isFree)) {
    throw new HelmholtzError(
      'not-applicable',
      `${perceptual.name}: expected a free parameter; all are fixed`,
    );
  }
  return { name: `${perceptual.name} + ${responding.name}`, perceptual, responding, parameters };
}

function adjusted(
  parameter: FitParameter,
  { fixed = {}, freed = [] }: BehaviourModelRequest,
): FitParameter {
  const value = Object.hasOwn(fixed, parameter.name) ? fixed[parameter.name] : undefined;
  if (value !== undefined) {
    const mean = scaleFromValue(parameter, value);
    return { ...parameter, isFree: false, prior: { ...parameter.prior, mean } };
  }
  return freed.includes(parameter.name) ? { ...parameter, isFree: true } : parameter;
}

function unknown(what: string, name: string, known: readonly string[]): HelmholtzError {
  return new HelmholtzError(
    'unknown-parameter',
    `fit: no ${what} "${name}"${suggestion(name, known)}`,
  );
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
