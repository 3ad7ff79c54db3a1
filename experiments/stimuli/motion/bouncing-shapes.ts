import { REFERENCES } from '../../../agents/index.ts';
import {
  countEntry,
  degreesEntry,
  luminanceEntry,
  numberEntry,
  secondsEntry,
} from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box, disc } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bouncing-shapes',
  summary:
    'Shapes that move straight on and bounce off the borders, as in the usual video data sets.',
  sources: [REFERENCES.srivastava2015],
  antiAliasing: 'exact',
  parameters: {
    count: countEntry(3, [1, 20], 'Number of shapes.'),
    radius: degreesEntry(0.8, 'Radius of the shapes.', [0.05, 5]),
    speed: numberEntry('degree/s', 3, [0, 60], 'Speed of every shape.'),
    ground: luminanceEntry(0.1, 'Luminance of the ground.'),
    duration: secondsEntry(2, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, bouncing, random, timing) => {
    const [height, width] = resolution.visualSize;
    const { radius } = bouncing;
    const shapes = Array.from({ length: bouncing.count }, (_, index) => ({
      x: random.uniform(),
      y: random.uniform(),
      angle: 2 * Math.PI * random.uniform(),
      isBox: index % 2 === 1,
      luminance: 0.4 + 0.6 * random.uniform(),
    }));
    return drawnFrames(timing, (time) =>
      paintFigures(
        resolution,
        bouncing.ground,
        shapes.map((shape, index): Figure => {
          const way = bouncing.speed * time;
          const x = reflected(
            shape.x,
            way * Math.cos(shape.angle),
            Math.max(0, width - 2 * radius),
          );
          const y = reflected(
            shape.y,
            way * Math.sin(shape.angle),
            Math.max(0, height - 2 * radius),
          );
          return {
            shape: shape.isBox ? box({ x, y }, 1.7 * radius, 1.7 * radius) : disc(x, y, radius),
            paint: shape.luminance,
            target: index + 1,
          };
        }),
      ),
    );
  },
});

/** Place between two walls after a way, begun at a share of their distance; 0 is the middle. */
function reflected(share: number, way: number, distance: number): number {
  if (distance === 0) return 0;
  const unfolded = share * distance + way;
  const folded = unfolded - 2 * distance * Math.floor(unfolded / (2 * distance));
  return (folded > distance ? 2 * distance - folded : folded) - distance / 2;
}
