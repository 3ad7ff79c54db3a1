import Luv from 'colorjs.io/src/spaces/luv.js';
import LinearRgb from 'colorjs.io/src/spaces/srgb-linear.js';
import to from 'colorjs.io/src/to.js';
import { type Light, lightnessOf } from '../colour.ts';
import { impossible } from './drawer.ts';
import { radians } from './plane.ts';

/** A colour by its luminance, and by its place in the plane of u* and v*. */
export interface Hue {
  /** CIE 1931 Y relative to white, 0 to 1. */
  readonly luminance: number;
  /** Distance from grey in CIE 1976 L*u*v*; below 0 it is the opposite hue. */
  readonly chroma: number;
  /** Angle in the plane of u* (0 degrees, reddish) and v* (90 degrees, yellowish). */
  readonly hue: number;
}

/** Rounding of conversions there and back. */
const SLACK = 1e-9;

/**
 * The light of a colour of CIE 1976 L*u*v*, white D65. Colours of one luminance have one L*, so that they are exactly
 * equiluminant for the standard observer; opposite hues lie on one line with grey.
 *
 * @param place Parameter that is to be named where the colour does not exist.
 * @throws {HelmholtzError} `parameter-out-of-range` for a colour that the primaries cannot show, naming the largest chroma
 *   of its hue that they can.
 * @see CIE 015:2018, Colorimetry, 4th edition, doi:10.25039/TR.015.2018
 */
export function huedLight(place: string, colour: Hue): Light {
  const light = lightOf(colour);
  if (isShown(light)) return clipped(light);
  let [low, high] = [0, Math.abs(colour.chroma)];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    const chroma = Math.sign(colour.chroma) * middle;
    if (isShown(lightOf({ ...colour, chroma }))) low = middle;
    else high = middle;
  }
  throw impossible(
    place,
    `a chroma of at most ${low.toFixed(1)} at hue ${short(colour.hue)} and luminance ${short(colour.luminance)}, beyond which red, green and blue cannot show it`,
    short(Math.abs(colour.chroma)),
  );
}

function lightOf({ luminance, chroma, hue }: Hue): Light {
  const lightness = lightnessOf(luminance);
  const { coords } = to(
    {
      space: Luv,
      coords: [lightness, chroma * Math.cos(radians(hue)), chroma * Math.sin(radians(hue))],
      alpha: 1,
    },
    LinearRgb,
  );
  const [red, green, blue] = coords;
  return { red: red ?? 0, green: green ?? 0, blue: blue ?? 0 };
}

function isShown({ red, green, blue }: Light): boolean {
  return [red, green, blue].every((amount) => amount >= -SLACK && amount <= 1 + SLACK);
}

function clipped({ red, green, blue }: Light): Light {
  const clip = (amount: number): number => Math.min(1, Math.max(0, amount));
  return { red: clip(red), green: clip(green), blue: clip(blue) };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
