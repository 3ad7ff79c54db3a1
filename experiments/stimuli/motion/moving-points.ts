import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, numberEntry, secondsEntry, luminanceEntry } from '../../drawing/entries.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { drawn, uniformField } from '../../drawing/drawer.ts';
import { radians } from '../../drawing/plane.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'moving-points',
  summary:
    'Points of one pixel that all move in one direction, or each in its own; pointMask has the place of each in every picture.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.movement_matrix',
  antiAliasing: 'none',
  parameters: {
    count: countEntry(100, [1, 5000], 'Number of points.'),
    direction: numberEntry('degree', 0, [-360, 360], 'Direction, counter-clockwise.'),
    isCommon: {
      kind: 'boolean',
      default: true,
      meaning: 'Whether all move in that direction; else each in a random one.',
    },
    speed: numberEntry('degree/s', 2, [0, 100], 'Speed.'),
    field: {
      kind: 'choice',
      default: 'window',
      choices: ['window', 'circle', 'open'],
      meaning:
        'Where a point that leaves comes back on the other side: the picture, the circle in it, or nowhere.',
    },
    point: luminanceEntry(1, 'Luminance of the points.'),
    ground: luminanceEntry(0.3, 'Luminance of the ground.'),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, points, random, timing) => {
    const { visualSize, pixelsPerDegree, shape } = resolution;
    const [height, width] = visualSize;
    const radius = Math.min(height, width) / 2;
    const isCircle = points.field === 'circle';
    const all = Array.from({ length: points.count }, () => {
      const angle = points.isCommon ? radians(points.direction) : 2 * Math.PI * random.uniform();
      if (isCircle) {
        // Along the direction and across it, uniform in the disc.
        const away = radius * Math.sqrt(random.uniform());
        const turn = 2 * Math.PI * random.uniform();
        return { angle, x: away * Math.cos(turn), y: away * Math.sin(turn) };
      }
      return {
        angle,
        x: (random.uniform() - 0.5) * width,
        y: (random.uniform() - 0.5) * height,
      };
    });
    const wrapped = (value: number, length: number): number =>
      value - length * Math.floor(value / length + 0.5);
    const placeOf = ({ angle, x, y }: (typeof all)[number], time: number): [number, number] => {
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      const way = points.speed * time;
      if (isCircle) {
        const across = y * cosine - x * sine;
        const chord = 2 * Math.sqrt(Math.max(1e-12, radius * radius - across * across));
        const along = wrapped(x * cosine + y * sine + way, chord);
        return [along * cosine - across * sine, along * sine + across * cosine];
      }
      const [right, up] = [x + way * cosine, y + way * sine];
      return points.field === 'open' ? [right, up] : [wrapped(right, width), wrapped(up, height)];
    };
    return drawnFrames(timing, (time) => {
      const pixels = uniformField(resolution, points.ground);
      const pointMask = new Uint16Array(pixels.length);
      all.forEach((point, index) => {
        const [x, y] = placeOf(point, time);
        const row = Math.floor((height / 2 - y) * pixelsPerDegree[0]);
        const column = Math.floor((width / 2 + x) * pixelsPerDegree[1]);
        if (row < 0 || row >= shape[0] || column < 0 || column >= shape[1]) return;
        pixels[row * shape[1] + column] = points.point;
        pointMask[row * shape[1] + column] = index + 1;
      });
      return drawn(resolution, pixels, { pointMask });
    });
  },
});
