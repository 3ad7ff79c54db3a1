import type { Pair, Resolution } from '../../resolution.ts';
import { distancesOf, samplesOf, turn } from '../axes.ts';
import { defineDrawer, drawn, impossible } from '../drawer.ts';
import { pairwiseMean } from '../pairwise-mean.ts';
import {
  angle,
  luminance,
  luminancePair,
  luminances,
  origin,
  ratio,
  ROTATION,
  size,
  sizes,
} from '../table-entries.ts';
import {
  maskBelow,
  paintedRegions,
  rangeOf,
  regionsOf,
  maskWhere,
  rounded,
  roundedTo6,
  stretched,
} from '../regions.ts';
import { besselBetween } from '../bessel.ts';

/** Rings between radii. */
export const rings = defineDrawer({
  parameters: {
    radii: sizes([1, 2, 3], 'Outer radii of the rings, from the inside.'),
    intensityRings: luminances([0, 1], 'rings'),
    intensityBackground: luminance(0.5, 'background'),
    origin: origin('mean'),
  },
  render: (resolution, { radii, intensityRings, intensityBackground, origin }) => {
    const ringMask = regionsOf(distancesOf(resolution, 'radial', { origin }), radii);
    return drawn(resolution, paintedRegions(ringMask, intensityRings, intensityBackground), {
      ringMask,
    });
  },
});

/** A disc. */
export const disc = defineDrawer({
  parameters: {
    radius: size(2, 'Radius.'),
    intensityDisc: luminance(1, 'disc'),
    intensityBackground: luminance(0, 'background'),
    origin: origin('mean'),
  },
  render: (resolution, { radius, intensityDisc, intensityBackground, origin }) => {
    const ringMask = regionsOf(distancesOf(resolution, 'radial', { origin }), [radius]);
    return drawn(resolution, paintedRegions(ringMask, [intensityDisc], intensityBackground), {
      ringMask,
    });
  },
});

/** One ring. */
export const ring = defineDrawer({
  parameters: {
    radii: {
      ...sizes([1.5, 3], 'Inner and outer radius.'),
      minLength: 2,
      maxLength: 2,
    },
    intensityRing: luminance(1, 'ring'),
    intensityBackground: luminance(0, 'background'),
    origin: origin('mean'),
  },
  render: (resolution, { radii, intensityRing, intensityBackground, origin }) => {
    const regions = regionsOf(distancesOf(resolution, 'radial', { origin }), radii);
    const ringMask = regions.map((region) => (region === 2 ? 1 : 0));
    return drawn(resolution, paintedRegions(ringMask, [intensityRing], intensityBackground), {
      ringMask,
    });
  },
});

/** Square frames between radii. */
export const frames = defineDrawer({
  parameters: {
    radii: sizes([1, 2, 3], 'Distances of the outer edges of the frames from the centre.'),
    rotation: ROTATION,
    intensityFrames: luminances([0, 1], 'frames'),
    intensityBackground: luminance(0.5, 'background'),
    origin: origin('mean'),
  },
  render: (resolution, { radii, rotation, intensityFrames, intensityBackground, origin }) => {
    const distances = distancesOf(resolution, 'rectilinear', { origin, rotation });
    const frameMask = regionsOf(distances, radii);
    return drawn(resolution, paintedRegions(frameMask, intensityFrames, intensityBackground), {
      frameMask,
    });
  },
});

/** Angles of pixels in degrees. */
const angles = (...options: Parameters<typeof distancesOf>): Float64Array =>
  distancesOf(...options).map((radians) => (radians * 180) / Math.PI);

/** Segments between angles. */
export const segments = defineDrawer({
  parameters: {
    angles: {
      ...sizes([45, 135, 225, 360], 'Angles at which segments end.'),
      unit: 'degree of rotation',
    },
    rotation: ROTATION,
    intensityBackground: luminance(0.5, 'background'),
    intensitySegments: luminances([0, 1], 'segments'),
    origin: origin('mean'),
  },
  render: (resolution, values) => {
    const { rotation, origin } = values;
    const wedgeMask = regionsOf(angles(resolution, 'angular', { origin, rotation }), values.angles);
    return drawn(
      resolution,
      paintedRegions(wedgeMask, values.intensitySegments, values.intensityBackground),
      { segmentMask: wedgeMask },
    );
  },
});

