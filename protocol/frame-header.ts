import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { QUANTITIES } from './quantities.ts';

const planeHeader = z.object({
  address: z
    .templateLiteral([z.number(), '/', z.enum(QUANTITIES)])
    .describe('Level and quantity, for example 0/predictionErrors.'),
  level: z.number(),
  quantity: z.enum(QUANTITIES),
  offset: z.number().describe('First float of the plane in the buffer, counted in floats.'),
  length: z.number().describe('Number of floats.'),
  first: z.number().describe('Unit of the level that the first float belongs to.'),
});

/**
 * Where a plane lies in the buffer. Numbers are per value node, in the order of the level's arrangement; a
 * subscription with a region gets units `first` to `first + length - 1`, otherwise `first` is 0 and all are there.
 */
export type PlaneHeader = Immutable<z.infer<typeof planeHeader>>;

/** Parser and JSON Schema of {@link CertificateHeader}. */
export const certificateHeader = z.object({
  status: z.enum(['settling', 'settled', 'step-limit', 'diverged']),
  gradientNorm: z
    .number()
    .describe('Largest absolute entry of dF/dvalues over the free value nodes.'),
  tolerance: z.number().describe('Below this norm the beliefs count as settled.'),
  largestStableRate: z
    .number()
    .nullable()
    .describe(
      'Estimate of the largest stable step of explicit Euler, 2/lambda_max; null before it is estimated.',
    ),
  conditionNumber: z
    .number()
    .nullable()
    .describe(
      'lambda_max / lambda_min of the Hessian of F over the free value nodes: how much longer the slowest direction takes than the fastest. Null before it is computed, and where there are too many nodes; the largest double where the beliefs are not at a minimum.',
    ),
  explanation: z.string().describe('One sentence for people.'),
});

/** Why settling stands where it stands. */
export type CertificateHeader = Immutable<z.infer<typeof certificateHeader>>;

const freeEnergyHeader = z.object({
  total: z.number(),
  accuracy: z
    .number()
    .describe('Expected log likelihood of the sensations; free energy = complexity - accuracy.'),
  complexity: z.number(),
  levels: z
    .array(z.number())
    .describe("Contribution of each level's prediction errors and priors, sensory level first."),
});

/** Free energy of the beliefs in nats, and its parts. */
export type FreeEnergyHeader = Immutable<z.infer<typeof freeEnergyHeader>>;

/** Parser and JSON Schema of {@link FrameHeader}. */
export const frameHeader = z.object({
  version: z.number(),
  session: z.string(),
  sequence: z
    .number()
    .describe('Grows by one with every frame of the session; the key for scrubbing.'),
  step: z.number().describe('Inference step since the observation was presented.'),
  freeEnergy: freeEnergyHeader,
  errorNorms: z
    .array(z.number())
    .describe('Euclidean norm of the weighted prediction errors of each level, sensory first.'),
  certificate: certificateHeader,
  posterior: z
    .array(z.number())
    .describe("Posterior over the agent's classes; empty when it reports none."),
  variance: z
    .object({
      method: z.enum(['exact', 'diagonal', 'sampled']),
      relativeError: z
        .number()
        .nullable()
        .describe(
          'Median relative error against exact solves on a sample of nodes; null if not measured, 0 if exact.',
        ),
    })
    .describe('How the variance planes were computed, and how far off they may be.'),
  planes: z.array(planeHeader),
});

/**
 * Everything about a frame that is not a plane of numbers.
 *
 * The same `sequence` may come a second time: while settling, variances are computed by the quick method, and once
 * the session pauses or settles its latest frame is sent again with the better ones. It replaces the first.
 *
 * JSON knows no infinite numbers: those of a diverged run are sent as plus or minus the largest double. Planes hold
 * them as they are.
 */
export type FrameHeader = Immutable<z.infer<typeof frameHeader>>;
