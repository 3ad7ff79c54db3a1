import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, knobEntries } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { box } from '../../drawing/shapes.ts';
import { toPyllusion } from '../../drawing/pyllusion/adapter.ts';
import { white } from '../../drawing/pyllusion/grey-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'white-strips-illusion',
  summary:
    'Equal greys in light and in dark strips do not look equal: each takes after its neighbours.',
  sources: [REFERENCES.white1979, REFERENCES.makowski2021],
  equivalent: 'pyllusion.White',
  illusion: 'luminance',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('luminance', {
      strength: 1,
      strengthRange: [-1, 1],
      differenceRange: [-1, 1],
      strengthMeaning:
        'Luminance of the strips of the right patches minus that of the strips of the left ones, which makes the left patches look lighter.',
      differenceMeaning: 'Luminance of the left patches minus that of the right ones.',
    }),
    strips: countEntry(9, [3, 99], 'Number of strips.'),
    unit: degreesEntry(
      4,
      'Degrees per unit of Pyllusion, half of the height of its picture.',
      [0.1, 20],
    ),
  },
  render: (resolution, parameters) => {
    const { unit, strips } = parameters;
    const place = white({ ...toPyllusion('White', parameters), stripsN: strips });
    const height = place.Target_Height * unit;
    const limited = (value: number): number => Math.min(1, Math.max(0, value));
    const patch =
      (x: number, width: number, paint: number, target?: number) =>
      (y: number): Figure => ({
        shape: box({ x: x * unit, y: y * unit }, width * unit, height),
        paint: limited(paint),
        ...(target === undefined ? {} : { target }),
      });
    return paintFigures(resolution, limited(place.Background1), [
      ...place.Target2_y.map(patch(0, 4, place.Background2)),
      ...place.Target1_y.map(patch(-0.5, 0.5, place.Target1, 1)),
      ...place.Target2_y.map(patch(0.5, 0.5, place.Target2, 2)),
    ]);
  },
});