/** A sector of a ring. */
export const wedge = defineDrawer({
  parameters: {
    angle: angle(60, 'Angle that it spans.'),
    radius: size(3, 'Outer radius.'),
    rotation: ROTATION,
    innerRadius: size(0, 'Inner radius.'),
    intensityWedge: luminance(1, 'wedge'),
    intensityBackground: luminance(0, 'background'),
    origin: origin('mean'),
  },
  render: (resolution, values) => {
    const { rotation, origin } = values;
    const inAngle = regionsOf(angles(resolution, 'angular', { origin, rotation }), [values.angle]);
    const radial = distancesOf(resolution, 'radial', { origin });
    const wedgeMask = maskWhere(
      inAngle.length,
      (index) =>
        inAngle[index] !== 0 &&
        rounded(radial[index]!) <= rounded(values.radius) &&
        rounded(radial[index]!) > rounded(values.innerRadius),
    );
    return drawn(
      resolution,
      paintedRegions(wedgeMask, [values.intensityWedge], values.intensityBackground),
      { wedgeMask },
    );
  },
});

/**
 * 1 left of the middle, 2 right of it, in turned axes: the middle is the mean of all distances, whose rounding decides on
 * which side a sample in the middle lies.
 */
function sidesOf(resolution: Resolution, rotation: number): Uint16Array {
  const distances = distancesOf(resolution, 'oblique', { origin: 'corner', rotation });
  const middle = pairwiseMean(distances);
  return maskBelow(distances, middle, 2);
}

/** Two halves. */
export const stepEdge = defineDrawer({
  parameters: { rotation: ROTATION, intensityEdges: luminancePair([0, 1], 'the two sides') },
  render: (resolution, { rotation, intensityEdges }) => {
    const edgeMask = sidesOf(resolution, rotation);
    return drawn(resolution, paintedRegions(edgeMask, intensityEdges, 0), { edgeMask });
  },
});

/** A Gaussian window, 1 at the sample where it is largest, and where it is within one standard deviation. */
function gaussianWindow(
  resolution: Resolution,
  [vertical, horizontal]: Pair,
  { origin, rotation = 0 }: { readonly origin: string; readonly rotation?: number },
): { readonly window: Float64Array; readonly gaussianMask: Uint16Array } {
  const {
    visualSize: [height, width],
    shape: [rows, columns],
  } = resolution;
  const x = samplesOf(width, columns, origin);
  const y = samplesOf(height, rows, origin);
  const [cosine, sine] = turn(rotation);
  const exponents = new Float64Array(rows * columns);
  for (let row = 0, index = 0; row < rows; row++) {
    const down = y[row]!;
    for (let column = 0; column < columns; column++, index++) {
      const along = (x[column]! * cosine + down * sine) / horizontal;
      const aside = (down * cosine - x[column]! * sine) / vertical;
      exponents[index] = (along * along) / 2 + (aside * aside) / 2;
    }
  }
  const gaussianMask = maskBelow(exponents, 0.5);
  const [least] = rangeOf(exponents);
  for (let index = 0; index < exponents.length; index++) {
    exponents[index] = Math.exp(least - exponents[index]!);
  }
  return { window: exponents, gaussianMask };
}

/** An edge under a Gaussian window. */
export const gaussianEdge = defineDrawer({
  parameters: {
    sigma: { ...size(1.5, 'Standard deviation of the window.'), min: 1e-3 },
    rotation: ROTATION,
    intensityEdges: luminancePair([0, 1], 'the two sides'),
    intensityBackground: luminance(0.5, 'background'),
  },
  antiAliasing: 'exact',
  render: (resolution, { sigma, rotation, intensityEdges, intensityBackground: ground }) => {
    const edgeMask = sidesOf(resolution, rotation);
    const { window, gaussianMask } = gaussianWindow(resolution, [sigma, sigma], { origin: 'mean' });
    const pixels = paintedRegions(edgeMask, intensityEdges, 0).map(
      (value, index) => ground + (value - ground) * window[index]!,
    );
    return drawn(resolution, pixels, { edgeMask, gaussianMask });
  },
});

