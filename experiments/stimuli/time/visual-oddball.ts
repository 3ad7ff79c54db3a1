import { REFERENCES } from '../../../agents/index.ts';
import {
  contrastEntry,
  countEntry,
  degreesEntry,
  numberEntry,
  secondsEntry,
} from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { inSequence, shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'visual-oddball',
  summary:
    'Gratings in a row, most of one orientation, some of another or left out: mismatch, omission and repetition suppression.',
  sources: [REFERENCES.garrido2008],
  antiAliasing: 'exact',
  parameters: {
    presentations: countEntry(10, [1, 200], 'Number of presentations.'),
    probability: numberEntry(
      '1',
      0.2,
      [0, 1],
      'Probability of a deviant; 0 repeats the standard (repetition suppression).',
    ),
    deviation: {
      kind: 'choice',
      default: 'orientation',
      choices: ['orientation', 'omission'],
      meaning: 'What a deviant is.',
    },
    shown: secondsEntry(0.1, 'How long each is shown.', [0.005, 10]),
    isi: secondsEntry(0.2, 'Blank time between presentations.', [0, 10]),
    standard: numberEntry(
      'degree',
      90,
      [0, 180],
      'Direction of the stripes of standards, counter-clockwise from horizontal.',
    ),
    deviant: numberEntry('degree', 0, [0, 180], 'Direction of the stripes of deviants.'),
    frequency: numberEntry('cycles/degree', 1.5, [0.1, 30], 'Spatial frequency.'),
    contrast: contrastEntry(0.8, 'Contrast.'),
    radius: degreesEntry(2, 'Radius of the gratings.', [0.1, 20]),
  },
  duration: ({ presentations, shown, isi }) => presentations * (shown + isi),
  frames: (resolution, row, random, timing) => {
    let isAfterDeviant = true;
    const episodes = inSequence(
      'visual-oddball',
      Array.from({ length: row.presentations }, () => {
        const isDeviant = !isAfterDeviant && random.uniform() < row.probability;
        isAfterDeviant = isDeviant;
        return { content: isDeviant, duration: row.shown, after: { isi: row.isi } };
      }),
    );
    return drawnFrames(timing, (time) =>
      paintFigures(
        resolution,
        0.5,
        episodes.flatMap(({ content: isDeviant, ...course }): Figure[] => {
          if (shareAt(time, course) === 0 || (isDeviant && row.deviation === 'omission')) return [];
          const direction = isDeviant ? row.deviant : row.standard;
          return [
            {
              shape: disc(0, 0, row.radius),
              paint: (x, y) =>
                0.5 +
                0.5 *
                  row.contrast *
                  Math.cos(2 * Math.PI * row.frequency * turnedAxes(x, y, direction).y),
              target: isDeviant ? 2 : 1,
            },
          ];
        }),
      ),
    );
  },
});
