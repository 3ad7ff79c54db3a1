import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, knobEntries, luminanceEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { radians } from '../../drawing/plane.ts';
import { box } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'twisted-cord',
  summary:
    'A straight row of slanted strokes (a twisted cord) looks slanted itself: the Fraser illusion.',
  sources: [REFERENCES.fraser1908],
  illusion: 'orientation',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('degree', {
      strength: 15,
      strengthRange: [-45, 45],
      differenceRange: [-20, 20],
      strengthMeaning:
        'Slant of the strokes of the upper row counter-clockwise and of the lower one clockwise; 0 is the control.',
      differenceMeaning: 'Slant of the upper row counter-clockwise and of the lower one clockwise.',
    }),
    strokes: countEntry(16, [2, 100], 'Number of strokes of each row.'),
    length: degreesEntry(0.45, 'Length of a stroke.', [0.02, 5]),
    lineWidth: degreesEntry(0.1, 'Width of a stroke.', [0.01, 5]),
    distance: degreesEntry(1.5, 'Distance of each row from the middle.', [0.1, 10]),
    light: luminanceEntry(1, 'Luminance of every second stroke.'),
    dark: luminanceEntry(0, 'Luminance of the other strokes.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (
    resolution,
    { strength, difference, strokes, length, lineWidth, distance, ...greys },
  ) => {
    const row = (sign: number, target: number): Figure[] =>
      Array.from({ length: strokes }, (_, index): Figure => {
        const along = ((index + 0.5) / strokes - 0.5) * 0.9 * strokes * length;
        const tilt = radians(sign * difference);
        const at = { x: along * Math.cos(tilt), y: sign * distance + along * Math.sin(tilt) };
        return {
          shape: box(at, length, lineWidth, sign * (strength + difference)),
          paint: index % 2 === 0 ? greys.light : greys.dark,
          target,
        };
      });
    return paintFigures(resolution, greys.ground, [...row(1, 1), ...row(-1, 2)]);
  },
});
