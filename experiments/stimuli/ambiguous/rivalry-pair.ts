import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rivalry-pair',
  summary: 'Two gratings side by side, one for each eye, that cannot be one thing.',
  sources: [REFERENCES.blakeLogothetis2002],
  antiAliasing: 'exact',
  parameters: {
    frequency: numberEntry('cycles/degree', 2, [0.1, 30], 'Spatial frequency of both gratings.'),
    leftOrientation: numberEntry(
      'degree',
      45,
      [0, 180],
      'Direction of the stripes for the left eye, counter-clockwise from horizontal.',
    ),
    rightOrientation: numberEntry(
      'degree',
      135,
      [0, 180],
      'Direction for the right eye; equal ones do not rival, the control.',
    ),
    leftContrast: contrastEntry(0.8, 'Contrast for the left eye.'),
    rightContrast: contrastEntry(0.8, 'Contrast for the right eye.'),
    radius: degreesEntry(1.4, 'Radius of both patches.', [0.1, 10]),
    arrangement: {
      kind: 'choice',
      default: 'side-by-side',
      choices: ['side-by-side', 'left', 'right', 'sum'],
      meaning: 'Both pictures beside each other, one of them, or their average.',
    },
  },
  render: (resolution, pair) => {
    const stripes =
      (contrast: number, orientation: number, shift: number) => (x: number, y: number) =>
        0.5 +
        0.5 *
          contrast *
          Math.cos(2 * Math.PI * pair.frequency * turnedAxes(x - shift, y, orientation).y);
    const left = (shift: number) => stripes(pair.leftContrast, pair.leftOrientation, shift);
    const right = (shift: number) => stripes(pair.rightContrast, pair.rightOrientation, shift);
    const patch = (
      shift: number,
      paint: (x: number, y: number) => number,
      target: number,
    ): Figure => ({
      shape: disc(shift, 0, pair.radius),
      paint,
      target,
    });
    const half = resolution.visualSize[1] / 4;
    const figures: Readonly<Record<string, readonly Figure[]>> = {
      'side-by-side': [patch(-half, left(-half), 1), patch(half, right(half), 2)],
      left: [patch(0, left(0), 1)],
      right: [patch(0, right(0), 2)],
      sum: [patch(0, (x, y) => (left(0)(x, y) + right(0)(x, y)) / 2, 1)],
    };
    return paintFigures(resolution, 0.5, figures[pair.arrangement] ?? []);
  },
});
