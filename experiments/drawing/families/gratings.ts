import type { SetParameter } from '../../../agents/index.ts';
import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { blurred } from '../blur.ts';
import { padded, type Padding } from '../combine.ts';
import { defineDrawer, drawn, impossible } from '../drawer.ts';
import { centred, rectangleMask } from '../rectangle.ts';
import { fillWhere, maskWhere, numbersIn, rounded, roundHalfEven } from '../regions.ts';
import {
  angle,
  luminance,
  luminances,
  origin,
  place,
  ROTATION,
  size,
  sizePair,
} from '../table-entries.ts';
import { BARS, PHASE_SHIFT, phaseRequest } from '../wave-tables.ts';
import { barMetric, drawWave, resolvedPhases } from '../wave.ts';
import { slantedMask } from './shapes.ts';
import { linearWave } from './waves.ts';

const squareBars = linearWave('square');

/** A grating with a horizontal band across it. */
export const gratingInduction = defineDrawer({
  parameters: {
    ...BARS,
    rotation: ROTATION,
    phaseShift: PHASE_SHIFT,
    intensities: luminances([0, 1], 'trough and the crest'),
    targetWidth: size(1, 'Height of the band.'),
    intensityTarget: luminance(0.5, 'band'),
    origin: origin('corner'),
  },

  render: (resolution, values) => {
    const wave = drawWave(resolution, {
      place: 'grating induction',
      shape: 'sine',
      metric: barMetric('sine', values.rotation),
      origin: values.origin,
      rotation: values.rotation,
      phaseShift: values.phaseShift,
      luminances: values.intensities,
      ...phaseRequest({ ...values, roundPhaseWidth: true }, values.nBars, values.barWidth),
    });
    const band = rectangleMask(resolution, {
      size: [values.targetWidth, resolution.visualSize[1]],
      position: centred(resolution, [values.targetWidth, resolution.visualSize[1]]),
    });
    const targetMask = wave.regions.map((region, index) => region * band[index]!);
    fillWhere(wave.pixels, band, values.intensityTarget);
    return drawn(
      resolution,
      wave.pixels,
      { gratingMask: wave.regions, barMask: wave.regions, targetMask },
      resolvedPhases('bar', wave),
    );
  },
});

/** A grating on a uniform ground. */
export const gratingOnUniform = defineDrawer({
  parameters: {
    ...squareBars.parameters,
    gratingSize: sizePair([3, 3], 'the grating'),
    intensityBackground: luminance(0.5, 'background'),
  },
  render: (resolution, values, random) => {
    const inner = partOf(resolution, values.gratingSize);
    const grating = squareBars.render(inner.resolution, values, random);
    const whole = padded(grating, inner.padding, values.intensityBackground);
    const bars = whole.masks?.['gratingMask'] ?? new Uint16Array(whole.pixels.length);
    const padMask = bars.map((bar) => (bar === 0 ? 1 : 0));
    return { ...whole, masks: { ...whole.masks, padMask } };
  },
});

/** A part in the middle of a picture, and how many pixels there are around it. */
function partOf(
  { shape, pixelsPerDegree }: Resolution,
  size: Pair,
): { readonly resolution: Resolution; readonly padding: Padding } {
  const pixels = (axis: 0 | 1): number => {
    const count = Math.floor(rounded(size[axis] * pixelsPerDegree[axis]));
    if (count >= 1 && count <= shape[axis]) return count;
    throw impossible('grating', `a size of 1 to ${shape[axis]} px`, `${count} px`);
  };
  const [rows, columns] = [pixels(0), pixels(1)];
  const [top, left] = [Math.floor((shape[0] - rows) / 2), Math.floor((shape[1] - columns) / 2)];
  return {
    resolution: {
      shape: [rows, columns],
      pixelsPerDegree,
      visualSize: [rows / pixelsPerDegree[0], columns / pixelsPerDegree[1]],
    },
    padding: { top, left, bottom: shape[0] - rows - top, right: shape[1] - columns - left },
  };
}

