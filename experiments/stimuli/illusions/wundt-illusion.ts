import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { radians } from '../../drawing/plane.ts';
import { box, line } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'wundt-illusion',
  summary: 'Two parallel lines before two fans of rays bow inwards.',
  sources: [REFERENCES.heringIllusion],
  antiAliasing: 'exact',
  parameters: {
    rays: countEntry(18, [0, 90], 'Number of rays of each fan; 0 is the control.'),
    distance: degreesEntry(1, 'Distance of each line from the middle.', [0.1, 10]),
    lineWidth: degreesEntry(0.08, 'Width of all lines.', [0.01, 2]),
    context: luminanceEntry(0.4, 'Luminance of the rays.'),
    target: luminanceEntry(0, 'Luminance of the parallel lines.'),
    ground: luminanceEntry(1, 'Luminance of the ground.'),
  },
  render: (resolution, { rays: count, distance, lineWidth, context, target, ground }) => {
    const rays = [-1, 1].flatMap((side) =>
      Array.from({ length: count }, (_, index): Figure => {
        const angle = radians(((index + 0.5) * 180) / count);
        const from = { x: 0, y: 2 * side * distance };
        return {
          shape: line(
            from,
            { x: 40 * Math.cos(angle), y: from.y - 40 * side * Math.sin(angle) },
            lineWidth,
          ),
          paint: context,
          masks: { contextMask: 1 },
        };
      }),
    );
    const level = (y: number, number: number): Figure => ({
      shape: box({ x: 0, y }, 60, lineWidth * 1.5),
      paint: target,
      target: number,
    });
    return paintFigures(resolution, ground, [...rays, level(distance, 1), level(-distance, 2)]);
  },
});
