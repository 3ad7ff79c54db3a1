import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { type Point, radians } from '../../drawing/plane.ts';
import { curve, polygon } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'necker-cube',
  summary: 'The twelve edges of a cube, seen from above or from below.',
  sources: [REFERENCES.necker1832],
  antiAliasing: 'exact',
  parameters: {
    side: degreesEntry(2.5, 'Side of the front face.', [0.1, 10]),
    depth: numberEntry('side', 0.45, [0, 2], 'Length of the oblique edges.'),
    direction: numberEntry(
      'degree',
      35,
      [-180, 180],
      "Direction of the oblique edges, counter-clockwise from 3 o'clock.",
    ),
    lineWidth: degreesEntry(0.1, 'Width of the edges.', [0.01, 2]),
    bias: {
      kind: 'choice',
      default: 'none',
      choices: ['none', 'front', 'back'],
      meaning: 'Which face is drawn in front, hiding the edges behind it; none is ambiguous.',
    },
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, { side, depth, direction, lineWidth, bias, figure, ground }) => {
    const shift = {
      x: (side * depth * Math.cos(radians(direction))) / 2,
      y: (side * depth * Math.sin(radians(direction))) / 2,
    };
    const signs = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const;
    const corners = (sign: number): Point[] =>
      signs.map(([x, y]) => ({
        x: (x * side) / 2 + sign * shift.x,
        y: (y * side) / 2 + sign * shift.y,
      }));
    const front = corners(-1);
    const back = corners(1);
    const outline = (points: readonly Point[], number: number): Figure => ({
      shape: curve([...points, points[0]!], lineWidth),
      paint: figure,
      masks: { faceMask: number },
    });
    const edges = front.map((from, index): Figure => ({
      shape: curve([from, back[index]!], lineWidth),
      paint: figure,
    }));
    const [near, far] = bias === 'back' ? [back, front] : [front, back];
    return paintFigures(resolution, ground, [
      outline(far, 2),
      ...edges,
      ...(bias === 'none' ? [] : [{ shape: polygon(near), paint: ground }]),
      outline(near, 1),
    ]);
  },
});
