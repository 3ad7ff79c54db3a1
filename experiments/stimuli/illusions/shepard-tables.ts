import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { type Point, radians } from '../../drawing/plane.ts';
import { curve, line, polygon } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'shepard-tables',
  summary: 'Two equal parallelograms look different as the tops of tables.',
  sources: [REFERENCES.shepardTables],
  illusion: 'length',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('degree', {
      strength: 1.2,
      strengthRange: [-10, 10],
      differenceRange: [-4, 4],
      strengthMeaning:
        'Length of the legs, which make tables of the parallelograms; positive: the longer side of the left one lies in depth and looks longer than that of the right one, negative: the other way round; 0 leaves the bare parallelograms, the control.',
      differenceMeaning:
        'Length of the longer side of the left table top minus that of the right one; half of it each.',
    }),
    length: degreesEntry(3, 'Longer side of a table top.', [0.2, 20]),
    breadth: degreesEntry(1.3, 'Shorter side of a table top.', [0.2, 20]),
    angle: numberEntry('degree', 62, [10, 80], 'Acute angle of the parallelograms.'),
    lineWidth: degreesEntry(0.08, 'Width of the outlines.', [0.01, 2]),
    top: luminanceEntry(0.85, 'Luminance of the table tops.'),
    figure: luminanceEntry(0.1, 'Luminance of outlines and legs.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, { strength, difference, length, breadth, angle, ...drawn }) => {
    const { lineWidth, top, figure, ground } = drawn;
    const legs = Math.abs(strength);
    // A side has some length.
    const longer = Math.max(length + difference / 2, 0.01);
    const other = Math.max(length - difference / 2, 0.01);
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
    const tables =
      strength >= 0
        ? [
            ...table({ x: -1.9, y: 0.6 }, breadth, longer, angle, 1),
            ...table({ x: 1.6, y: 0.6 }, other, breadth, angle, 2),
          ]
        : [
            ...table({ x: -1.6, y: 0.6 }, longer, breadth, angle, 1),
            ...table({ x: 1.9, y: 0.6 }, breadth, other, angle, 2),
          ];
    return paintFigures(resolution, ground, tables);
  },
});
