import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { contrast } from '../../drawing/pyllusion/grey-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'contrast-illusion',
  summary: 'Two equal grey rectangles on grounds of different grey do not look equal.',
  sources: [REFERENCES.heinemann1955, REFERENCES.makowski2021],
  equivalent: 'pyllusion.Contrast',
  illusion: 'luminance',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('luminance', {
      strength: 0.5,
      strengthRange: [-1, 1],
      differenceRange: [-1, 1],
      strengthMeaning:
        'Luminance of the lower ground minus that of the upper one, which makes the upper rectangle look lighter.',
      differenceMeaning: 'Luminance of the upper rectangle minus that of the lower one.',
    }),
    unit: degreesEntry(
      4,
      'Degrees per unit of Pyllusion, half of the height of its picture.',
      [0.1, 20],
    ),
  },
  render: (resolution, parameters) => {
    const { unit } = parameters;
    const grey = contrast(toPyllusion('Contrast', parameters));
    const limited = (value: number): number => Math.min(1, Math.max(0, value));
    return paintFigures(
      resolution,
      (_, y) => limited(y > 0 ? grey.Background_Top : grey.Background_Bottom),
      [
        {
          shape: box({ x: 0, y: unit / 2 }, unit, unit / 2),
          paint: grey.Rectangle_Top,
          target: 1,
        },
        {
          shape: box({ x: 0, y: -unit / 2 }, unit, unit / 2),
          paint: grey.Rectangle_Bottom,
          target: 2,
        },
      ] satisfies Figure[],
    );
  },
});
