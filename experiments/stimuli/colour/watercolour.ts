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
import { wavyDisc } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'watercolour',
  summary:
    'A thin fringe inside of a dark wavy contour tinges the whole area that they enclose, though it is as grey as the ground.',
  sources: [REFERENCES.pinna2008, REFERENCES.devinck2006],
  illusion: 'colour',
  antiAliasing: 'exact',
  parameters: {
    ...chromaKnobs({
      strength: 60,
      strengthMeaning:
        'Chroma of the left fringe minus that of the right one, along the hue; each contour has the opposite hue of its fringe.',
      differenceMeaning: 'Chroma of the left area minus that of the right one, along the hue.',
    }),
    hue: hueEntry(35),
    luminance: luminanceEntry(0.8, 'Luminance of the areas and of the ground.'),
    fringeLuminance: luminanceEntry(0.55, 'Luminance of the fringes.'),
    contourLuminance: luminanceEntry(0.15, 'Luminance of the contours.'),
    radius: degreesEntry(1.6, 'Mean radius of the contours.', [0.1, 20]),
    line: degreesEntry(0.1, 'Width of contour and of fringe.', [0.01, 2]),
    waves: countEntry(14, [0, 100], 'Number of waves of a contour.'),
    depth: degreesEntry(0.1, 'How far waves lead inwards and outwards.', [0, 2]),
    distance: degreesEntry(4, 'Distance of the middles of both areas.', [0, 40]),
  },
  render: (resolution, watercolour) => {
    const { strength, difference, hue, luminance, radius, line, waves, depth, distance } =
      watercolour;
    const figures = [-1, 1].flatMap((sign): ColouredFigure[] => {
      const light = (place: string, brightness: number, chroma: number) =>
        huedLight(`watercolour, half of ${place}`, { luminance: brightness, chroma, hue });
      const chroma = (-sign * strength) / 2;
      const shape = (inwards: number) =>
        wavyDisc({ x: (sign * distance) / 2, y: 0 }, Math.max(0, radius - inwards), {
          depth: Math.min(depth, Math.max(0, radius - inwards)),
          waves,
        });
      const number = sign < 0 ? 1 : 2;
      return [
        {
          shape: shape(-line),
          light: light('strength', watercolour.contourLuminance, -chroma),
          masks: { contourMask: number },
        },
        {
          shape: shape(0),
          light: light('strength', watercolour.fringeLuminance, chroma),
          masks: { contourMask: 0, fringeMask: number },
        },
        {
          shape: shape(line),
          light: light('difference', luminance, (-sign * difference) / 2),
          target: number,
          masks: { fringeMask: 0 },
        },
      ];
    });
    const ground = { red: luminance, green: luminance, blue: luminance };
    return paintColours(resolution, ground, figures);
  },
});
