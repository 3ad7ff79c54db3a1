import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { inSequence, shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'tilt-after-effect',
  summary: 'After long adaptation to a tilted grating, a vertical one looks tilted the other way.',
  sources: [REFERENCES.gibsonRadner1937],
  antiAliasing: 'exact',
  parameters: {
    adaptation: numberEntry(
      'degree',
      15,
      [-90, 90],
      'Tilt of the adapting grating, counter-clockwise from vertical; 0 is the control.',
    ),
    test: numberEntry('degree', 0, [-90, 90], 'Tilt of the test grating (target 1).'),
    adapting: secondsEntry(2, 'How long the adaptation lasts.'),
    isi: secondsEntry(0.2, 'Blank time between both.', [0, 10]),
    testing: secondsEntry(0.3, 'How long the test is shown.', [0.01, 10]),
    frequency: numberEntry('cycles/degree', 2, [0.1, 30], 'Spatial frequency of both.'),
    contrast: contrastEntry(0.8, 'Contrast of both.'),
    radius: degreesEntry(2, 'Radius of both.', [0.1, 20]),
  },
  duration: ({ adapting, isi, testing }) => adapting + isi + testing,
  frames: (resolution, after, _, timing) => {
    const episodes = inSequence('tilt-after-effect', [
      { content: after.adaptation, duration: after.adapting },
      { content: after.test, duration: after.testing, after: { isi: after.isi } },
    ]);
    return drawnFrames(timing, (time) =>
      paintFigures(
        resolution,
        0.5,
        episodes.flatMap((episode, index): Figure[] =>
          shareAt(time, episode) === 0
            ? []
            : [
                {
                  shape: disc(0, 0, after.radius),
                  paint: (x, y) =>
                    0.5 +
                    0.5 *
                      after.contrast *
                      Math.cos(2 * Math.PI * after.frequency * turnedAxes(x, y, episode.content).x),
                  ...(index === 1 ? { target: 1 } : { masks: { adaptationMask: 1 } }),
                },
              ],
        ),
      ),
    );
  },
});
