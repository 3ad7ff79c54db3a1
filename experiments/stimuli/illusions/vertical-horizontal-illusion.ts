import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { line } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { verticalHorizontal } from '../../drawing/pyllusion/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'vertical-horizontal-illusion',
  summary: 'A steep line looks longer than a level one of the same length.',
  sources: [REFERENCES.oppel1855, REFERENCES.makowski2021],
  equivalent: 'pyllusion.VerticalHorizontal',
  illusion: 'length',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries(
      'degree',
      {
        strength: 90,
        strengthRange: [-90, 90],
        differenceRange: [-1, 1],
        strengthMeaning:
          'Tilt of the steeper line from horizontal; positive: the left line, which then looks longer.',
        differenceMeaning:
          'Length of the longer line relative to the shorter, minus 1; positive: the left one.',
      },
      'ratio',
    ),
    size: numberEntry('unit', 0.5, [0.05, 1], 'Length of the shorter line.'),
    unit: degreesEntry(
      4,
      'Degrees per unit of Pyllusion, half of the height of its picture.',
      [0.1, 20],
    ),
    lineWidth: degreesEntry(0.13, 'Width of the lines.', [0.01, 5]),
    ground: luminanceEntry(1, 'Luminance of the ground.'),
    target: luminanceEntry(0.5, 'Luminance of the targets.'),
  },
  render: (resolution, parameters) => {
    const { unit, lineWidth, ground, target, size } = parameters;
    const place = verticalHorizontal({
      ...toPyllusion('VerticalHorizontal', parameters),
      sizeMin: size,
    });
    const stroke = (from: string, values: Readonly<Record<string, unknown>>) => {
      const at = (name: string): number => Number(values[`${from}_${name}`]) * unit;
      return line({ x: at('x1'), y: at('y1') }, { x: at('x2'), y: at('y2') }, lineWidth);
    };
    return paintFigures(resolution, ground, [
      { shape: stroke('Left', place), paint: target, target: 1 },
      { shape: stroke('Right', place), paint: target, target: 2 },
    ] satisfies Figure[]);
  },
});
