import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { type Point, radians } from '../../drawing/plane.ts';
import { curve, line, polygon } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'shepard-tables',
  summary: 'Two equal parallelograms look different as the tops of tables.',
  sources: [REFERENCES.shepardTables],
  antiAliasing: 'exact',
  parameters: {
    length: degreesEntry(3, 'Longer side of a table top.', [0.2, 20]),
    breadth: degreesEntry(1.3, 'Shorter side of a table top.', [0.2, 20]),
    angle: numberEntry('degree', 62, [10, 80], 'Acute angle of the parallelograms.'),
    legs: degreesEntry(
      1.2,
      'Length of the legs; 0 leaves the bare parallelograms, the control.',
      [0, 10],
    ),
    lineWidth: degreesEntry(0.08, 'Width of the outlines.', [0.01, 2]),
    top: luminanceEntry(0.85, 'Luminance of the table tops.'),
    figure: luminanceEntry(0.1, 'Luminance of outlines and legs.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, { length, breadth, angle, legs, lineWidth, top, figure, ground }) => {
    // The same parallelogram twice, the second one mirrored and turned by its own angle so that another side lies level.
    const table = (
      centre: Point,
      level: number,
      slanted: number,
      lean: number,
      target: number,
    ): Figure[] => {
      const up = { x: slanted * Math.cos(radians(lean)), y: slanted * Math.sin(radians(lean)) };
      const corners = [
        { x: centre.x - level / 2 - up.x / 2, y: centre.y - up.y / 2 },
        { x: centre.x + level / 2 - up.x / 2, y: centre.y - up.y / 2 },
        { x: centre.x + level / 2 + up.x / 2, y: centre.y + up.y / 2 },
        { x: centre.x - level / 2 + up.x / 2, y: centre.y + up.y / 2 },
      ];
      const leg = ({ x, y }: Point): Figure => ({
        shape: line({ x, y }, { x, y: y - legs }, lineWidth * 2),
        paint: figure,
      });
      return [
        ...(legs > 0 ? [corners[0]!, corners[1]!, corners[2]!].map(leg) : []),
        { shape: polygon(corners), paint: top, target },
        {
          shape: curve([...corners, corners[0]!], lineWidth),
          paint: figure,
          masks: { outlineMask: target },
        },
      ];
    };
    return paintFigures(resolution, ground, [
      ...table({ x: -1.9, y: 0.6 }, breadth, length, angle, 1),
      ...table({ x: 1.6, y: 0.6 }, length, breadth, angle, 2),
    ]);
  },
});