const large = {
  kind: 'set',
  table: squareBars.parameters,
  default: {},
  meaning: 'Parameters of the large grating.',
} as const satisfies SetParameter;

/** The small grating where a mask is, and the large one elsewhere. */
function within(small: Drawn, outer: Drawn, mask: Uint16Array): Drawn {
  const inside = small.masks?.['gratingMask'] ?? mask;
  const targets = small.masks?.['targetMask'] ?? mask;
  const at = (regions: Uint16Array): Uint16Array =>
    regions.map((region, index) => (mask[index] === 0 ? 0 : region));
  const pixels = new Float64Array(outer.pixels);
  for (let index = 0; index < pixels.length; index++) {
    if (mask[index] !== 0) pixels[index] = small.pixels[index]!;
  }
  return {
    rows: outer.rows,
    columns: outer.columns,
    pixels,
    masks: {
      smallGratingMask: inside,
      largeGratingMask: outer.masks?.['gratingMask'] ?? mask,
      targetMask: at(targets),
    },
  };
}

/** A small grating in the middle of a large one. */
export const gratingOnGrating = defineDrawer({
  parameters: {
    smallGratingParams: {
      kind: 'set',
      table: { ...squareBars.parameters, visualSize: sizePair([3, 3], 'the small grating') },
      default: {},
      meaning: 'Parameters of the small grating.',
    },
    largeGratingParams: large,
  },
  render: (resolution, values, random) => {
    const inner = partOf(resolution, values.smallGratingParams.visualSize);
    const small = squareBars.render(inner.resolution, values.smallGratingParams, random);
    const outer = squareBars.render(resolution, values.largeGratingParams, random);
    const whole = padded(small, inner.padding, 0);
    const grating = whole.masks?.['gratingMask'];
    // A grating of an odd number of pixels lies half a pixel beside its window.
    const window = rectangleMask(resolution, { size: inner.resolution.visualSize });
    const mask = window.map((value, index) => (grating?.[index] === 0 ? 0 : value));
    return within(whole, outer, mask);
  },
});

/** A grating seen through a window in another. */
export const gratingOnGratingMasked = defineDrawer({
  parameters: {
    smallGratingParams: {
      kind: 'set',
      table: {
        ...squareBars.parameters,
        visualSize: {
          ...sizePair(null, 'the inner grating'),
          meaning: 'Height and width of the inner grating; the whole picture if not given.',
        },
      },
      default: { intensityBars: [0.3, 0.7] },
      meaning: 'Parameters of the inner grating.',
    },
    largeGratingParams: large,
    maskSize: sizePair([4, 4], 'the window'),
    maskDepth: {
      ...place(0, 'By how much the lower edge of the window lies further to the right.'),
      unit: 'degree',
    },
    maskRotation: ROTATION,
  },
  render: (resolution, values, random) => {
    const { smallGratingParams, maskSize, maskDepth } = values;
    const { visualSize } = smallGratingParams;
    const inner = partOf(resolution, visualSize ?? resolution.visualSize);
    const small = padded(
      squareBars.render(inner.resolution, smallGratingParams, random),
      inner.padding,
      0,
    );
    const window = slantedMask(resolution, [...maskSize, maskDepth], values.maskRotation);
    // Beside the inner grating the window shows the large one.
    const bars = small.masks?.['gratingMask'];
    return within(
      small,
      squareBars.render(resolution, values.largeGratingParams, random),
      window.map((inside, index) => (bars?.[index] === 0 ? 0 : inside)),
    );
  },
});

/**
 * A grating with targets in a patch, moved against the grating: where a square wave of the patch is dark. That is every second
 * bar, and as the wave is dark below the middle of its samples, also the outermost pixels of the first bar where the second
 * one is cut off.
 */
