import type { PlaneLayout } from '../scene/plane-layout.ts';
import { entryAt } from './colour-map.ts';
import type { PlaneStyle } from './plane-style.ts';

/** What {@link paintPlane} draws. */
export interface PlanePicture {
  /** One number per unit; absent when the level has no such plane. */
  readonly plane: Float32Array | undefined;
  readonly layout: PlaneLayout;
  readonly style: PlaneStyle;
  /** Opacity 0..1 per unit; fully opaque when absent. */
  readonly opacity?: Float32Array | undefined;
}

/**
 * Writes a plane as RGBA pixels, row by row from the top, into a buffer that the caller owns (`4 * width * height`
 * bytes). Gaps between blocks and absent planes are transparent; a number that is not finite is bright magenta.
 */
export function paintPlane(
  { plane, layout, style, opacity }: PlanePicture,
  pixels: Uint8Array | Uint8ClampedArray,
): void {
  const { low, high, map } = style;
  const scale = high > low ? 1 / (high - low) : 0;
  for (let pixel = 0; pixel < layout.unitAt.length; pixel += 1) {
    const unit = layout.unitAt[pixel] ?? -1;
    const value = unit < 0 ? undefined : plane?.[unit];
    const target = 4 * pixel;
    if (value === undefined) {
      pixels.fill(0, target, target + 4);
    } else if (Number.isFinite(value)) {
      const entry = 3 * entryAt((value - low) * scale);
      pixels[target] = map.table[entry] ?? 0;
      pixels[target + 1] = map.table[entry + 1] ?? 0;
      pixels[target + 2] = map.table[entry + 2] ?? 0;
      pixels[target + 3] = opacity === undefined ? 255 : Math.round(255 * (opacity[unit] ?? 1));
    } else {
      pixels.set([255, 0, 255, 255], target);
    }
  }
}

/**
 * Opacity of each unit by its certainty: opaque where the posterior variance is zero, faint where it reaches `limit`.
 */
export function opacityFromVariance(variance: Float32Array, limit: number): Float32Array {
  return variance.map((value) => 1 - 0.85 * Math.min(1, Math.sqrt(Math.max(0, value) / limit)));
}
