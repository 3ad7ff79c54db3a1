import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, luminanceEntry, secondsEntry } from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { inSequence, shareAt } from '../../drawing/time-course.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'ternus',
  summary:
    'Three discs that jump by one place: one of them leaps over two, or all move together after a longer gap.',
  sources: [REFERENCES.pantlePicciano1976],
  antiAliasing: 'exact',
  parameters: {
    spacing: degreesEntry(1.4, 'Distance of neighbouring discs.', [0.1, 10]),
    radius: degreesEntry(0.45, 'Radius of the discs.', [0.05, 5]),
    shown: secondsEntry(0.2, 'How long each frame is shown.', [0.005, 5]),
    isi: secondsEntry(
      0.05,
      'Blank time between frames: short for element motion, long for group motion.',
      [0, 2],
    ),
    cycles: countEntry(2, [1, 50], 'How often both frames are shown.'),
    figure: luminanceEntry(0.1, 'Luminance of the figure.'),
    ground: luminanceEntry(0.5, 'Luminance of the ground.'),
  },
  duration: ({ shown, isi, cycles }) => 2 * cycles * (shown + isi),
  frames: (resolution, { spacing, radius, shown, isi, cycles, figure, ground }, _, timing) => {
    const episodes = inSequence(
      'ternus',
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
        episodes.flatMap((episode) =>
          shareAt(time, episode) === 0
            ? []
            : [0, 1, 2].map((place): Figure => ({
                shape: disc((place + episode.content - 1.5) * spacing, 0, radius),
                paint: figure,
                masks: { discMask: place + 1 },
              })),
        ),
      ),
    );
  },
});
