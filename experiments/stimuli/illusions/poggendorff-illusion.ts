import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box, line } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { poggendorff } from '../../drawing/pyllusion/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'poggendorff-illusion',
  summary: 'Two halves of a straight line that passes behind a bar do not seem to meet.',
  sources: [REFERENCES.zoellner1860, REFERENCES.makowski2021],
  equivalent: 'pyllusion.Poggendorff',
  illusion: 'position',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries(
      'degree',
      {
        strength: 45,
        strengthRange: [-89, 89],
        differenceRange: [-1, 1],
        strengthMeaning:
          'Tilt of the line; positive: it rises to the right, and its right half (target 1) looks too high.',
        differenceMeaning: 'How far the right half lies too high.',
      },
      'unit',
    ),
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
    const { unit, lineWidth, ground, context, target } = parameters;
    const place = poggendorff(toPyllusion('Poggendorff', parameters));
    const stroke = (from: string, values: Readonly<Record<string, unknown>>) => {
      const at = (name: string): number => Number(values[`${from}_${name}`]) * unit;
      return line({ x: at('x1'), y: at('y1') }, { x: at('x2'), y: at('y2') }, lineWidth);
    };
    const { Rectangle_Width: width, Rectangle_Height: height } = place;
    return paintFigures(resolution, ground, [
      { shape: stroke('Right', place), paint: target, target: 1 },
      { shape: stroke('Left', place), paint: target, target: 2 },
      {
        shape: box({ x: 0, y: 0 }, width * unit, height * unit),
        paint: context,
        masks: { contextMask: 1 },
      },
    ] satisfies Figure[]);
  },
});
