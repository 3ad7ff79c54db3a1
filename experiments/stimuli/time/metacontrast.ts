import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { circleLine, disc } from '../../drawing/shapes.ts';
import { shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'metacontrast',
  summary:
    'A disc and then a ring around it, whose edges touch: at medium delays the disc is not seen.',
  sources: [REFERENCES.breitmeyerGanz1976],
  antiAliasing: 'exact',
  parameters: {
    soa: secondsEntry(
      0.06,
      'From the onset of the disc to the onset of the ring; negative masks forwards (paracontrast).',
      [-1, 1],
    ),
    shown: secondsEntry(0.034, 'How long the disc (target 1) is shown.', [0.001, 2]),
    maskShown: secondsEntry(0.034, 'How long the ring (target 2) is shown.', [0.001, 2]),
    lead: secondsEntry(0.5, 'Blank time before the first of both.', [0, 10]),
    radius: degreesEntry(0.8, 'Radius of the disc.', [0.05, 10]),
    ringWidth: degreesEntry(0.5, 'Width of the ring; 0 is the control.', [0, 10]),
    gap: degreesEntry(0, 'Distance of their edges.', [0, 5]),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  duration: ({ lead, soa, shown, maskShown }) =>
    lead + Math.max(shown, maskShown) + Math.abs(soa) + 0.5,
  frames: (resolution, masked, _, timing) => {
    const disc1 = { onset: masked.lead + Math.max(0, -masked.soa), duration: masked.shown };
    const ring = { onset: masked.lead + Math.max(0, masked.soa), duration: masked.maskShown };
    const { radius, ringWidth, gap } = masked;
    return drawnFrames(timing, (time) =>
      paintFigures(resolution, masked.ground, [
        ...(shareAt(time, disc1) > 0
          ? [{ shape: disc(0, 0, radius), paint: masked.figure, target: 1 }]
          : []),
        ...(ringWidth > 0 && shareAt(time, ring) > 0
          ? [
              {
                shape: circleLine(0, 0, radius + gap + ringWidth / 2, ringWidth),
                paint: masked.figure,
                target: 2,
              },
            ]
          : []),
      ] satisfies Figure[]),
    );
  },
});
