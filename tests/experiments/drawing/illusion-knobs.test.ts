import { describe, expect, test } from '@jest/globals';
import { createRandom, type GivenValues } from '../../../agents/index.ts';
import { bandpassed } from '../../../experiments/drawing/bandpass.ts';
import { findStimulus, type RenderedStimulus, renderStimulus } from '../../../experiments/index.ts';

const PIXELS_PER_DEGREE = 40;
const [ROWS, COLUMNS] = [320, 400];

async function drawn(name: string, parameters: GivenValues): Promise<RenderedStimulus> {
  return renderStimulus(await findStimulus(name), {
    parameters,
    geometry: { rows: ROWS, columns: COLUMNS, pixelsPerDegree: PIXELS_PER_DEGREE },
    random: createRandom(1),
  });
}

/** Points of a target in degrees, y upwards. */
function pointsOf({ masks }: RenderedStimulus, target: number, mask = 'targetMask') {
  const points: { x: number; y: number; index: number }[] = [];
  masks[mask]!.forEach((number, index) => {
    if (number !== target) return;
    points.push({
      x: ((index % COLUMNS) + 0.5 - COLUMNS / 2) / PIXELS_PER_DEGREE,
      y: (ROWS / 2 - Math.floor(index / COLUMNS) - 0.5) / PIXELS_PER_DEGREE,
      index,
    });
  });
  expect(points.length).toBeGreaterThan(0);
  return points;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Angle of the line that fits the points best, degrees counter-clockwise. */
function tiltOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const along = mean(points.map((point) => (point.x - x) * (point.y - y)));
  return (Math.atan(along / mean(points.map((point) => (point.x - x) ** 2))) * 180) / Math.PI;
}

describe('a real difference raises target 1 above target 2 by as much', () => {
  test.each([-6, 0, 4])('in the tilt of the cafe wall: %f', async (difference) => {
    const wall = await drawn('cafe-wall', { difference });
    expect(tiltOf(pointsOf(wall, 1)) - tiltOf(pointsOf(wall, 2))).toBeCloseTo(difference, 1);
  });

  test.each([-0.8, 0, 0.6])('in the bend of lines before fans: %f', async (difference) => {
    for (const strength of [-1, 0, 0.5]) {
      const lines = await drawn('hering-illusion', { difference, strength });
      const rise = (target: number): number => {
        const points = pointsOf(lines, target);
        const within = (from: number, to: number): number =>
          mean(
            points.filter(({ x }) => Math.abs(x) >= from && Math.abs(x) <= to).map(({ y }) => y),
          );
        // The picture is 5 degrees to each side: at 2.5 degrees three quarters of the rise are left.
        return within(0, 0.1) - within(4.9, 5);
      };
      expect(rise(1) - rise(2)).toBeCloseTo(difference, 1);
    }
  });

  test.each([-1, 0, 0.5])('in the length of tables: %f', async (difference) => {
    for (const strength of [-1.2, 0, 1.2]) {
      const tables = await drawn('shepard-tables', { strength, difference });
      const area = (target: number): number =>
        pointsOf(tables, target).length / PIXELS_PER_DEGREE ** 2;
      // Both have the same breadth and angle, so that their areas inside of the outlines tell their lengths.
      const breadth = 1.3 * Math.sin((62 * Math.PI) / 180) - 0.08;
      expect(Math.abs((area(1) - area(2)) / breadth - difference)).toBeLessThan(0.12);
    }
  });

  test.each([-0.3, 0, 0.2])('in the luminance of discs of the grid: %f', async (difference) => {
    const grid = await drawn('scintillating-grid', { difference, discs: 0.8 });
    const luminance = (target: number): number =>
      mean(pointsOf(grid, target).map(({ index }) => grid.pixels[index]!));
    expect(luminance(1) - luminance(2)).toBeCloseTo(difference, 5);
  });
});

describe('strength does what its sign says', () => {
  /** Tilt of the streak that is left of a target after a filter of its size: the axis of its deviations from the mean. */
  async function seenTilt(strength: number, target: number): Promise<number> {
    const wall = await drawn('cafe-wall', { strength });
    const filtered = bandpassed(
      wall.pixels,
      { shape: [ROWS, COLUMNS], pixelsPerDegree: [PIXELS_PER_DEGREE, PIXELS_PER_DEGREE] },
      { centre: 4, octaves: 1 },
    );
    // Gradients of a level streak are vertical; a streak that rises to the right has those of opposite signs.
    let [crossed, upwards] = [0, 0];
    for (const { index } of pointsOf(wall, target)) {
      const across = filtered[index + 1]! - filtered[index - 1]!;
      const down = filtered[index + COLUMNS]! - filtered[index - COLUMNS]!;
      crossed += across * down;
      upwards += down * down;
    }
    return crossed / upwards;
  }

  test('shifted bricks leave streaks that rise along the upper mortar and fall along the lower one', async () => {
    expect(await seenTilt(0.5, 1)).toBeGreaterThan(0.05);
    expect(await seenTilt(0.5, 2)).toBeLessThan(-0.05);
    expect(await seenTilt(-0.5, 1)).toBeLessThan(-0.05);
    // The control.
    expect(Math.abs(await seenTilt(0, 1))).toBeLessThan(0.01);
    expect(Math.abs(await seenTilt(1, 1))).toBeLessThan(0.01);
  });

  test('fans are one or two, and fade', async () => {
    const rays = async (strength: number): Promise<number> => {
      const { pixels } = await drawn('wundt-illusion', { strength });
      // Half a degree and more from the lines.
      return Math.min(...[...pixels].filter((_, at) => Math.floor(at / COLUMNS) < ROWS / 2 - 60));
    };
    expect(await rays(1)).toBeCloseTo(0.4, 6);
    expect(await rays(0.5)).toBeCloseTo(0.7, 6);
    expect(await rays(-0.5)).toBeCloseTo(0.7, 6);
    expect(await rays(0)).toBe(1);
    const one = await drawn('wundt-illusion', { strength: 1 });
    expect(one.sha256).toBe((await drawn('hering-illusion', {})).sha256);
    expect(one.sha256).not.toBe((await drawn('wundt-illusion', {})).sha256);
  });

  test('bars of the grid go where discs are to look lighter', async () => {
    const grid = await drawn('scintillating-grid', { strength: 1 });
    const luminances = (side: -1 | 1): Set<number> =>
      new Set(
        [...grid.pixels].filter((_, at) => Math.sign((at % COLUMNS) + 0.5 - COLUMNS / 2) === side),
      );
    expect(luminances(-1)).toEqual(new Set([0, 1]));
    expect(luminances(1)).toEqual(new Set([0, 0.5, 1]));
  });

  test('tables change places', async () => {
    const height = (tables: RenderedStimulus, target: number): number => {
      const heights = pointsOf(tables, target).map(({ y }) => y);
      return Math.max(...heights) - Math.min(...heights);
    };
    const left = await drawn('shepard-tables', { strength: 1 });
    expect(height(left, 1)).toBeGreaterThan(2 * height(left, 2));
    const right = await drawn('shepard-tables', { strength: -1 });
    expect(height(right, 2)).toBeGreaterThan(2 * height(right, 1));
    expect(left.illusion).toEqual({ strength: 1, difference: 0, congruency: 'neutral' });
  });
});
