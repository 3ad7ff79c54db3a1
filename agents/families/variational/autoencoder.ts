import type { Tensor } from '../../agent.ts';
import { drawByCurvature } from '../../maths/cholesky.ts';
import { logDeterminant } from '../../maths/dense.ts';
import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { type ClassedCauses, oneHot } from '../networks/classed-causes.ts';
import { type DenseNetwork, evaluateNetwork } from '../networks/dense-network.ts';
import {
  descendCauses,
  energyOfCauses,
  type Explained,
  type SettledCauses,
} from '../networks/descend-causes.ts';
import { networkOf, takeTensor } from '../networks/network-parameters.ts';

/**
 * A variational autoencoder: causes z ~ N(0, I), and where there are classes one of them, each as likely; a datum is
 * decoder(z, class) plus noise of one variance.
 *
 * @see Kingma & Welling (2014), `REFERENCES.kingmaWelling2014`
 */
export interface Autoencoder {
  readonly encoder: DenseNetwork;
  readonly decoder: DenseNetwork;
  /** Of what is observed, given its causes. */
  readonly variance: number;
  readonly causes: number;
  /** 0 where there are no classes. */
  readonly classes: number;
}

/** An autoencoder from its numbers. */
export function autoencoderOf(tensors: ReadonlyMap<string, Tensor>): Autoencoder {
  const encoder = networkOf(tensors, 'encoder');
  const decoder = networkOf(tensors, 'decoder');
  const causes = encoder.at(-1)!.outputs / 2;
  return {
    encoder,
    decoder,
    variance: Math.exp(takeTensor(tensors, 'logVariance').data[0]!),
    causes,
    classes: decoder[0]!.inputs - causes,
  };
}

/** What causes are expected to look like. */
export function decode(
  { decoder, classes }: Autoencoder,
  { kind, values }: ClassedCauses,
): Float64Array {
  return evaluateNetwork(decoder, [...values, ...oneHot(classes, kind)]);
}

/** What the encoder believes of the causes: mean and variance of each. */
export function encode(
  { encoder, causes, classes }: Autoencoder,
  datum: ArrayLike<number>,
  kind = 0,
): { readonly mean: Float64Array; readonly variance: Float64Array } {
  const code = evaluateNetwork(encoder, [...Array.from(datum), ...oneHot(classes, kind)]);
  return { mean: code.slice(0, causes), variance: code.slice(causes).map(Math.exp) };
}

/** Draws causes, and a datum from them. */
export function synthesiseDatum(
  model: Autoencoder,
  random: Random,
): { readonly causes: ClassedCauses; readonly observation: Float64Array } {
  const causes = {
    kind: model.classes === 0 ? 0 : random.integer(model.classes),
    values: random.normals(new Float64Array(model.causes)),
  };
  const deviation = Math.sqrt(model.variance);
  return {
    causes,
    observation: decode(model, causes).map((value) => value + deviation * random.normal()),
  };
}

/**
 * Variational free energy of a datum under the encoder's belief, nats: -E_q[ln p(x, z)] - H(q), by samples of q. Its negative
 * is the lower bound that the autoencoder learned by. Without classes.
 */
export function encoderFreeEnergy(
  model: Autoencoder,
  datum: ArrayLike<number>,
  { samples, random }: { readonly samples: number; readonly random: Random },
): number {
  const explained = explain(model, datum, { kind: 0, visible: null });
  const { mean, variance } = encode(model, datum);
  const entropy = variance.reduce(
    (sum, value) => sum + 0.5 * (1 + Math.log(2 * Math.PI * value)),
    0,
  );
  let energy = 0;
  for (let sample = 0; sample < samples; sample++) {
    const drawn = mean.map((value, cause) => value + Math.sqrt(variance[cause]!) * random.normal());
    energy += energyOfCauses(explained, drawn) / samples;
  }
  return energy + constantOf(model, datum.length) - entropy;
}

/** Draws with their weights, and the estimate of ln p(seen) that comes with them. */
export interface WeightedCauses {
  readonly drawn: readonly ClassedCauses[];
  /** They add up to 1. */
  readonly weights: Float64Array;
  /** ln of the mean weight: a lower bound of ln p(seen) in expectation, nats. */
  readonly logEvidence: number;
  /** The most probable causes that descent found. */
  readonly best: ClassedCauses;
}

/** Starts of descent besides the encoder's, without classes and for each of them; and how far the Gaussians are widened. */
const STARTS = 4;
const STARTS_PER_CLASS = 1;
const WIDER = 1.5;

/**
 * Posterior of the causes given what is seen: descent of prediction error from several starts (the encoder's answer among
 * them), a Gaussian around each place where it ends, draws from their mixture, and weights that set right what is wrong with
 * it (importance sampling). `visible` is other than 0 where the datum is seen, or `null` where all of it is.
 *
 * @see Burda, Grosse & Salakhutdinov (2016), `REFERENCES.burda2016`
 */
