import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, knobEntries, numberEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'tilt-illusion',
  summary: 'A vertical grating in a surround of tilted stripes looks tilted the other way.',
  sources: [REFERENCES.gibsonRadner1937],
  illusion: 'orientation',
  antiAliasing: 'exact',
  parameters: {
    ...knobEntries('degree', {
      strength: 15,
      strengthRange: [-45, 45],
      differenceRange: [-45, 45],
      strengthMeaning:
        'Tilt of the surround clockwise, which makes the centre (target 1) look turned counter-clockwise.',
      differenceMeaning: 'Tilt of the centre, counter-clockwise from vertical.',
    }),
    frequency: numberEntry('cycles/degree', 2, [0.1, 30], 'Spatial frequency of both gratings.'),
    contrast: contrastEntry(0.8, 'Contrast of both gratings.'),
    centre: degreesEntry(1.2, 'Radius of the centre.'),
    surround: degreesEntry(3.5, 'Radius of the surround.'),
  },
  render: (resolution, { strength, difference, frequency, contrast, centre, surround }) => {
    const stripes = (tilt: number) => (x: number, y: number) =>
      0.5 + 0.5 * contrast * Math.cos(2 * Math.PI * frequency * turnedAxes(x, y, tilt).x);
    return paintFigures(resolution, 0.5, [
      { shape: disc(0, 0, surround), paint: stripes(-strength), masks: { surroundMask: 1 } },
      { shape: disc(0, 0, centre), paint: stripes(difference), target: 1 },
    ]);
  },
});
