import {
  type AgentKind,
  cropPicture,
  type ParameterValues,
  type Picture,
} from '../../agents/index.ts';

/** Points per side of a pixel over which a bar's edge is averaged. */
const OVERSAMPLING = 4;
/** Side of the blank canvas on which a luminance bar is drawn before the retina, in pixels. */
const CANVAS = 64;

/** A straight bar; lengths in pixels, angles in radians from the x axis towards the y axis. */
export interface Bar {
  readonly length: number;
  readonly width: number;
  /** Direction along the bar. */
  readonly axis: number;
  /** Distance of its midline from the centre, along the bar's normal. */
  readonly shift: number;
  /** Luminance above the background. */
  readonly amplitude: number;
  /** Draw only the half ahead of the centre (1) or behind it (-1). */
  readonly half?: 1 | -1;
}

/** Draws bars about the centre of a blank square, added up. */
export function drawBars(side: number, bars: readonly Bar[]): Picture {
  const pixels = new Float32Array(side * side);
  const centre = (side - 1) / 2;
  const samples = OVERSAMPLING ** 2;
  for (const { length, width, axis, shift, amplitude, half } of bars) {
    const cosine = Math.cos(axis);
    const sine = Math.sin(axis);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        let inside = 0;
        for (let sample = 0; sample < samples; sample++) {
          const x = column + ((sample % OVERSAMPLING) + 0.5) / OVERSAMPLING - 0.5 - centre;
          const y = row + (Math.floor(sample / OVERSAMPLING) + 0.5) / OVERSAMPLING - 0.5 - centre;
          const along = x * cosine + y * sine;
          const across = -x * sine + y * cosine - shift;
          const onSide = half === undefined || along * half > 0;
          if (onSide && Math.abs(along) <= length / 2 && Math.abs(across) <= width / 2) inside++;
        }
        pixels[row * side + column]! += (amplitude * inside) / samples;
      }
    }
  }
  return { rows: side, columns: side, pixels };
}

/** Where a bar is defined: as luminance in front of the retina, or directly as its output. */
export type BarDomain = 'luminance' | 'whitened';

/** A field of `side` pixels that shows bars: luminance bars go through the agent's retina, whitened ones do not. */
export function barField(
  kind: AgentKind,
  parameters: ParameterValues,
  {
    side,
    domain,
    bars,
  }: { readonly side: number; readonly domain: BarDomain; readonly bars: readonly Bar[] },
): Float32Array {
  if (domain === 'whitened') return drawBars(side, bars).pixels;
  // The centre of the canvas is the centre of the field when both sides are even.
  const seen = kind.retina(drawBars(CANVAS, bars), parameters);
  const corner = { x: (CANVAS - side) / 2, y: (CANVAS - side) / 2 };
  return cropPicture(seen, { rows: side, columns: side }, corner).pixels;
}
