import { REFERENCES } from '../../../agents/index.ts';
import { chromaKnobs, degreesEntry, hueEntry, luminanceEntry } from '../../drawing/entries.ts';
import { huedLight } from '../../drawing/hued-light.ts';
import { paintColours } from '../../drawing/paint-colours.ts';
import { box, halfPlane } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'chromatic-contrast',
  summary:
    'Two equal grey squares on grounds of opposite hue, all equally light, do not look equal: each takes on the hue that its ground lacks.',
  sources: [REFERENCES.kirschmann1891, REFERENCES.ratnasingamAnderson2017],
  illusion: 'colour',
  antiAliasing: 'exact',
  parameters: {
    ...chromaKnobs({
      strength: 80,
      strengthMeaning:
        'Chroma of the right ground minus that of the left one, along the hue, which draws the left square towards the hue.',
      differenceMeaning: 'Chroma of the left square minus that of the right one, along the hue.',
    }),
    hue: hueEntry(0),
    luminance: luminanceEntry(0.5, 'Luminance of the squares.'),
    groundLuminance: luminanceEntry(
      0.5,
      'Luminance of the grounds; the effect is said to be strongest where it is that of the squares.',
    ),
    side: degreesEntry(1.5, 'Side of the squares.'),
    distance: degreesEntry(4, 'Distance of their centres.', [0, 40]),
  },
  render: (resolution, contrast) => {
    const { strength, difference, hue, luminance, groundLuminance, side, distance } = contrast;
    const ground = (sign: number) =>
      huedLight('chromatic-contrast, half of strength', {
        luminance: groundLuminance,
        chroma: (sign * strength) / 2,
        hue,
      });
    return paintColours(resolution, ground(-1), [
      { shape: halfPlane({ x: 0, y: 0 }, 0), light: ground(1) },
      ...[-1, 1].map((sign) => ({
        shape: box({ x: (sign * distance) / 2, y: 0 }, side, side),
        light: huedLight('chromatic-contrast, half of difference', {
          luminance,
          chroma: (-sign * difference) / 2,
          hue,
        }),
        target: sign < 0 ? 1 : 2,
      })),
    ]);
  },
});
