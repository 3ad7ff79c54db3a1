import { REFERENCES } from '../../../agents/index.ts';
import {
  countEntry,
  degreesEntry,
  luminanceEntry,
  numberEntry,
  secondsEntry,
} from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'moving-circles',
  summary: 'Circles that each move in a direction and at a speed of their own.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.movement_circles',
  antiAliasing: 'exact',
  parameters: {
    count: countEntry(50, [1, 2000], 'Number of circles.'),
    fastest: numberEntry(
      'degree/s',
      3,
      [0, 100],
      'Largest speed; speeds are uniform between 0 and this.',
    ),
    smallest: degreesEntry(0.05, 'Smallest radius.', [0.005, 5]),
    largest: degreesEntry(0.3, 'Largest radius.', [0.005, 5]),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, circles, random, timing) => {
    const [height, width] = resolution.visualSize;
    const all = Array.from({ length: circles.count }, () => ({
      x: random.uniform() * width,
      y: random.uniform() * height,
      angle: 2 * Math.PI * random.uniform(),
      speed: circles.fastest * random.uniform(),
      radius: circles.smallest + Math.max(0, circles.largest - circles.smallest) * random.uniform(),
      luminance: random.uniform(),
    }));
    const wrapped = (value: number, length: number): number =>
      value - length * Math.floor(value / length) - length / 2;
    return drawnFrames(timing, (time) =>
      paintFigures(
        resolution,
        circles.ground,
        all.map((circle, index): Figure => ({
          shape: disc(
            wrapped(circle.x + circle.speed * time * Math.cos(circle.angle), width),
            wrapped(circle.y + circle.speed * time * Math.sin(circle.angle), height),
            circle.radius,
          ),
          paint: circle.luminance,
          masks: { circleMask: index + 1 },
        })),
      ),
    );
  },
});
