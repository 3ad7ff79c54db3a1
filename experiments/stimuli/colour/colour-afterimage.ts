import { REFERENCES } from '../../../agents/index.ts';
import {
  chromaKnobs,
  degreesEntry,
  hueEntry,
  luminanceEntry,
  secondsEntry,
} from '../../drawing/entries.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { huedLight } from '../../drawing/hued-light.ts';
import { type ColouredFigure, paintColours } from '../../drawing/paint-colours.ts';
import { disc } from '../../drawing/shapes.ts';
import { inSequence, shareAt } from '../../drawing/time-course.ts';
import { defineStimulus } from '../../stimulus.ts';

/** Size of the dot to be looked at, degrees. */
const FIXATION = 0.08;

export default defineStimulus({
  name: 'colour-afterimage',
  summary:
    'After long looking at two discs of opposite hue, two equal grey discs in their places look tinged with the other hue.',
  sources: [REFERENCES.zaidi2012],
  illusion: 'colour',
  antiAliasing: 'exact',
  parameters: {
    ...chromaKnobs({
      strength: 80,
      strengthMeaning:
        'Chroma of the right adapting disc minus that of the left one, along the hue, which draws the left test disc towards the hue.',
      differenceMeaning: 'Chroma of the left test disc minus that of the right one, along the hue.',
    }),
    hue: hueEntry(0),
    luminance: luminanceEntry(0.5, 'Luminance of everything but the dot to be looked at.'),
    adapting: secondsEntry(10, 'How long the adapting discs are shown.'),
    testing: secondsEntry(2, 'How long the test discs are shown.', [0.01, 60]),
    radius: degreesEntry(1, 'Radius of the discs.', [0.1, 20]),
    distance: degreesEntry(4, 'Distance of their middles.', [0, 40]),
  },
  duration: ({ adapting, testing }) => adapting + testing,
  frames: (resolution, after, _, timing) => {
    const { strength, difference, hue, luminance, radius, distance } = after;
    const grey = { red: luminance, green: luminance, blue: luminance };
    const dot: ColouredFigure = {
      shape: disc(0, 0, FIXATION),
      light: { red: 0, green: 0, blue: 0 },
      masks: { fixationMask: 1 },
    };
    const discs = (
      place: string,
      chroma: number,
      regions: (number: number) => Pick<ColouredFigure, 'target' | 'masks'>,
    ): ColouredFigure[] =>
      [-1, 1].map((sign, index) => ({
        shape: disc((sign * distance) / 2, 0, radius),
        light: huedLight(`colour-afterimage, half of ${place}`, {
          luminance,
          chroma: (sign * chroma) / 2,
          hue,
        }),
        ...regions(index + 1),
      }));
    const episodes = inSequence('colour-afterimage', [
      {
        content: paintColours(resolution, grey, [
          ...discs('strength', strength, (number) => ({ masks: { adaptationMask: number } })),
          dot,
        ]),
        duration: after.adapting,
      },
      {
        content: paintColours(resolution, grey, [
          ...discs('difference', -difference, (target) => ({ target })),
          dot,
        ]),
        duration: after.testing,
      },
    ]);
    const [, last] = episodes;
    return drawnFrames(
      timing,
      (time) => (episodes.find((episode) => shareAt(time, episode) > 0) ?? last!).content,
    );
  },
});
