import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { circleLine, disc } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { delboeuf } from '../../drawing/pyllusion/circle-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'delboeuf-illusion',
  summary: 'Two equal discs, one in a larger circle than the other, do not look equal.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.Delboeuf',
  illusion: 'size',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('ratio', {
      strength: 1,
      strengthRange: [-4, 4],
      differenceRange: [-2, 2],
      strengthMeaning:
        'Area of the larger circle relative to its disc, minus 1; positive raises the left disc in appearance.',
      differenceMeaning:
        'Area of the larger disc relative to the smaller, minus 1; positive: the left one.',
    }),
    size: numberEntry('unit', 0.25, [0.05, 1], 'Diameter of the smaller disc.'),
    distance: numberEntry('unit', 1, [0.1, 2], 'Distance of the centres.'),
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
    const place = delboeuf({ ...toPyllusion('Delboeuf', parameters), sizeMin: size, distance });
    const figures = (['Left', 'Right'] as const).flatMap((side, index): Figure[] => {
      const x = place[`Position_${side}`] * unit;
      return [
        {
          shape: circleLine(x, 0, (place[`Size_Outer_${side}`] * unit) / 2, lineWidth),
          paint: context,
          masks: { contextMask: index + 1 },
        },
        {
          shape: disc(x, 0, (place[`Size_Inner_${side}`] * unit) / 2),
          paint: target,
          target: index + 1,
        },
      ];
    });
    return paintFigures(resolution, ground, figures);
  },
});
