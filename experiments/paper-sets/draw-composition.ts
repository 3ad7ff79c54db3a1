import type { Random } from '../../agents/index.ts';
import type { Pair, Resolution } from '../resolution.ts';
import type { Drawn, Masks } from '../stimulus.ts';
import { distancesOf } from '../drawing/axes.ts';
import { resized, rotated } from '../drawing/combine.ts';
import { drawn, impossible } from '../drawing/drawer.ts';
import { rounded } from '../drawing/regions.ts';
import type {
  Canvas,
  Composition,
  Mixture,
  Noisy,
  Part,
  PixelMap,
  Windowed,
} from './composition.ts';

/** Draws a stimulus of the catalogue that is part of a composition. */
export type DrawPart = (part: Part, resolution: Resolution, random: Random) => Drawn;

const MID_GREY = 0.5;

/**
 * Draws a composition.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` when the picture is too small for a piece of it.
 */
export function drawComposition(
  composition: Composition,
  resolution: Resolution,
  random: Random,
  drawPart: DrawPart,
): Drawn {
  const draw = (inner: Composition, at: Resolution = resolution, source = random): Drawn =>
    drawComposition(inner, at, source, drawPart);
  switch (composition.kind) {
    case 'part':
      return renamed(drawPart(composition, resolution, random), composition);
    case 'canvas':
      return drawCanvas(composition, resolution, random, draw);
    case 'turned':
      return rotated(
        draw(composition.picture, turnedResolution(resolution, composition.quarterTurns)),
        composition.quarterTurns,
      );
    case 'enlarged': {
      const [rows, columns] = resolution.shape;
      const shape: Pair = [
        Math.max(1, Math.round(rows / composition.factor)),
        Math.max(1, Math.round(columns / composition.factor)),
      ];
      const coarse = {
        shape,
        visualSize: resolution.visualSize,
        pixelsPerDegree: [
          shape[0] / resolution.visualSize[0],
          shape[1] / resolution.visualSize[1],
        ] as const,
      };
      return resized(draw(composition.picture, coarse), resolution.shape);
    }
    case 'windowed':
      return drawWindowed(composition, resolution, draw(composition.picture));
    case 'mixture':
      return drawMixture(composition, resolution, draw);
    case 'noisy':
      return drawNoisy(composition, resolution, draw(composition.picture), random, drawPart);
    case 'pixel-map':
      return drawPixelMap(composition, resolution);
  }
}

function turnedResolution(resolution: Resolution, quarterTurns: number): Resolution {
  if (quarterTurns % 2 === 0) return resolution;
  const swapped = ([down, across]: Pair): Pair => [across, down];
  return {
    shape: swapped(resolution.shape),
    visualSize: swapped(resolution.visualSize),
    pixelsPerDegree: swapped(resolution.pixelsPerDegree),
  };
}

function renamed(picture: Drawn, { masks: names, joined }: Part): Drawn {
  const masks = Object.entries(picture.masks ?? {}).flatMap(([name, mask]) => {
    const other = name in names ? names[name] : name;
    if (other === null || other === undefined) return [];
    return [
      [other, joined.includes(other) ? mask.map((region) => Math.min(1, region)) : mask] as const,
    ];
  });
  return { ...picture, masks: Object.fromEntries(masks) };
}

function drawCanvas(
  { luminance, pieces, groundMasks, joined }: Canvas,
  { shape: [rows, columns], pixelsPerDegree }: Resolution,
  random: Random,
  draw: (inner: Composition, at: Resolution, source: Random) => Drawn,
): Drawn {
  const pixels = new Float64Array(rows * columns).fill(luminance);
  const padMask = new Uint16Array(rows * columns).fill(1);
  const outsides = pieces.map(() => padMask.slice());
  const masks = new Map<string, { readonly mask: Uint16Array; last: number }>();
  const pixelOf = (degrees: number, axis: 0 | 1): number =>
    Math.round(rounded(degrees * pixelsPerDegree[axis]));
  pieces.forEach(({ at, size, picture }, index) => {
    const top = pixelOf(at[0], 0);
    const left = pixelOf(at[1], 1);
    const shape: Pair = [pixelOf(at[0] + size[0], 0) - top, pixelOf(at[1] + size[1], 1) - left];
    if (shape[0] < 1 || shape[1] < 1) {
      throw impossible('picture', 'pieces of at least one pixel', `${shape[1]} x ${shape[0]} px`);
    }
    const inner = draw(
      picture,
      {
        shape,
        pixelsPerDegree,
        visualSize: [shape[0] / pixelsPerDegree[0], shape[1] / pixelsPerDegree[1]],
      },
      random.fork('piece', index),
    );
    const copy = (visit: (to: number, from: number) => void): void => {
      for (let row = 0; row < inner.rows; row++) {
        for (let column = 0; column < inner.columns; column++) {
          const [down, across] = [top + row, left + column];
          if (down < 0 || down >= rows || across < 0 || across >= columns) continue;
          visit(down * columns + across, row * inner.columns + column);
        }
      }
    };
    copy((to, from) => {
      pixels[to] = inner.pixels[from]!;
      padMask[to] = 0;
      outsides[index]![to] = 0;
    });
    for (const [name, mask] of Object.entries(inner.masks ?? {})) {
      const known = masks.get(name) ?? { mask: new Uint16Array(rows * columns), last: 0 };
      copy((to, from) => {
        known.mask[to] = mask[from] === 0 ? 0 : mask[from]! + known.last;
      });
      if (!joined.includes(name))
        known.last += mask.reduce((most, region) => Math.max(most, region), 0);
      masks.set(name, known);
    }
  });
  const drawings = Object.fromEntries([...masks].map(([name, { mask }]) => [name, mask]));
  const grounds = groundMasks.flatMap((name, index) => {
    const outside = groundMasks.length > 1 ? outsides[index]! : padMask;
    const inner = drawings[name];
    if (outside.every((value) => value === 0)) return [];
    return [
      [name, outside.map((bare, pixel) => (bare === 1 ? 1 : (inner?.[pixel] ?? 0)))] as const,
    ];
  });
  return drawn({ shape: [rows, columns] }, pixels, {
    ...drawings,
    ...Object.fromEntries(grounds),
  });
}

