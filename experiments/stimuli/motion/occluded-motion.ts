import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box, disc } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'occluded-motion',
  summary:
    'A disc that passes behind an occluder: its way is predicted while nothing is seen (the tunnel effect).',
  sources: [REFERENCES.burke1952],
  antiAliasing: 'exact',
  parameters: {
    speed: numberEntry('degree/s', 4, [0.1, 60], 'Speed of the disc.'),
    radius: degreesEntry(0.5, 'Radius of the disc (target 1).', [0.05, 5]),
    cover: degreesEntry(2.5, 'Width of the occluder; 0 is the control.', [0, 20]),
    change: {
      kind: 'choice',
      default: 'none',
      choices: ['none', 'square', 'late', 'never'],
      meaning:
        'What is wrong after the tunnel: nothing, another shape, half a second too late, it never comes.',
    },
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
    duration: secondsEntry(2, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, tunnel, _, timing) => {
    const { speed, radius, cover, change, duration } = tunnel;
    return drawnFrames(timing, (time) => {
      const x = speed * (time - duration / 2);
      const isAfter = x > 0;
      const seen = change === 'late' && isAfter ? Math.max(0, x - speed / 2) : x;
      const shape =
        change === 'square' && isAfter
          ? box({ x: seen, y: 0 }, 1.8 * radius, 1.8 * radius)
          : disc(seen, 0, radius);
      return paintFigures(resolution, tunnel.ground, [
        ...(change === 'never' && isAfter ? [] : [{ shape, paint: tunnel.figure, target: 1 }]),
        ...(cover > 0
          ? [
              {
                shape: box({ x: 0, y: 0 }, cover, 4 * radius),
                paint: 0.8,
                masks: { coverMask: 1 },
              },
            ]
          : []),
      ] satisfies Figure[]);
    });
  },
});
