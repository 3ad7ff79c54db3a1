import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { radians } from '../../drawing/plane.ts';
import { disc, polygon, wedge, without } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'kanizsa-figure',
  summary:
    'Discs with a sector cut out: a polygon is seen that is not there; turned inducers are the control.',
  sources: [REFERENCES.kanizsa1976],
  antiAliasing: 'exact',
  parameters: {
    corners: countEntry(3, [3, 8], 'Number of discs.'),
    distance: degreesEntry(2, 'Distance of the discs from the middle.', [0.1, 20]),
    radius: degreesEntry(0.9, 'Radius of the discs.', [0.05, 10]),
    turn: numberEntry(
      'degree',
      0,
      [-180, 180],
      'Turn of every inducer about its own middle; 180 is the control without an illusory figure.',
    ),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, { corners, distance, radius, turn, figure, ground }) => {
    const opening = 180 - 360 / corners;
    const inducers = Array.from({ length: corners }, (_, index): Figure => {
      const direction = 90 + (index * 360) / corners;
      const centre = {
        x: distance * Math.cos(radians(direction)),
        y: distance * Math.sin(radians(direction)),
      };
      return {
        shape: without(
          disc(centre.x, centre.y, radius),
          wedge(centre, direction + 180 + turn, opening),
        ),
        paint: figure,
        masks: { inducerMask: index + 1 },
      };
    });
    const drawn = paintFigures(resolution, ground, inducers);
    const inside = polygon(
      Array.from({ length: corners }, (_, index) => {
        const angle = radians(90 + (index * 360) / corners);
        return { x: distance * Math.cos(angle), y: distance * Math.sin(angle) };
      }),
    );
    const where = paintFigures(resolution, 0, [{ shape: inside, paint: 1, target: 1 }]);
    const inducerMask = drawn.masks?.['inducerMask'];
    // Target 1: the illusory figure outside of its inducers.
    const targetMask = (where.masks?.['targetMask'] ?? new Uint16Array()).map((target, index) =>
      (inducerMask?.[index] ?? 0) > 0 ? 0 : target,
    );
    return { ...drawn, masks: { ...drawn.masks, targetMask } };
  },
});