function drawWindowed(
  { sigma, isMasked, origin }: Windowed,
  resolution: Resolution,
  picture: Drawn,
): Drawn {
  const x = distancesOf(resolution, 'horizontal', { origin });
  const y = distancesOf(resolution, 'vertical', { origin });
  const exponents = x.map(
    (across, pixel) => (across / sigma[1]) ** 2 / 2 + (y[pixel]! / sigma[0]) ** 2 / 2,
  );
  const least = exponents.reduce((small, exponent) => Math.min(small, exponent), Infinity);
  const pixels = Float64Array.from(
    exponents,
    (exponent, pixel) =>
      MID_GREY + (picture.pixels[pixel]! - MID_GREY) * Math.exp(least - exponent),
  );
  const gaussianMask = Uint16Array.from(exponents, (exponent) =>
    rounded(exponent) <= 0.5 ? 1 : 0,
  );
  return drawn(resolution, pixels, {
    ...picture.masks,
    ...(isMasked ? { gaussianMask } : {}),
  });
}

function drawMixture(
  { parts, isNumbered }: Mixture,
  resolution: Resolution,
  draw: (inner: Composition) => Drawn,
): Drawn {
  const pictures = parts.map(({ picture }) => draw(picture));
  const pixels = new Float64Array(resolution.shape[0] * resolution.shape[1]).fill(MID_GREY);
  const masks: Record<string, Uint16Array> = {};
  pictures.forEach((picture, index) => {
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      pixels[pixel]! += parts[index]!.weight * (picture.pixels[pixel]! - MID_GREY);
    }
    const suffix = index > 0 || isNumbered ? String(index + 1) : '';
    for (const [name, mask] of Object.entries(picture.masks ?? {})) masks[name + suffix] = mask;
  });
  return drawn(resolution, clipped(pixels), masks);
}

function drawNoisy(
  { deviation, noise }: Noisy,
  resolution: Resolution,
  picture: Drawn,
  random: Random,
  drawPart: DrawPart,
): Drawn {
  const pixels = Float64Array.from(drawPart(noise, resolution, random.fork('noise')).pixels);
  const count = pixels.length;
  const mean = pixels.reduce((sum, value) => sum + value, 0) / count;
  const variance = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  const scale = variance > 0 ? deviation / Math.sqrt(variance) : 0;
  const masks: Masks = picture.masks ?? {};
  return drawn(
    resolution,
    clipped(
      Float64Array.from(picture.pixels, (value, pixel) => value + scale * (pixels[pixel]! - mean)),
    ),
    masks,
  );
}

function drawPixelMap({ luminances, rows, targets }: PixelMap, { shape }: Resolution): Drawn {
  const [height, width] = [rows.length, rows[0]!.length];
  const elementAt = (map: readonly string[], pixel: number): string => {
    const row = Math.floor(((Math.floor(pixel / shape[1]) + 0.5) * height) / shape[0]);
    const column = Math.floor((((pixel % shape[1]) + 0.5) * width) / shape[1]);
    return map[row]![column]!;
  };
  const count = shape[0] * shape[1];
  const pixels = Float64Array.from(
    { length: count },
    (_, pixel) => luminances[elementAt(rows, pixel)]!,
  );
  const targetMask = Uint16Array.from({ length: count }, (_, pixel) => {
    const mark = elementAt(targets, pixel);
    return mark === '.' ? 0 : Number(mark);
  });
  return drawn({ shape }, pixels, { targetMask });
}

function clipped(pixels: Float64Array): Float64Array {
  return pixels.map((value) => Math.min(1, Math.max(0, value)));
}
