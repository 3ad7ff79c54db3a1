import { type Light, luminanceOf, PRIMARIES } from '../colour.ts';
import type { Resolution } from '../resolution.ts';
import type { Drawn } from '../stimulus.ts';
import { type Figure, paintPlanes } from './paint.ts';

/** A figure that is painted with a light. */
export type ColouredFigure = Omit<Figure, 'paint'> & { readonly light: Light };

/**
 * Paints coloured figures one over the other, as `paintFigures` does in grey: at soft edges lights mix as light does,
 * and luminance is that of the mixture.
 */
export function paintColours(
  resolution: Resolution,
  ground: Light,
  figures: readonly ColouredFigure[],
): Drawn {
  const { planes, ...picture } = paintPlanes(
    resolution,
    PRIMARIES.map((primary) => ground[primary]),
    figures,
    ({ light }) => PRIMARIES.map((primary) => light[primary]),
  );
  const [red, green, blue] = planes;
  const colour = { red: red!, green: green!, blue: blue! };
  return { ...picture, pixels: luminanceOf(colour), colour };
}
