import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, countEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'shading-bumps',
  summary: 'Discs shaded as if lit from above look like bumps, shaded from below like dents.',
  sources: [REFERENCES.ramachandran1988],
  antiAliasing: 'exact',
  parameters: {
    columns: countEntry(4, [1, 20], 'Number of discs per row.'),
    rows: countEntry(4, [1, 20], 'Number of rows.'),
    radius: degreesEntry(0.7, 'Radius of the discs.', [0.05, 10]),
    spacing: degreesEntry(1.9, 'Distance of their centres.', [0.1, 20]),
    light: numberEntry(
      'degree',
      90,
      [0, 360],
      "Direction in which the shading is lighter, counter-clockwise from 3 o'clock: 90 is above.",
    ),
    odd: {
      kind: 'choice',
      default: 'one',
      choices: ['none', 'one', 'half'],
      meaning: 'How many of the discs are shaded the other way, at random.',
    },
    contrast: contrastEntry(0.8, 'Contrast of the shading.'),
  },
  render: (resolution, { columns, rows, radius, spacing, light, odd, contrast }, random) => {
    const count = rows * columns;
    const order = random.shuffle(Array.from({ length: count }, (_, index) => index));
    const others = new Set(
      order.slice(0, odd === 'none' ? 0 : odd === 'one' ? 1 : Math.floor(count / 2)),
    );
    const figures = Array.from({ length: count }, (_, index): Figure => {
      const x = ((index % columns) - (columns - 1) / 2) * spacing;
      const y = ((rows - 1) / 2 - Math.floor(index / columns)) * spacing;
      const sign = others.has(index) ? -1 : 1;
      return {
        shape: disc(x, y, radius),
        paint: (px, py) =>
          0.5 + (0.5 * sign * contrast * turnedAxes(px - x, py - y, light).x) / (radius + 1),
        target: others.has(index) ? 2 : 1,
      };
    });
    return paintFigures(resolution, 0.5, figures);
  },
});
