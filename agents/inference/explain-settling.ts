import type { Certificate } from './certificate.ts';
import { FLAT_STEPS } from './energy-watch.ts';

/** Everything that a certificate is written from. */
export interface SettlingFacts extends Omit<Certificate, 'explanation'> {
  readonly levelNames: readonly string[];
  /** Step at which divergence was noticed; `null` otherwise. */
  readonly divergedAt: number | null;
  /** The scheme of inference, and whether it comes to rest. */
  readonly scheme: { readonly name: string; readonly settles: boolean };
  /** Whether the free energy has stopped changing although its gradient has not vanished. */
  readonly isFlat: boolean;
}

/** Writes the certificate: the numbers, and one sentence that says why settling stands where it stands. */
export function explainSettling(facts: SettlingFacts): Certificate {
  const { levelNames: _, divergedAt: __, isFlat: ___, scheme: ____, ...certificate } = facts;
  return { ...certificate, explanation: sentence(facts) };
}

function sentence({
  status,
  steps,
  levelNames,
  levelNorms,
  gradientNorm,
  tolerance,
  inferenceRate,
  largestStableRate,
  divergedAt,
  isFlat,
  scheme,
}: SettlingFacts): string {
  const level = worstLevel(levelNorms);
  const where = `level ${level} (${levelNames[level] ?? '?'})`;
  const norm = short(gradientNorm);
  if (!scheme.settles && (status === 'settling' || status === 'step-limit')) {
    return `sampling the posterior by ${scheme.name}: ${steps} steps so far; it does not come to rest, and the norm of dF/dvalues is ${norm} at ${where}`;
  }
  switch (status) {
    case 'settled':
      if (isFlat) {
        return `settled after ${steps} steps: the free energy has not fallen any more for ${FLAT_STEPS} steps; the norm of dF/dvalues stays at ${norm}, at ${where}, where rounding is all that is left or units rest at a kink of F`;
      }
      return `settled after ${steps} steps: the norm of dF/dvalues is ${norm}, at most the tolerance ${short(tolerance)}`;
    case 'settling':
      return `settling: the norm of dF/dvalues is ${norm} after ${steps} steps, largest at ${where}; the tolerance is ${short(tolerance)}`;
    case 'step-limit':
      return `stopped at the step limit after ${steps} steps: the norm of dF/dvalues is ${norm} at ${where}, above the tolerance ${short(tolerance)}; take more steps`;
    case 'diverged': {
      const remedy =
        largestStableRate !== null && Number.isFinite(largestStableRate)
          ? `the inference rate ${short(inferenceRate)} ${inferenceRate > largestStableRate ? 'is above' : 'is to be compared with'} the largest stable one, 2/lambda_max = ${short(largestStableRate)}; try ${short(0.9 * Math.min(inferenceRate, largestStableRate))}`
          : `lower the inference rate ${short(inferenceRate)}`;
      return `diverged at step ${divergedAt ?? steps}, fastest at ${where}: ${remedy}; the beliefs are back where they were before`;
    }
  }
}

/** Level with the largest norm; a norm that is not a number counts as largest. */
function worstLevel(norms: readonly number[]): number {
  let worst = 0;
  norms.forEach((norm, level) => {
    if (!Number.isNaN(norms[worst]!) && (Number.isNaN(norm) || norm > norms[worst]!)) worst = level;
  });
  return worst;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
