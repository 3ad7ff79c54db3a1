import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'missing-patch',
  summary: 'A grating with a blank patch: what should fill it in can be predicted from around it.',
  sources: [REFERENCES.ramachandranGregory1991],
  antiAliasing: 'exact',
  parameters: {
    frequency: numberEntry('cycles/degree', 1, [0.05, 30], 'Spatial frequency.'),
    orientation: numberEntry(
      'degree',
      45,
      [0, 180],
      'Direction of the stripes, counter-clockwise from horizontal.',
    ),
    contrast: contrastEntry(0.8, 'Contrast of the grating.'),
    patch: degreesEntry(1, 'Radius of the blank patch (target 1); 0 is the control.', [0, 10]),
  },
  render: (resolution, { frequency, orientation, contrast, patch }) =>
    paintFigures(
      resolution,
      (x, y) =>
        0.5 + 0.5 * contrast * Math.cos(2 * Math.PI * frequency * turnedAxes(x, y, orientation).y),
      patch > 0 ? [{ shape: disc(0, 0, patch), paint: 0.5, target: 1 }] : [],
    ),
});
