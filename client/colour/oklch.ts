/** A colour as 8-bit sRGB. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * sRGB of a colour given in Oklch: lightness 0..1, chroma 0..~0.3, hue in degrees.
 *
 * Outside the sRGB gamut the chroma is reduced until it fits, so that lightness and hue stay true.
 *
 * @see Ottosson (2020), A perceptual color space for image processing, https://bottosson.github.io/posts/oklab/
 */
export function rgbFromOklch(lightness: number, chroma: number, hue: number): Rgb {
  let linear = linearFromOklch(lightness, chroma, hue);
  for (let reduced = chroma; !insideGamut(linear) && reduced > 0.001; reduced *= 0.96) {
    linear = linearFromOklch(lightness, reduced, hue);
  }
  const [red, green, blue] = linear;
  return [encode(red), encode(green), encode(blue)];
}

/** Oklab lightness of an sRGB colour, 0..1. */
export function lightnessOf([red, green, blue]: Rgb): number {
  const [r, g, b] = [decode(red), decode(green), decode(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

function linearFromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function insideGamut(linear: Rgb): boolean {
  return linear.every((part) => part >= -0.0005 && part <= 1.0005);
}

function encode(linear: number): number {
  const part = Math.min(1, Math.max(0, linear));
  const encoded = part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
  return Math.round(255 * encoded);
}

function decode(part: number): number {
  const encoded = part / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}
