import { REFERENCES } from '../../../agents/index.ts';
import {
  chromaKnobs,
  countEntry,
  degreesEntry,
  hueEntry,
  luminanceEntry,
} from '../../drawing/entries.ts';
import { huedLight } from '../../drawing/hued-light.ts';
import { type ColouredFigure, paintColours } from '../../drawing/paint-colours.ts';
import { box } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'munker-stripes',
  summary:
    'Equal patches that replace stripes of one hue or of the opposite one do not look equal: each takes after the stripes beside it.',
  sources: [REFERENCES.munker1970, REFERENCES.white1979],
  illusion: 'colour',
  antiAliasing: 'exact',
  parameters: {
    ...chromaKnobs({
      strength: 80,
      strengthMeaning:
        'Chroma of the stripes beside the left patches minus that of the stripes beside the right ones, along the hue.',
      differenceMeaning: 'Chroma of the left patches minus that of the right ones, along the hue.',
    }),
    hue: hueEntry(85),
    luminance: luminanceEntry(0.5, 'Luminance of the patches.'),
    stripeLuminance: luminanceEntry(0.5, 'Luminance of the stripes.'),
    stripe: degreesEntry(0.3, 'Height of a stripe.', [0.02, 20]),
    width: degreesEntry(1.5, 'Width of the patches.'),
    distance: degreesEntry(4, 'Distance of the middles of left and right patches.', [0, 40]),
    patches: countEntry(5, [1, 50], 'Number of patches on each side.'),
  },
  render: (resolution, munker) => {
    const { strength, difference, hue, stripe, width, distance, patches } = munker;
    const stripes = (sign: number) =>
      huedLight('munker-stripes, half of strength', {
        luminance: munker.stripeLuminance,
        chroma: (sign * strength) / 2,
        hue,
      });
    const [height, breadth] = resolution.visualSize;
    // Stripes are counted from the middle upwards; the odd ones have the hue, the others its opposite.
    const most = Math.ceil(height / stripe / 2) + 1;
    const along = stripes(1);
    const odd = Array.from({ length: most }, (_, index) => 2 * index + 1).flatMap((number) =>
      [number, -number].map((place): ColouredFigure => ({
        shape: box({ x: 0, y: place * stripe }, 2 * breadth, stripe),
        light: along,
        masks: { stripesMask: 1 },
      })),
    );
    const first = -2 * Math.floor(patches / 2);
    const sides = [
      { sign: -1, start: first, target: 1 },
      { sign: 1, start: first + 1, target: 2 },
    ].flatMap(({ sign, start, target }) => {
      const light = huedLight('munker-stripes, half of difference', {
        luminance: munker.luminance,
        chroma: (-sign * difference) / 2,
        hue,
      });
      return Array.from({ length: patches }, (_, index): ColouredFigure => ({
        shape: box({ x: (sign * distance) / 2, y: (start + 2 * index) * stripe }, width, stripe),
        light,
        target,
      }));
    });
    return paintColours(resolution, stripes(-1), [...odd, ...sides]);
  },
});
