import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, knobEntries } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'inclined-middle',
  summary:
    'The middle of a luminance ramp of the ground makes equal discs along it look different.',
  sources: [REFERENCES.inclinedMiddle],
  illusion: 'luminance',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('luminance', {
      strength: 0.8,
      strengthRange: [-1, 1],
      differenceRange: [-1, 1],
      strengthMeaning:
        'Luminance of the right end of the ground minus that of the left end, which makes the left disc look lighter.',
      differenceMeaning: 'Luminance of the left disc minus that of the right one.',
    }),
    radius: degreesEntry(0.6, 'Radius of the discs.', [0.05, 10]),
    distance: degreesEntry(4, 'Distance of their centres.', [0.1, 40]),
  },
  render: (resolution, { strength, difference, radius, distance }) => {
    const width = resolution.visualSize[1];
    return paintFigures(resolution, (x) => 0.5 + (strength * x) / width, [
      { shape: disc(-distance / 2, 0, radius), paint: 0.5 + difference / 2, target: 1 },
      { shape: disc(distance / 2, 0, radius), paint: 0.5 - difference / 2, target: 2 },
    ]);
  },
});
