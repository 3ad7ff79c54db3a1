import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'hering-illusion',
  summary: 'Two parallel lines before a fan of rays bow outwards.',
  sources: [REFERENCES.heringIllusion],
  antiAliasing: 'exact',
  parameters: {
    rays: countEntry(18, [0, 90], 'Number of rays; 0 is the control.'),
    distance: degreesEntry(1, 'Distance of each line from the middle.', [0.1, 10]),
    lineWidth: degreesEntry(0.08, 'Width of all lines.', [0.01, 2]),
    context: luminanceEntry(0.4, 'Luminance of the rays.'),
    target: luminanceEntry(0, 'Luminance of the parallel lines.'),
    ground: luminanceEntry(1, 'Luminance of the ground.'),
  },
  render: (resolution, { rays: count, distance, lineWidth, context, target, ground }) => {
    const rays = Array.from({ length: count }, (_, index): Figure => {
      const angle = (index * 180) / count;
      return {
        shape: box({ x: 0, y: 0 }, 60, lineWidth, angle),
        paint: context,
        masks: { contextMask: 1 },
      };
    });
    const level = (y: number, number: number): Figure => ({
      shape: box({ x: 0, y }, 60, lineWidth * 1.5),
      paint: target,
      target: number,
    });
    return paintFigures(resolution, ground, [...rays, level(distance, 1), level(-distance, 2)]);
  },
});
