import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, luminanceEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { both, box, disc, without } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'amodal-completion',
  summary:
    'A disc partly hidden by a square is seen whole; the bitten disc beside its square is the control.',
  sources: [REFERENCES.pinnaConti2019],
  antiAliasing: 'exact',
  parameters: {
    radius: degreesEntry(1.5, 'Radius of the disc.', [0.1, 10]),
    side: degreesEntry(2.2, 'Side of the square.', [0.1, 20]),
    overlap: degreesEntry(0.9, 'How far the square lies over the disc.', [0, 10]),
    arrangement: {
      kind: 'choice',
      default: 'hidden',
      choices: ['hidden', 'bitten', 'alone'],
      meaning: 'Square in front; the same disc with the square moved away; no square.',
    },
    disc: luminanceEntry(0.15, 'Luminance of the disc.'),
    square: luminanceEntry(0.85, 'Luminance of the square.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  render: (resolution, { radius, side, overlap, arrangement, disc: dark, square, ground }) => {
    const left = { x: -side / 2 + overlap / 2, y: 0 };
    const centre = { x: left.x + radius - overlap + side / 2, y: -side / 4 };
    const whole = disc(centre.x, centre.y, radius);
    const cover = box(left, side, side);
    const seen = arrangement === 'alone' ? whole : without(whole, cover);
    const away =
      arrangement === 'bitten' ? box({ x: left.x - overlap, y: left.y }, side, side) : cover;
    return paintFigures(resolution, ground, [
      { shape: both(whole, cover), paint: ground, masks: { hiddenMask: 1 } },
      { shape: seen, paint: dark, target: 1 },
      ...(arrangement === 'alone'
        ? [{ shape: both(whole, cover), paint: dark, target: 1 }]
        : [{ shape: away, paint: square, masks: { coverMask: 1 } }]),
    ] satisfies Figure[]);
  },
});
