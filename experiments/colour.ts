import type { Picture } from '../agents/index.ts';

/** The primaries of a coloured picture. */
export const PRIMARIES = ['red', 'green', 'blue'] as const;

/** One of {@link PRIMARIES}. */
export type Primary = (typeof PRIMARIES)[number];

/**
 * A light as linear amounts of the primaries of Rec. ITU-R BT.709 (those of sRGB, without its gamma), 0 to 1; all three 1
 * are white, D65.
 */
export type Light = Readonly<Record<Primary, number>>;

/** Lights of all pixels, a plane for each primary, row by row as luminance is. */
export type ColourPlanes = Readonly<Record<Primary, Float32Array>>;

/** A picture that may have colours; its pixels are their luminance. */
export interface ColouredPicture extends Picture {
  readonly colour?: ColourPlanes;
}

/** What each primary adds to the luminance of white: follows from its chromaticity and that of D65. */
const SHARES: Light = {
  red: 0.21263900587151027,
  green: 0.715168678767756,
  blue: 0.07219231536073371,
};

/**
 * Luminance of each pixel, the CIE 1931 Y of its light, 0 (black) to 1 (white):
 *
 *   Y = 0.2126 R + 0.7152 G + 0.0722 B
 *
 * with more digits of the shares, whose sum is 1, so that a grey has the luminance of its primaries.
 *
 * @see Rec. ITU-R BT.709-6 (2015), https://www.itu.int/rec/R-REC-BT.709
 */
export function luminanceOf({ red, green, blue }: ColourPlanes): Float32Array {
  const luminance = new Float32Array(red.length);
  for (let pixel = 0; pixel < luminance.length; pixel++) {
    const sum =
      SHARES.red * red[pixel]! + SHARES.green * green[pixel]! + SHARES.blue * blue[pixel]!;
    luminance[pixel] = Math.min(1, sum);
  }
  return luminance;
}

/**
 * Lightness L* of a luminance Y relative to white, 0 to 100, as in CIE 1976 L*a*b* and L*u*v*:
 *
 *   L* = 116 Y^(1/3) - 16, and Y (29/3)^3 up to Y = (6/29)^3.
 *
 * A tenth of it is about the Munsell value; stimupy takes it for that.
 *
 * @see CIE 015:2018, Colorimetry, 4th edition, doi:10.25039/TR.015.2018
 */
export function lightnessOf(luminance: number): number {
  return luminance > (6 / 29) ** 3 ? 116 * Math.cbrt(luminance) - 16 : (29 / 3) ** 3 * luminance;
}

/** Red, green and blue of one pixel after the other. */
export function interleaved(colour: ColourPlanes): Float32Array {
  const all = new Float32Array(PRIMARIES.length * colour.red.length);
  PRIMARIES.forEach((primary, place) => {
    colour[primary].forEach((amount, pixel) => {
      all[PRIMARIES.length * pixel + place] = amount;
    });
  });
  return all;
}

/** What is done to pictures of one plane, done to the luminance of coloured ones and to their lights. */
export function onPlanes(
  pictures: readonly ColouredPicture[],
  change: (planes: readonly Picture[]) => Picture,
): ColouredPicture {
  const changed = change(pictures);
  if (!pictures.some(({ colour }) => colour !== undefined)) return changed;
  const plane = (primary: Primary): Float32Array =>
    change(
      pictures.map(({ rows, columns, pixels, colour }) => ({
        rows,
        columns,
        // Of a grey picture all primaries are as light as it is.
        pixels: colour?.[primary] ?? pixels,
      })),
    ).pixels;
  return { ...changed, colour: { red: plane('red'), green: plane('green'), blue: plane('blue') } };
}

/** Colours with every plane changed in the same way. */
export function mapPlanes(
  { red, green, blue }: ColourPlanes,
  change: (plane: Float32Array) => Float32Array,
): ColourPlanes {
  return { red: change(red), green: change(green), blue: change(blue) };
}

/** What is done to a picture of one plane, done to the luminance of one that may have colours and to its lights. */
export function eachPlane(
  picture: ColouredPicture,
  change: (plane: Picture) => Picture,
): ColouredPicture {
  return onPlanes([picture], ([plane]) => change(plane!));
}
