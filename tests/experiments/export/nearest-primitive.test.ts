import { describe, expect, test } from '@jest/globals';
import { createRandom, type GivenValues } from '../../../agents/index.ts';
import { findStimulus, type RenderedStimulus, renderStimulus } from '../../../experiments/index.ts';
import { nearestPrimitive } from '../../../experiments/export/nearest-primitive.ts';

const SIDE = 128;
const PIXELS_PER_DEGREE = 32;

async function drawn(name: string, parameters: GivenValues = {}): Promise<RenderedStimulus> {
  return renderStimulus(await findStimulus(name), {
    parameters,
    geometry: { rows: SIDE, columns: SIDE, pixelsPerDegree: PIXELS_PER_DEGREE },
    random: createRandom(1),
  });
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The number after a name in code. */
function numberAfter(code: string, name: string): number {
  const [, found] = new RegExp(`${name}[:=] ?(-?[\\d.]+)`).exec(code) ?? [];
  return Number(found);
}

/** A wave along a direction, counter-clockwise from 3 o'clock, under a window around a place: all in pixels, y upwards. */
interface Patch {
  readonly frequency: number;
  readonly direction: number;
  readonly wave: (angle: number) => number;
  readonly deviation: number;
  readonly amplitude: number;
  readonly x: number;
  readonly y: number;
}

/** How the numbers are read: PsychoPy and Psychtoolbox as they were measured, the third by the formulas of its source. */
const readings: Readonly<Record<'psychopy' | 'jspsych' | 'psychtoolbox', (code: string) => Patch>> =
  {
    psychopy: (code) => {
      const [, x = 0, y = 0] = (/pos=\((-?[\d.]+), (-?[\d.]+)\)/.exec(code) ?? []).map(Number);
      const phase = 360 * numberAfter(code, 'phase');
      return {
        frequency: numberAfter(code, 'sf') / PIXELS_PER_DEGREE,
        // Clockwise.
        direction: -numberAfter(code, 'ori'),
        wave: (angle) => Math.cos(angle - radians(phase)),
        deviation: (numberAfter(code, 'size') / 6) * PIXELS_PER_DEGREE,
        amplitude: numberAfter(code, 'contrast') / 2,
        x: x * PIXELS_PER_DEGREE,
        y: y * PIXELS_PER_DEGREE,
      };
    },
    jspsych: (code) => {
      const isMoved = code.includes('origin_center: true');
      return {
        frequency: numberAfter(code, 'sf'),
        direction: numberAfter(code, 'tilt') - 90,
        wave: (angle) => Math.sin(angle + radians(numberAfter(code, ' phase'))),
        deviation: numberAfter(code, 'sc'),
        amplitude: code.includes('disableNorm: true') ? numberAfter(code, 'contrast') : Number.NaN,
        x: isMoved ? numberAfter(code, 'startX') : 0,
        y: isMoved ? -numberAfter(code, 'startY') : 0,
      };
    },
    psychtoolbox: (code) => {
      const [, right = 0, down = 0] = (/\), (-?[\d.]+), (-?[\d.]+)\), -?\d/.exec(code) ?? []).map(
        Number,
      );
      const [, direction] = /, (-?[\d.]+), \[\], \[\], \[\], \[\], kPsych/.exec(code) ?? [];
      const [, numbers = ''] = /kPsychDontDoRotation, \[([^\]]*)\]/.exec(code) ?? [];
      const [phase = 0, frequency = 0, deviation = 0, contrast = 0] = numbers
        .split(', ')
        .map(Number);
      return {
        ...{ frequency, deviation, direction: Number(direction) },
        wave: (angle) => Math.sin(angle + radians(phase)),
        amplitude: contrast / 2,
        ...{ x: right, y: -down },
      };
    },
  };

/** How far the patch is from the picture, as a share of the picture's largest deviation from grey. */
function distance({ pixels }: RenderedStimulus, patch: Patch): number {
  const [cosine, sine] = [Math.cos(radians(patch.direction)), Math.sin(radians(patch.direction))];
  let [most, farthest] = [0, 0];
  pixels.forEach((luminance, index) => {
    const x = (index % SIDE) + 0.5 - SIDE / 2 - patch.x;
    const y = SIDE / 2 - Math.floor(index / SIDE) - 0.5 - patch.y;
    const window = Math.exp(-(x * x + y * y) / (2 * patch.deviation ** 2));
    const wave = patch.wave(2 * Math.PI * patch.frequency * (x * cosine + y * sine));
    farthest = Math.max(farthest, Math.abs(luminance - 0.5 - patch.amplitude * window * wave));
    most = Math.max(most, Math.abs(luminance - 0.5));
  });
  return farthest / most;
}

describe.each(['psychopy', 'jspsych', 'psychtoolbox'] as const)(
  'the primitive of %s',
  (program) => {
    test.each([
      { orientation: 90, phase: 0, contrast: 1 },
      { orientation: 30, phase: 50, contrast: 0.6 },
      { orientation: 120, phase: -80, contrast: 0.3, sigma: 0.7 },
      { orientation: 170, phase: 200, frequency: 1.5, x: 0.5, y: -0.25 },
    ])('has the numbers of a Gabor: %j', async (parameters) => {
      const gabor = await drawn('gabor', parameters);
      const code = nearestPrimitive(program, gabor);
      expect(distance(gabor, readings[program](code))).toBeLessThan(1e-4);
    });

    test('has those of a grating, which nothing windows', async () => {
      const grating = await drawn('grating', { orientation: 30, phase: 50, contrast: 0.6 });
      const patch = readings[program](nearestPrimitive(program, grating));
      const isWindowed = program !== 'psychopy';
      const whole = isWindowed ? patch : { ...patch, deviation: Number.POSITIVE_INFINITY };
      expect(distance(grating, whole)).toBeLessThan(1e-4);
    });

    test('is not told of stimuli that it does not have', async () => {
      for (const name of ['white-illusion', 'drifting-grating', 'tilt-illusion', 'noises-pink']) {
        expect(nearestPrimitive(program, await drawn(name))).toBe('');
      }
      const square = nearestPrimitive(program, await drawn('grating', { waveform: 'square' }));
      if (program === 'psychopy') expect(square).toContain("tex='sqr'");
      else expect(square).toBe('');
    });
  },
);
