import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'flash-lag',
  summary: 'A disc moves along; a second one flashes beside it, and seems to lag behind.',
  sources: [REFERENCES.nijhawan1994],
  antiAliasing: 'exact',
  parameters: {
    speed: numberEntry(
      'degree/s',
      4,
      [0, 60],
      'Speed of the moving disc (target 1); 0 is the control.',
    ),
    flashTime: secondsEntry(0.75, 'When the flash appears.'),
    flashDuration: secondsEntry(0.034, 'How long the flash lasts.', [0.001, 2]),
    offset: degreesEntry(
      0,
      'How far the flash (target 2) lies ahead of the disc when it appears.',
      [-10, 10],
    ),
    separation: degreesEntry(1.2, 'Distance of the flash below the path.', [0, 10]),
    radius: degreesEntry(0.35, 'Radius of both discs.', [0.02, 5]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
    duration: secondsEntry(1.5, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, lag, _, timing) => {
    const placeAt = (time: number): number => lag.speed * (time - lag.duration / 2);
    return drawnFrames(timing, (time) =>
      paintFigures(resolution, lag.ground, [
        {
          shape: disc(placeAt(time), lag.separation / 2, lag.radius),
          paint: lag.figure,
          target: 1,
        },
        ...(shareAt(time, { onset: lag.flashTime, duration: lag.flashDuration }) > 0
          ? [
              {
                shape: disc(placeAt(lag.flashTime) + lag.offset, -lag.separation / 2, lag.radius),
                paint: lag.figure,
                target: 2,
              },
            ]
          : []),
      ] satisfies Figure[]),
    );
  },
});
