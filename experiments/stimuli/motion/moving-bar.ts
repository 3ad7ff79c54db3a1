import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { radians } from '../../drawing/plane.ts';
import { box } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'moving-bar',
  summary: 'A bar that sweeps over the field.',
  sources: [REFERENCES.hubelWiesel1968],
  antiAliasing: 'exact',
  parameters: {
    orientation: numberEntry(
      'degree',
      90,
      [0, 180],
      'Direction of the bar, counter-clockwise from horizontal; it moves across itself.',
    ),
    speed: numberEntry(
      'degree/s',
      4,
      [-60, 60],
      'Speed across the bar, positive counter-clockwise of its direction less 90 degrees.',
    ),
    length: degreesEntry(3, 'Length of the bar.', [0.05, 40]),
    width: degreesEntry(0.4, 'Width of the bar.', [0.02, 10]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, bar, _, timing) => {
    const across = radians(bar.orientation - 90);
    return drawnFrames(timing, (time) => {
      const along = bar.speed * (time - bar.duration / 2);
      const centre = { x: along * Math.cos(across), y: along * Math.sin(across) };
      return paintFigures(resolution, bar.ground, [
        {
          shape: box(centre, bar.length, bar.width, bar.orientation),
          paint: bar.figure,
          target: 1,
        },
      ]);
    });
  },
});
