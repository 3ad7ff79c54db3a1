import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'surround-suppression',
  summary: 'A grating patch in a surround of stripes of the same or another orientation.',
  sources: [REFERENCES.cavanaugh2002],
  antiAliasing: 'exact',
  parameters: {
    frequency: numberEntry(
      'cycles/degree',
      2,
      [0.1, 30],
      'Spatial frequency of centre and surround.',
    ),
    orientation: numberEntry(
      'degree',
      90,
      [0, 180],
      'Direction of the stripes of the centre, counter-clockwise from horizontal.',
    ),
    turn: numberEntry(
      'degree',
      0,
      [-90, 90],
      'Turn of the surround against the centre; 0 suppresses most.',
    ),
    centreContrast: contrastEntry(0.5, 'Contrast of the centre.'),
    surroundContrast: contrastEntry(0.8, 'Contrast of the surround; 0 is the control.'),
    centre: degreesEntry(1, 'Radius of the centre (target 1).', [0.05, 10]),
    gap: degreesEntry(0, 'Width of the blank ring around it.', [0, 5]),
    surround: degreesEntry(3.5, 'Radius of the surround.', [0.1, 20]),
  },
  render: (resolution, patch) => {
    const stripes = (contrast: number, orientation: number) => (x: number, y: number) =>
      0.5 +
      0.5 * contrast * Math.cos(2 * Math.PI * patch.frequency * turnedAxes(x, y, orientation).y);
    return paintFigures(resolution, 0.5, [
      {
        shape: disc(0, 0, patch.surround),
        paint: stripes(patch.surroundContrast, patch.orientation + patch.turn),
        masks: { surroundMask: 1 },
      },
      { shape: disc(0, 0, patch.centre + patch.gap), paint: 0.5 },
      {
        shape: disc(0, 0, patch.centre),
        paint: stripes(patch.centreContrast, patch.orientation),
        target: 1,
      },
    ]);
  },
});
