import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'drifting-plaid',
  summary:
    'Two gratings that drift in different directions add up to a plaid that moves in a third.',
  sources: [REFERENCES.adelsonMovshon1982],
  antiAliasing: 'exact',
  parameters: {
    frequency: numberEntry('cycles/degree', 1, [0.05, 30], 'Spatial frequency of both.'),
    temporalFrequency: numberEntry('Hz', 2, [-60, 60], 'Cycles per second of both.'),
    direction: numberEntry(
      'degree',
      0,
      [-360, 360],
      "Direction of the plaid, counter-clockwise from 3 o'clock.",
    ),
    spread: numberEntry(
      'degree',
      60,
      [0, 89],
      'Angle of each component from the direction of the plaid.',
    ),
    contrast: contrastEntry(0.4, 'Contrast of each component.'),
    balance: numberEntry(
      '1',
      0.5,
      [0, 1],
      'Share of the first component; 0 and 1 are single gratings, the control.',
    ),
    radius: degreesEntry(3, 'Radius of the window.', [0.05, 20]),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, plaid, _, timing) => {
    const component = (x: number, y: number, time: number, direction: number): number =>
      Math.cos(
        2 *
          Math.PI *
          (plaid.frequency * turnedAxes(x, y, direction).x - plaid.temporalFrequency * time),
      );
    return drawnFrames(timing, (time) =>
      paintFigures(resolution, 0.5, [
        {
          shape: disc(0, 0, plaid.radius),
          paint: (x, y) =>
            0.5 +
            0.5 *
              plaid.contrast *
              2 *
              (plaid.balance * component(x, y, time, plaid.direction + plaid.spread) +
                (1 - plaid.balance) * component(x, y, time, plaid.direction - plaid.spread)) *
              0.5,
          target: 1,
        },
      ]),
    );
  },
});
