import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { radians } from '../../drawing/plane.ts';
import { box } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'crowding',
  summary: 'A tilted line among flankers: close ones make its tilt hard to tell.',
  sources: [REFERENCES.pelliTillman2008],
  antiAliasing: 'exact',
  parameters: {
    tilt: numberEntry(
      'degree',
      45,
      [0, 180],
      'Direction of the target line (target 1), counter-clockwise from horizontal.',
    ),
    flankers: countEntry(4, [0, 12], 'Number of flankers; 0 is the control.'),
    distance: degreesEntry(1.2, 'Distance of the flankers from the target.', [0.1, 10]),
    flankerTilt: numberEntry('degree', 135, [0, 180], 'Direction of the flankers.'),
    eccentricity: degreesEntry(
      2,
      'Distance of the target from the fixation cross, to the right.',
      [0, 20],
    ),
    length: degreesEntry(0.8, 'Length of the lines.', [0.05, 5]),
    lineWidth: degreesEntry(0.14, 'Width of the lines.', [0.01, 2]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, crowd) => {
    const {
      tilt,
      flankers,
      distance,
      flankerTilt,
      eccentricity,
      length,
      lineWidth,
      figure,
      ground,
    } = crowd;
    const around = Array.from({ length: flankers }, (_, index): Figure => {
      const angle = radians((index * 360) / flankers);
      return {
        shape: box(
          { x: eccentricity + distance * Math.cos(angle), y: distance * Math.sin(angle) },
          length,
          lineWidth,
          flankerTilt,
        ),
        paint: figure,
        masks: { flankerMask: index + 1 },
      };
    });
    const cross = [0, 90].map((turn): Figure => ({
      shape: box({ x: 0, y: 0 }, 0.4, 0.08, turn),
      paint: figure,
      masks: { fixationMask: 1 },
    }));
    return paintFigures(resolution, ground, [
      ...cross,
      ...around,
      { shape: box({ x: eccentricity, y: 0 }, length, lineWidth, tilt), paint: figure, target: 1 },
    ]);
  },
});
