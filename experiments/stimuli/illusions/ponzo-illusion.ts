import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { line } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { ponzo } from '../../drawing/pyllusion/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'ponzo-illusion',
  summary: 'Two equal lines between lines that converge do not look equal.',
  sources: [REFERENCES.makowski2021, REFERENCES.ponzo1912],
  equivalent: 'pyllusion.Ponzo',
  illusion: 'length',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries(
      'degree',
      {
        strength: 20,
        strengthRange: [-44, 44],
        differenceRange: [-1, 1],
        strengthMeaning:
          'Tilt of the side lines; positive: they converge at the top, and the upper line looks longer.',
        differenceMeaning:
          'Length of the longer line relative to the shorter, minus 1; positive: the upper one.',
      },
      'ratio',
    ),
    size: numberEntry('unit', 0.5, [0.05, 1], 'Length of the shorter line.'),
    distance: numberEntry('unit', 1, [0.1, 2], 'Distance of the lines.'),
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
    const { unit, lineWidth, ground, context, target, size, distance } = parameters;
    const place = ponzo({ ...toPyllusion('Ponzo', parameters), sizeMin: size, distance });
    const stroke = (from: string, values: Readonly<Record<string, unknown>>) => {
      const at = (name: string): number => Number(values[`${from}_${name}`]) * unit;
      return line({ x: at('x1'), y: at('y1') }, { x: at('x2'), y: at('y2') }, lineWidth);
    };
    return paintFigures(resolution, ground, [
      { shape: stroke('Left', place), paint: context, masks: { contextMask: 1 } },
      { shape: stroke('Right', place), paint: context, masks: { contextMask: 2 } },
      { shape: stroke('Top', place), paint: target, target: 1 },
      { shape: stroke('Bottom', place), paint: target, target: 2 },
    ] satisfies Figure[]);
  },
});