/** Ramps that end at an edge between equal plateaus. */
export const cornsweetEdge = defineDrawer({
  parameters: {
    rampWidth: { ...size(2, 'Width of the ramp on each side.'), min: 1e-3 },
    rotation: ROTATION,
    intensityEdges: luminancePair([0, 1], 'the right and the left side of the edge'),
    intensityPlateau: luminance(0.5, 'plateaus'),
    exponent: ratio(2.75, 0, 100, 'How steeply the ramps rise towards the edge.'),
  },
  antiAliasing: 'exact',
  render: (resolution, values) => {
    const { rampWidth, rotation, intensityEdges, intensityPlateau, exponent } = values;
    const distances = distancesOf(resolution, 'oblique', { origin: 'mean', rotation });
    // Ramps begin at the sample nearest to the edge; one on the edge belongs to both sides, and looks like the left one.
    const nearest = [Infinity, Infinity];
    for (const distance of distances) {
      if (rounded(distance) <= 0) nearest[0] = Math.min(nearest[0]!, -distance);
      if (rounded(distance) >= 0) nearest[1] = Math.min(nearest[1]!, distance);
    }
    const starts = nearest.map((distance) => roundedTo6(distance / rampWidth));
    const edgeMask = maskWhere(distances.length, (index) => rounded(distances[index]!) > 0);
    for (let index = 0; index < edgeMask.length; index++) edgeMask[index]! += 1;
    const pixels = distances.map((distance, index) => {
      const side = edgeMask[index]! - 1;
      const along = roundedTo6(Math.abs(distance) / rampWidth) - starts[side]!;
      const edge = intensityEdges[1 - side]!;
      return intensityPlateau + (edge - intensityPlateau) * Math.max(0, 1 - along) ** exponent;
    });
    return drawn(resolution, pixels, { edgeMask });
  },
});

/** A Gaussian blob. */
export const gaussian = defineDrawer({
  parameters: {
    sigma: {
      kind: 'pair',
      default: [1, 1],
      min: 1e-3,
      max: 1000,
      unit: 'degree',
      meaning: 'Standard deviations, vertical and horizontal.',
    },
    rotation: ROTATION,
    intensityMax: luminance(1, 'peak'),
    origin: origin('mean'),
  },
  antiAliasing: 'exact',
  render: (resolution, { sigma, rotation, intensityMax, origin }) => {
    const { window, gaussianMask } = gaussianWindow(resolution, sigma, { origin, rotation });
    return drawn(
      resolution,
      window.map((value) => intensityMax * value),
      { gaussianMask },
    );
  },
});

/** Rings of a Bessel function. */
export const bessel = defineDrawer({
  parameters: {
    frequency: {
      kind: 'number',
      default: 0.5,
      min: 1e-6,
      max: 1000,
      unit: 'cycles/degree',
      meaning: 'Periods per degree, far from the centre.',
    },
    order: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 50,
      unit: '1',
      whole: true,
      meaning: 'Order of the function.',
    },
    intensities: luminancePair([1, 0], 'the highest and the lowest value'),
    origin: origin('mean'),
  },
  antiAliasing: 'exact',
  render: (resolution, { frequency, order, intensities: [first, second], origin }) => {
    const radial = distancesOf(resolution, 'radial', { origin });
    const scale = 2 * Math.PI * frequency;
    const [, farthest] = rangeOf(radial);
    const bessel = besselBetween(order, scale * farthest, radial.length);
    const wave = radial.map((distance) => bessel(scale * distance));
    const [least, most] = rangeOf(wave);
    if (!(most > least)) throw impossible('bessel', 'more than one value', most);
    return drawn(resolution, stretched(wave, second, first), {
      ringMask: new Uint16Array(wave.length),
    });
  },
});
