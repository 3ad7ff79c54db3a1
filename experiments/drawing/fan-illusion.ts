import { countEntry, degreesEntry, knobEntries, luminanceEntry } from './entries.ts';
import type { Drawer } from './drawer.ts';
import { type Figure, paintFigures } from './paint.ts';
import { type Point, radians } from './plane.ts';
import { box, curve, line } from './shapes.ts';

/** Points of a bent line. */
const PIECES = 48;

/** Parameters of lines before fans of rays. */
const fanTable = (strength: number) => ({
  ...knobEntries(
    '1',
    {
      strength,
      strengthRange: [-1, 1],
      differenceRange: [-2, 2],
      strengthMeaning:
        'Share of the contrast of the rays. Positive: one fan around the middle, before which the lines seem to bow outwards, the upper one upwards; negative: a fan beyond each line, before which they seem to bow inwards; 0 is the control.',
      differenceMeaning:
        'How much further the upper line really rises in its middle than the lower one, from where they leave the picture; half of it each.',
    },
    'degree',
  ),
  rays: countEntry(18, [0, 90], 'Number of rays of each fan.'),
  distance: degreesEntry(1, 'Distance of each line from the middle.', [0.1, 10]),
  lineWidth: degreesEntry(0.08, 'Width of all lines.', [0.01, 2]),
  context: luminanceEntry(0.4, 'Luminance of the rays.'),
  target: luminanceEntry(0, 'Luminance of the parallel lines.'),
  ground: luminanceEntry(1, 'Luminance of the ground.'),
});

/** Two parallel lines before fans of rays, as Hering drew them and, with the fans apart, Wundt. */
export function fanIllusion(usual: number): Drawer<ReturnType<typeof fanTable>> {
  return {
    parameters: fanTable(usual),
    antiAliasing: 'exact',
    render: (resolution, values) => {
      const { strength, difference, rays, distance, lineWidth, context, target, ground } = values;
      const share = Math.abs(strength);
      const ray = (shape: Figure['shape']): Figure => ({
        shape,
        paint: share * context + (1 - share) * ground,
        masks: { contextMask: 1 },
      });
      const together = (): Figure[] =>
        Array.from({ length: rays }, (_, index) =>
          ray(box({ x: 0, y: 0 }, 60, lineWidth, (index * 180) / rays)),
        );
      const apart = (side: number): Figure[] =>
        Array.from({ length: rays }, (_, index) => {
          const angle = radians(((index + 0.5) * 180) / rays);
          const from: Point = { x: 0, y: 2 * side * distance };
          const to = { x: 40 * Math.cos(angle), y: from.y - 40 * side * Math.sin(angle) };
          return ray(line(from, to, lineWidth));
        });
      const level = (side: number, number: number): Figure => ({
        shape:
          difference === 0
            ? box({ x: 0, y: side * distance }, 60, lineWidth * 1.5)
            : bent(side, lineWidth * 1.5),
        paint: target,
        target: number,
      });
      const bent = (side: number, width: number): Figure['shape'] => {
        const half = resolution.visualSize[1] / 2;
        const points = Array.from({ length: PIECES + 1 }, (_, index): Point => {
          // A little beyond the picture, so that no end is seen.
          const along = 1.1 * ((2 * index) / PIECES - 1);
          return { x: along * half, y: side * (distance + (difference / 2) * (1 - along * along)) };
        });
        return curve(points, width);
      };
      const fans = strength > 0 ? together() : strength < 0 ? [-1, 1].flatMap(apart) : [];
      return paintFigures(resolution, ground, [...fans, level(1, 1), level(-1, 2)]);
    },
  };
}
