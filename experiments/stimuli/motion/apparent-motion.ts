import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { inSequence, shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'apparent-motion',
  summary:
    'Two discs shown in turn seem to be one that moves; without a gap in time they are two, with a long one too.',
  sources: [REFERENCES.pantlePicciano1976],
  antiAliasing: 'exact',
  parameters: {
    distance: degreesEntry(3, 'Distance of the two places.', [0.1, 20]),
    radius: degreesEntry(0.5, 'Radius of the disc.', [0.05, 5]),
    shown: secondsEntry(0.15, 'How long each disc is shown.', [0.005, 5]),
    isi: secondsEntry(0.05, 'From the end of one to the onset of the other.', [0, 5]),
    cycles: countEntry(2, [1, 50], 'How often both are shown.'),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  duration: ({ shown, isi, cycles }) => 2 * cycles * (shown + isi),
  frames: (resolution, { distance, radius, shown, isi, cycles, figure, ground }, _, timing) => {
    const episodes = inSequence(
      'apparent-motion',
      Array.from({ length: 2 * cycles }, (_unused, index) => ({
        content: index % 2,
        duration: shown,
        after: { isi },
      })),
    );
    return drawnFrames(timing, (time) =>
      paintFigures(
        resolution,
        ground,
        episodes.flatMap((episode): Figure[] =>
          shareAt(time, episode) > 0
            ? [
                {
                  shape: disc((episode.content - 0.5) * distance, 0, radius),
                  paint: figure,
                  target: episode.content + 1,
                },
              ]
            : [],
        ),
      ),
    );
  },
});
