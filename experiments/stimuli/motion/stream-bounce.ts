import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'stream-bounce',
  summary:
    'Two discs that meet and part: they stream through each other, or bounce; a pause at the meeting biases towards bouncing.',
  sources: [REFERENCES.sekuler1997],
  antiAliasing: 'exact',
  parameters: {
    speed: numberEntry('degree/s', 4, [0.1, 60], 'Speed of both discs.'),
    radius: degreesEntry(0.4, 'Radius of the discs.', [0.05, 5]),
    pause: secondsEntry(0, 'How long they stay together.', [0, 5]),
    separation: degreesEntry(0, 'Vertical distance of the paths; 0 is ambiguous.', [0, 5]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
    duration: secondsEntry(1.5, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, meeting, _, timing) => {
    const { speed, pause, duration, separation, radius } = meeting;
    return drawnFrames(timing, (time) => {
      const from = time - duration / 2;
      const x = speed * (from < -pause / 2 ? from + pause / 2 : Math.max(0, from - pause / 2));
      return paintFigures(resolution, meeting.ground, [
        { shape: disc(x, separation / 2, radius), paint: meeting.figure, target: 1 },
        { shape: disc(-x, -separation / 2, radius), paint: meeting.figure, target: 2 },
      ]);
    });
  },
});
