import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { distancesOf, turn } from '../axes.ts';
import { twoSided } from '../combine.ts';
import { defineDrawer, drawn, uniformField } from '../drawer.ts';
import { fillWhere, regionsOf } from '../regions.ts';
import { angle, luminance, luminancePair, size } from '../table-entries.ts';
import { lineMask } from './lines.ts';

/** A target disc in a circular line. */
export const delboeuf = defineDrawer({
  parameters: {
    outerRadius: size(2, 'Radius of the outer edge of the line.'),
    outerLineWidth: size(0, 'Width of the line; 0 is one pixel.'),
    targetRadius: size(1, 'Radius of the target.'),
    intensityOuterLine: luminance(0, 'line'),
    intensityTarget: luminance(0, 'target'),
    intensityBackground: luminance(1, 'background'),
  },
  render: (resolution, values) => {
    const distances = distancesOf(resolution, 'radial', { origin: 'mean' });
    const pixel = 1 / resolution.pixelsPerDegree[0];
    const width = values.outerLineWidth === 0 ? pixel : values.outerLineWidth;
    const inner = values.outerRadius - width;
    const lineRegions = regionsOf(distances, [inner, values.outerRadius]);
    const line = lineRegions.map((region) => (region === 2 ? 1 : 0));
    const targetMask = regionsOf(distances, [values.targetRadius]);
    const pixels = uniformField(resolution, values.intensityBackground);
    fillWhere(pixels, line, values.intensityOuterLine);
    fillWhere(pixels, targetMask, values.intensityTarget);
    return drawn(resolution, pixels, { lineMask: line, targetMask });
  },
});
/** Target discs in two circular lines. */
export const delboeufTwoSided = twoSided(delboeuf, {
  outerRadius: [1.8, 1.1],
  outerLineWidth: null,
  targetRadius: null,
  intensityTarget: null,
  intensityOuterLine: null,
});

/** A line with what it looks like. */
interface PaintedLine {
  readonly position: Pair;
  readonly length: number;
  readonly width: number;
  /** As of {@link lineMask}. */
  readonly rotation: number;
  readonly luminance: number;
  /** Number of the target that it is. */
  readonly target?: number;
}

/**
 * Lines painted one after the other, at least one pixel wide. In the mask, bits of the numbers of lines that cross join, and
 * make the last number at most.
 */
function painted(resolution: Resolution, background: number, lines: readonly PaintedLine[]): Drawn {
  const pixels = uniformField(resolution, background);
  const numbers = new Uint16Array(pixels.length);
  const targetMask = new Uint16Array(pixels.length);
  lines.forEach(({ luminance: level, target = 0, width, ...line }, index) => {
    const mask = lineMask(resolution, {
      ...line,
      width: Math.max(width, 1 / resolution.pixelsPerDegree[0]),
      origin: 'center',
    });
    fillWhere(pixels, mask, level);
    mask.forEach((value, pixel) => {
      if (value === 0) return;
      numbers[pixel] = Math.min(lines.length, numbers[pixel]! | (index + 1));
      targetMask[pixel] = target;
    });
  });
  return drawn(resolution, pixels, { lineMask: numbers, targetMask });
}

/** A target line with two shorter lines at each of its ends. */
export const muellerLyer = defineDrawer({
  parameters: {
    outerLinesLength: size(1, 'Length of the lines at the ends.'),
    outerLinesAngle: angle(45, 'Angle between them and the target; above 90 they point outwards.'),
    targetLength: size(3, 'Length of the target.'),
    lineWidth: size(0, 'Width of all lines; 0 is one pixel.'),
    intensityOuterLines: luminance(1, 'lines at the ends'),
    intensityTarget: luminance(0.5, 'target'),
    intensityBackground: luminance(0, 'background'),
  },
  render: (resolution, values) => {
    const { outerLinesAngle: fin, targetLength, lineWidth: width } = values;
    const half = targetLength / 2;
    const outer = (x: number, rotation: number): PaintedLine => ({
      position: [0, x],
      length: values.outerLinesLength,
      width,
      rotation,
      luminance: values.intensityOuterLines,
    });
    return painted(resolution, values.intensityBackground, [
      {
        position: [0, -half],
        length: targetLength,
        width,
        rotation: 90,
        luminance: values.intensityTarget,
        target: 1,
      },
      outer(-half, 90 + fin),
      outer(-half, 90 - fin),
      outer(half, 270 - fin),
      outer(half, 270 + fin),
    ]);
  },
});
/** Target lines with lines that point inwards on one side and outwards on the other. */
export const muellerLyerTwoSided = twoSided(muellerLyer, {
  outerLinesLength: [0.7, 0.7],
  outerLinesAngle: [45, 135],
  targetLength: [2, 2],
  lineWidth: null,
  intensityOuterLines: null,
  intensityTarget: null,
});

/** Two level lines between two that converge upwards, whose middles are half of the picture apart. */
export const ponzo = defineDrawer({
  parameters: {
    outerLinesLength: size(6, 'Length of the converging lines.'),
    outerLinesWidth: size(0, 'Width of the converging lines; 0 is one pixel.'),
    outerLinesAngle: angle(15, 'Angle of the converging lines from vertical.'),
    targetLinesLength: size(1.5, 'Length of the targets.'),
    targetLinesWidth: size(0, 'Width of the targets; 0 is one pixel.'),
    targetDistance: size(3, 'Distance of the targets.'),
    intensityOuterLines: luminancePair([1, 1], 'the left and the right converging line'),
    intensityTargetLines: luminancePair([0.5, 0.5], 'the upper and the lower target'),
    intensityBackground: luminance(0, 'background'),
  },
  render: (resolution, values) => {
    const { outerLinesLength: length, outerLinesAngle: tilt } = values;
    const [cosine, sine] = turn(tilt);
    const side = (sign: number, level: number): PaintedLine => ({
      position: [
        (-cosine * length) / 2,
        sign * (resolution.visualSize[1] / 4 - (sine * length) / 2),
      ],
      length,
      width: values.outerLinesWidth,
      rotation: sign * tilt,
      luminance: level,
    });
    const target = (number: 1 | 2, level: number): PaintedLine => ({
      position: [(number - 1.5) * values.targetDistance, -values.targetLinesLength / 2],
      length: values.targetLinesLength,
      width: values.targetLinesWidth,
      rotation: 90,
      luminance: level,
      target: number,
    });
    const [left, right] = values.intensityOuterLines;
    const [upper, lower] = values.intensityTargetLines;
    return painted(resolution, values.intensityBackground, [
      side(-1, left),
      side(1, right),
      target(1, upper),
      target(2, lower),
    ]);
  },
});
