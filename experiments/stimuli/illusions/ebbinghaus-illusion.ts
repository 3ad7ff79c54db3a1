import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { ebbinghaus } from '../../drawing/pyllusion/circle-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'ebbinghaus-illusion',
  summary: 'Two equal discs, one among large and one among small discs, do not look equal.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.Ebbinghaus',
  illusion: 'size',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('ratio', {
      strength: 1,
      strengthRange: [-1.9, 1.9],
      differenceRange: [-2, 2],
      strengthMeaning:
        'Twice the area of the larger surrounding discs relative to usual, minus 2; positive raises the left disc in appearance.',
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
    ground: luminanceEntry(1, 'Luminance of the ground.'),
    context: luminanceEntry(0, 'Luminance of what surrounds the targets.'),
    target: luminanceEntry(0.5, 'Luminance of the targets.'),
  },
  render: (resolution, parameters) => {
    const { unit, ground, context, target, size, distance } = parameters;
    const place = ebbinghaus({ ...toPyllusion('Ebbinghaus', parameters), sizeMin: size, distance });
    const figures = (['Left', 'Right'] as const).flatMap((side, index): Figure[] => {
      const x = place[`Position_${side}`];
      const xs = place[`Position_Outer_x_${side}`];
      const ys = place[`Position_Outer_y_${side}`];
      // Pyllusion lays its circles around +-0.5 and moves their mean to the place of the disc.
      const shift = x - xs.reduce((sum, value) => sum + value, 0) / xs.length;
      const radius = (place[`Size_Outer_${side}`] * unit) / 2;
      return [
        ...xs.map((outer, number): Figure => ({
          shape: disc((outer + shift) * unit, (ys[number] ?? 0) * unit, radius),
          paint: context,
          masks: { contextMask: index + 1 },
        })),
        {
          shape: disc(x * unit, 0, (place[`Size_Inner_${side}`] * unit) / 2),
          paint: target,
          target: index + 1,
        },
      ];
    });
    return paintFigures(resolution, ground, figures);
  },
});
