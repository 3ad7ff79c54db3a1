import { HelmholtzError } from '../agents/index.ts';

/** Ways of saying how much luminances differ. */
export type ContrastKind = 'michelson' | 'rms' | 'weber' | 'range';

/** Luminances of a picture or of a part of it. */
export type Luminances = Float32Array | Float64Array | readonly number[];

/**
 * Contrast of luminances L:
 *
 *   michelson  (max - min) / (max + min)
 *   rms        standard deviation, with division by n
 *   weber      (mean over `figure` - mean over the rest) / mean over the rest
 *   range      max - min
 *
 * @param figure For `weber`: non-zero where the figure is.
 * @throws {HelmholtzError} `parameter-out-of-range` where the contrast is not defined.
 */
export function contrastOf(
  kind: ContrastKind,
  luminances: Luminances,
  figure?: Uint16Array,
): number {
  const { min, max, mean } = momentsOf(luminances);
  switch (kind) {
    case 'michelson':
      if (max + min === 0) throw undefinedContrast('michelson', 'max + min > 0', 0);
      return (max - min) / (max + min);
    case 'range':
      return max - min;
    case 'rms':
      return standardDeviation(luminances, mean);
    case 'weber': {
      const [inside, outside] = meansBy(luminances, figure ?? new Uint16Array(0));
      if (!(outside > 0)) throw undefinedContrast('weber', 'a lit background', outside);
      if (Number.isNaN(inside)) throw undefinedContrast('weber', 'a figure', inside);
      return (inside - outside) / outside;
    }
  }
}

/** What luminances are brought to; a mean that is not given stays as it is. */
export type ContrastTarget =
  | {
      readonly kind: 'michelson' | 'rms' | 'normalized-rms';
      readonly contrast: number;
      readonly mean?: number;
    }
  | { readonly kind: 'range'; readonly min: number; readonly max: number };

/**
 * Luminances stretched linearly about their mean m to a contrast c (`normalized-rms`: standard deviation / mean), and
 * moved to a mean, or stretched to a range:
 *
 *   michelson        m' + (L - m) / (max - min) x 2 c m'
 *   rms              m' + (L - m) / sd x c
 *   normalized-rms   m' + (L - m) / sd x c m'
 *   range            min + (L - min L) / (max L - min L) x (max - min)
 *
 * For `michelson` this has contrast c where m' is the middle of the range, as for gratings.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for uniform luminances, whose contrast cannot be changed.
 */
export function adaptContrast(luminances: Luminances, target: ContrastTarget): Float64Array {
  return Float64Array.from(luminances, contrastChange(luminances, target));
}

/** What {@link adaptContrast} does to a luminance of the picture; the same done to its lights keeps them together. */
export function contrastChange(
  luminances: Luminances,
  target: ContrastTarget,
): (luminance: number) => number {
  const { min, max, mean } = momentsOf(luminances);
  if (max === min) throw undefinedContrast('adaptContrast', 'luminances that differ', max);
  if (target.kind === 'range') {
    const scale = (target.max - target.min) / (max - min);
    return (luminance) => target.min + (luminance - min) * scale;
  }
  const { contrast, mean: newMean = mean } = target;
  const scale =
    target.kind === 'michelson'
      ? (2 * contrast * newMean) / (max - min)
      : (contrast * (target.kind === 'rms' ? 1 : newMean)) / standardDeviation(luminances, mean);
  return (luminance) => newMean + (luminance - mean) * scale;
}

/**
 * Luminances seen through a layer that lets `alpha` of them pass and adds light tau: alpha L + (1 - alpha) tau, inside of
 * `mask` where one is given (Metelli's episcotister).
 */
export function seenThrough(
  luminances: Luminances,
  {
    alpha,
    tau,
    mask,
  }: { readonly alpha: number; readonly tau: number; readonly mask?: Uint16Array },
): Float64Array {
  return Float64Array.from(luminances, (luminance, index) =>
    mask?.[index] !== 0 ? alpha * luminance + (1 - alpha) * tau : luminance,
  );
}

function momentsOf(luminances: Luminances): { min: number; max: number; mean: number } {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const luminance of luminances) {
    min = Math.min(min, luminance);
    max = Math.max(max, luminance);
    sum += luminance;
  }
  return { min, max, mean: sum / luminances.length };
}

function standardDeviation(luminances: Luminances, mean: number): number {
  let sum = 0;
  for (const luminance of luminances) sum += (luminance - mean) ** 2;
  return Math.sqrt(sum / luminances.length);
}

function meansBy(luminances: Luminances, figure: Uint16Array): readonly [number, number] {
  const sums: [number, number] = [0, 0];
  const counts: [number, number] = [0, 0];
  luminances.forEach((luminance, index) => {
    const side = (figure[index] ?? 0) === 0 ? 1 : 0;
    sums[side] += luminance;
    counts[side]++;
  });
  return [sums[0] / counts[0], sums[1] / counts[1]];
}

function undefinedContrast(place: string, expected: string, got: number): HelmholtzError {
  return new HelmholtzError('parameter-out-of-range', `${place}: expected ${expected}; got ${got}`);
}