export function inferWeighted(
  model: Autoencoder,
  datum: ArrayLike<number>,
  {
    visible = null,
    draws,
    random,
  }: {
    readonly visible?: ArrayLike<number> | null;
    readonly draws: number;
    readonly random: Random;
  },
): WeightedCauses {
  const kinds = Array.from({ length: Math.max(1, model.classes) }, (_, kind) => kind);
  const parts = kinds.flatMap((kind) => {
    const explained = explain(model, datum, { kind, visible });
    const first = encode(model, completed(model, datum, { visible, kind }), kind).mean;
    const starts = [first];
    const more = model.classes === 0 ? STARTS : STARTS_PER_CLASS;
    while (starts.length <= more) starts.push(first.map(() => random.normal()));
    return distinct(starts.map((start) => descendCauses(explained, start))).map((settled) => ({
      kind,
      explained,
      settled,
      logShare: -settled.energy - 0.5 * logDeterminant(settled.curvature),
    }));
  });
  const most = Math.max(...parts.map(({ logShare }) => logShare));
  // Every place where descent ended keeps some share, in case the Gaussian around it is too narrow.
  const shares = parts.map(({ logShare }) => Math.exp(logShare - most));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const mixture = shares.map((share) => (0.9 * share) / total + 0.1 / shares.length);
  const drawn: ClassedCauses[] = [];
  const logWeights: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const { kind, settled, explained } = parts[drawIndex(mixture, random)]!;
    const values = around(settled, random);
    const logs = parts.map((part, index) =>
      part.kind === kind
        ? Math.log(mixture[index]!) + logProposal(part.settled, values)
        : -Infinity,
    );
    const largest = Math.max(...logs);
    const proposal =
      largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
    drawn.push({ kind, values });
    logWeights.push(-energyOfCauses(explained, values) - proposal);
  }
  const heaviest = Math.max(...logWeights);
  const weights = Float64Array.from(logWeights, (log) => Math.exp(log - heaviest));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const seen = visible === null ? datum.length : countSeen(visible);
  const best = parts.reduce((a, b) => (b.settled.energy < a.settled.energy ? b : a));
  return {
    drawn,
    weights: weights.map((weight) => weight / sum),
    logEvidence:
      heaviest + Math.log(sum / draws) - constantOf(model, seen) - Math.log(kinds.length),
    best: { kind: best.kind, values: best.settled.causes },
  };
}

function explain(
  { decoder, causes, classes, variance }: Autoencoder,
  observation: ArrayLike<number>,
  { kind, visible }: { readonly kind: number; readonly visible: ArrayLike<number> | null },
): Explained {
  const given = oneHot(classes, kind);
  return { network: decoder, causes, given, observation, visible, variance };
}

/** -ln of the constants of p(seen, z) that the energy of causes leaves out. */
function constantOf({ causes, variance }: Autoencoder, seen: number): number {
  return 0.5 * (seen * Math.log(2 * Math.PI * variance) + causes * Math.log(2 * Math.PI));
}

/** What is not seen as it looks without any cause, so that the encoder has a whole datum to work with. */
function completed(
  model: Autoencoder,
  datum: ArrayLike<number>,
  { visible, kind }: { readonly visible: ArrayLike<number> | null; readonly kind: number },
): ArrayLike<number> {
  if (visible === null) return datum;
  const usual = decode(model, { kind, values: new Float64Array(model.causes) });
  return usual.map((value, index) => (visible[index] === 0 ? value : datum[index]!));
}

function countSeen(visible: ArrayLike<number>): number {
  return Array.from(visible).filter((seen) => seen !== 0).length;
}

/** Places that differ. */
function distinct(places: readonly SettledCauses[]): SettledCauses[] {
  const kept: SettledCauses[] = [];
  for (const place of places) {
    const isKnown = kept.some((other) =>
      other.causes.every((value, cause) => Math.abs(value - place.causes[cause]!) < 1e-2),
    );
    if (!isKnown) kept.push(place);
  }
  return kept;
}

/** A draw from the widened Gaussian around a place. */
function around({ causes, curvature }: SettledCauses, random: Random): Float64Array {
  return drawByCurvature(curvature, random).map((value, cause) => causes[cause]! + WIDER * value);
}

function logProposal({ causes, curvature }: SettledCauses, values: Float64Array): number {
  const { size, lower } = curvature;
  let distance = 0;
  // L' (z - mean)
  for (let column = 0; column < size; column++) {
    let sum = 0;
    for (let row = column; row < size; row++) {
      sum += lower[row * size + column]! * (values[row]! - causes[row]!);
    }
    distance += sum * sum;
  }
  return (
    0.5 * logDeterminant(curvature) -
    size * Math.log(WIDER) -
    0.5 * (size * Math.log(2 * Math.PI) + distance / WIDER ** 2)
  );
}
