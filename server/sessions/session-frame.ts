import type { BeliefSnapshot, Certificate, PosteriorVariance } from '../../agents/index.ts';
import {
  type CertificateHeader,
  encodeFrame,
  type EncodedFrame,
  QUANTITIES,
  type Quantity,
} from '../../protocol/index.ts';

/** What a frame is made of. */
export interface FrameParts {
  readonly session: string;
  readonly sequence: number;
  readonly belief: BeliefSnapshot;
  readonly variance: PosteriorVariance;
}

/** Beliefs as a frame with every quantity of every level: the one place where the science meets the wire. */
export function sessionFrame({ session, sequence, belief, variance }: FrameParts): EncodedFrame {
  const { freeEnergy } = belief;
  return encodeFrame(
    {
      session,
      sequence,
      step: belief.step,
      freeEnergy: {
        total: finite(freeEnergy.total),
        accuracy: finite(freeEnergy.accuracy),
        complexity: finite(freeEnergy.complexity),
        levels: freeEnergy.levels.map(finite),
      },
      errorNorms: belief.errorNorms.map(finite),
      certificate: certificateHeader(belief.certificate),
      posterior: belief.posterior.map(finite),
      variance: { method: variance.method, relativeError: variance.relativeError },
    },
    belief.levels.flatMap((_, level) =>
      QUANTITIES.map(
        (quantity) => [{ level, quantity }, plane({ belief, variance, level, quantity })] as const,
      ),
    ),
  );
}

/** The part of a certificate that travels. */
export function certificateHeader(certificate: Certificate): CertificateHeader {
  const { status, gradientNorm, tolerance, largestStableRate, conditionNumber, explanation } =
    certificate;
  return {
    status,
    gradientNorm: finite(gradientNorm),
    tolerance,
    largestStableRate: largestStableRate === null ? null : finite(largestStableRate),
    conditionNumber: conditionNumber === null ? null : finite(conditionNumber),
    explanation,
  };
}

function plane(parts: {
  belief: BeliefSnapshot;
  variance: PosteriorVariance;
  level: number;
  quantity: Quantity;
}): ArrayLike<number> {
  const { belief, variance, level, quantity } = parts;
  if (quantity !== 'variance') return belief.levels[level]?.[quantity] ?? [];
  const own = variance.levels[level] ?? [];
  // What is seen is certain; what can be uncertain about the senses is their prediction.
  return level === 0
    ? Array.from(own, (value, unit) => value || (variance.prediction[unit] ?? 0))
    : own;
}

/** JSON has no word for numbers that are not finite. */
function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  return value < 0 ? -Number.MAX_VALUE : Number.MAX_VALUE;
}