export const gratingPhaseShifted = defineDrawer({
  parameters: {
    ...BARS,
    phaseShift: PHASE_SHIFT,
    intensityBars: luminances([0, 1], 'bars'),
    targetSize: sizePair([3, 4], 'the patch'),
    targetPhaseShift: angle(0, 'By how much the patch is moved to the right, degrees of phase.'),
    intensityTarget: luminance(0.5, 'targets'),
    origin: origin('corner'),
  },
  render: (resolution, values) => {
    const wave = drawWave(resolution, {
      place: 'grating',
      shape: 'square',
      metric: 'horizontal',
      origin: values.origin,
      phaseShift: values.phaseShift,
      luminances: values.intensityBars,
      ...phaseRequest({ ...values, roundPhaseWidth: true }, values.nBars, values.barWidth),
    });
    const { resolution: patch, padding } = partOf(resolution, values.targetSize);
    const bars = drawWave(patch, {
      place: 'patch',
      shape: 'square',
      metric: 'horizontal',
      origin: 'corner',
      width: wave.width,
      luminances: [0, 1],
    });
    const bar = wave.width * resolution.pixelsPerDegree[1];
    const moved = roundHalfEven((values.targetPhaseShift / 180) * bar);
    const isDark = maskWhere(bars.pixels.length, (index) => bars.pixels[index] === 0);
    const darkBars = numbersIn(bars.regions.map((region, index) => region * isDark[index]!));
    const [rows, columns] = resolution.shape;
    const [tall, wide] = patch.shape;
    const targetMask = new Uint16Array(rows * columns);
    for (let row = 0; row < tall; row++) {
      for (let column = 0; column < wide; column++) {
        const index = row * wide + column;
        const at = column + padding.left + moved;
        if (isDark[index] === 0 || at < 0 || at >= columns) continue;
        const target = darkBars.indexOf(bars.regions[index]!) + 1;
        targetMask[(row + padding.top) * columns + at] = target;
      }
    }
    fillWhere(wave.pixels, targetMask, values.intensityTarget);
    return drawn(
      resolution,
      wave.pixels,
      { gratingMask: wave.regions, barMask: wave.regions, targetMask },
      resolvedPhases('bar', wave),
    );
  },
});

/** A blurred square-wave grating with a band across it. */
export const gratingInductionBlur = defineDrawer({
  parameters: {
    ...BARS,
    rotation: ROTATION,
    phaseShift: PHASE_SHIFT,
    intensityBars: luminances([0, 1], 'bars'),
    targetWidth: size(1, 'Height of the band.'),
    sigma: size(0.3, 'Standard deviation of the blur.'),
    intensityTarget: luminance(0.5, 'band'),
    origin: origin('corner'),
  },
  antiAliasing: 'exact',
  render: (resolution, values) => {
    const wave = drawWave(resolution, {
      place: 'grating induction',
      shape: 'square',
      metric: barMetric('square', values.rotation),
      origin: values.origin,
      rotation: values.rotation,
      phaseShift: values.phaseShift,
      luminances: values.intensityBars,
      ...phaseRequest({ ...values, roundPhaseWidth: true }, values.nBars, values.barWidth),
    });
    const wide = resolution.visualSize[1];
    const band = rectangleMask(resolution, {
      size: [values.targetWidth, wide],
      position: centred(resolution, [values.targetWidth, wide]),
    });
    const sigma = values.sigma * resolution.pixelsPerDegree[0];
    const [rows, columns] = resolution.shape;
    const pixels = blurred({ rows, columns, pixels: wave.pixels }, sigma);
    fillWhere(pixels, band, values.intensityTarget);
    const targetMask = wave.regions.map((region, index) => region * band[index]!);
    return drawn(
      resolution,
      pixels,
      { gratingMask: wave.regions, barMask: wave.regions, targetMask },
      resolvedPhases('bar', wave),
    );
  },
});
