import { REFERENCES } from '../../../agents/index.ts';
import {
  countEntry,
  degreesEntry,
  knobEntries,
  luminanceEntry,
  numberEntry,
} from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { line } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { zoellner } from '../../drawing/pyllusion/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'zoellner-illusion',
  summary: 'Two parallel lines that are crossed by short oblique ones do not look parallel.',
  sources: [REFERENCES.zoellner1860, REFERENCES.makowski2021],
  equivalent: 'pyllusion.Zollner',
  illusion: 'orientation',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('degree', {
      strength: 60,
      strengthRange: [-89, 89],
      differenceRange: [-20, 20],
      strengthMeaning:
        'Angle of the short lines from vertical; positive: acute angles, which look larger than they are, turn the upper line counter-clockwise.',
      differenceMeaning: 'Tilt of the upper line counter-clockwise and of the lower one clockwise.',
    }),
    crossings: countEntry(8, [2, 40], 'Number of short lines across each long one.'),
    crossingLength: numberEntry('unit', 0.66, [0.05, 2], 'Length of the short lines.'),
    unit: degreesEntry(
      4,
      'Degrees per unit of Pyllusion, half of the height of its picture.',
      [0.1, 20],
    ),
    lineWidth: degreesEntry(0.13, 'Width of the lines.', [0.01, 5]),
    ground: luminanceEntry(1, 'Luminance of the ground.'),
    context: luminanceEntry(0, 'Luminance of what surrounds the targets.'),
    target: luminanceEntry(0.5, 'Luminance of the targets.'),
  },
  render: (resolution, parameters) => {
    const { unit, lineWidth, ground, context, target, crossings, crossingLength } = parameters;
    const place = zoellner({
      ...toPyllusion('Zollner', parameters),
      distractorsN: crossings,
      distractorsLength: crossingLength,
    });
    const stroke = (from: string, values: Readonly<Record<string, unknown>>) => {
      const at = (name: string): number => Number(values[`${from}_${name}`]) * unit;
      return line({ x: at('x1'), y: at('y1') }, { x: at('x2'), y: at('y2') }, lineWidth);
    };
    const short = (['Top', 'Bottom'] as const).flatMap((which, index) =>
      place[`Distractors_${which}_x1`].map((x1, number): Figure => {
        const at = (name: 'y1' | 'x2' | 'y2'): number =>
          (place[`Distractors_${which}_${name}`][number] ?? 0) * unit;
        return {
          shape: line({ x: x1 * unit, y: at('y1') }, { x: at('x2'), y: at('y2') }, lineWidth),
          paint: context,
          masks: { contextMask: index + 1 },
        };
      }),
    );
    return paintFigures(resolution, ground, [
      ...short,
      { shape: stroke('Top', place), paint: target, target: 1 },
      { shape: stroke('Bottom', place), paint: target, target: 2 },
    ]);
  },
});
