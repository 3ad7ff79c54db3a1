import { REFERENCES } from '../../../agents/index.ts';
import { contrastEntry, degreesEntry, numberEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { turnedAxes } from '../../drawing/plane.ts';
import { disc } from '../../drawing/shapes.ts';
import { inSequence, shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'masked-gabor',
  summary: 'A Gabor with a noise mask before it, after it, or both.',
  sources: [REFERENCES.breitmeyerGanz1976],
  antiAliasing: 'exact',
  parameters: {
    orientation: numberEntry(
      'degree',
      45,
      [0, 180],
      'Direction of the stripes, counter-clockwise from horizontal.',
    ),
    frequency: numberEntry('cycles/degree', 2, [0.1, 30], 'Spatial frequency.'),
    contrast: contrastEntry(0.6, 'Contrast of the Gabor.'),
    sigma: degreesEntry(0.8, 'Standard deviation of its window.', [0.05, 10]),
    masking: {
      kind: 'choice',
      default: 'backward',
      choices: ['none', 'forward', 'backward', 'both'],
      meaning: 'When the mask is shown; none is the control.',
    },
    shown: secondsEntry(0.05, 'How long the Gabor is shown.', [0.001, 5]),
    maskShown: secondsEntry(0.1, 'How long each mask is shown.', [0.001, 5]),
    isi: secondsEntry(0.03, 'Blank time between Gabor and mask.', [0, 5]),
    lead: secondsEntry(0.3, 'Blank time at the beginning and at the end.', [0, 10]),
    maskContrast: contrastEntry(1, 'Contrast of the noise of the mask.'),
    check: degreesEntry(0.2, 'Side of the squares of the noise.', [0.1, 5]),
  },
  duration: ({ lead, shown, maskShown, isi, masking }) =>
    2 * lead + shown + (masking === 'both' ? 2 : masking === 'none' ? 0 : 1) * (maskShown + isi),
  frames: (resolution, masked, random, timing) => {
    const { masking, isi } = masked;
    const episodes = inSequence(
      'masked-gabor',
      [
        ...(masking === 'forward' || masking === 'both'
          ? [{ content: 'mask', duration: masked.maskShown }]
          : []),
        { content: 'gabor', duration: masked.shown, after: { isi } },
        ...(masking === 'backward' || masking === 'both'
          ? [{ content: 'mask', duration: masked.maskShown, after: { isi } }]
          : []),
      ],
      { start: masked.lead },
    );
    const [height, width] = resolution.visualSize;
    const across = Math.ceil(width / masked.check) + 1;
    const greys = Array.from(
      { length: across * (Math.ceil(height / masked.check) + 1) },
      () => 0.5 + masked.maskContrast * (random.uniform() - 0.5),
    );
    const noise = (x: number, y: number): number =>
      greys[
        Math.floor((y + height / 2) / masked.check) * across +
          Math.floor((x + width / 2) / masked.check)
      ] ?? 0.5;
    const gabor = (x: number, y: number): number =>
      0.5 +
      0.5 *
        masked.contrast *
        Math.exp(-(x * x + y * y) / (2 * masked.sigma ** 2)) *
        Math.cos(2 * Math.PI * masked.frequency * turnedAxes(x, y, masked.orientation).y);
    const reach = 3 * masked.sigma;
    return drawnFrames(timing, (time) =>
      paintFigures(
        resolution,
        0.5,
        episodes.flatMap((episode): Figure[] =>
          shareAt(time, episode) === 0
            ? []
            : [
                {
                  shape: disc(0, 0, reach),
                  paint: episode.content === 'gabor' ? gabor : noise,
                  target: episode.content === 'gabor' ? 1 : 2,
                },
              ],
        ),
      ),
    );
  },
});
