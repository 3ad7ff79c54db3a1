import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'drifting-grating',
  summary: 'A sinusoidal grating that drifts across its stripes under a soft window.',
  sources: [REFERENCES.adelsonMovshon1982],
  antiAliasing: 'exact',
  parameters: {
    frequency: numberEntry('cycles/degree', 1, [0.05, 30], 'Spatial frequency.'),
    temporalFrequency: numberEntry(
      'Hz',
      2,
      [-60, 60],
      'Cycles per second; negative drifts the other way.',
    ),
    direction: numberEntry(
      'degree',
      0,
      [-360, 360],
      "Direction of motion, counter-clockwise from 3 o'clock.",
    ),
    contrast: contrastEntry(0.8, 'Contrast.'),
    radius: degreesEntry(3, 'Radius of the window.', [0.05, 20]),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, drift, _, timing) =>
    drawnFrames(timing, (time) =>
      paintFigures(resolution, 0.5, [
        {
          shape: disc(0, 0, drift.radius),
          paint: (x, y) =>
            0.5 +
            0.5 *
              drift.contrast *
              Math.cos(
                2 *
                  Math.PI *
                  (drift.frequency * turnedAxes(x, y, drift.direction).x -
                    drift.temporalFrequency * time),
              ),
          target: 1,
        },
      ]),
    ),
});
