import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { line } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { muellerLyer } from '../../drawing/pyllusion/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mueller-lyer-illusion',
  summary:
    'Two equal lines, one with fins that point outwards and one with fins that point inwards, do not look equal.',
  sources: [REFERENCES.muellerLyer1889, REFERENCES.makowski2021],
  equivalent: 'pyllusion.MullerLyer',
  illusion: 'length',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries(
      'degree',
      {
        strength: 30,
        strengthRange: [-89, 89],
        differenceRange: [-1, 1],
        strengthMeaning:
          'Angle of the fins from vertical; positive makes the upper line look longer.',
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
    const place = muellerLyer({
      ...toPyllusion('MullerLyer', parameters),
      sizeMin: size,
      distance,
    });
    const pointOf = (
      values: Readonly<Record<string, unknown>>,
      name: string,
      end: number,
    ): { x: number; y: number } => ({
      x: Number(values[`${name}_x${end}`]) * unit,
      y: Number(values[`${name}_y${end}`]) * unit,
    });
    const stroke = (values: Readonly<Record<string, unknown>>, name: string) =>
      line(pointOf(values, name, 1), pointOf(values, name, 2), lineWidth);
    const fins = ['Top', 'Bottom'].flatMap((which, index) =>
      ['Left1', 'Left2', 'Right1', 'Right2'].map((end): Figure => ({
        shape: stroke(place.fins, `Distractor_${which}${end}`),
        paint: context,
        masks: { contextMask: index + 1 },
      })),
    );
    const lines = ['Top', 'Bottom'].map((which, index): Figure => ({
      shape: stroke(place, which),
      paint: target,
      target: index + 1,
    }));
    return paintFigures(resolution, ground, [...fins, ...lines]);
  },
});
