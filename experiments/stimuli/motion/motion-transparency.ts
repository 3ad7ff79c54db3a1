import { REFERENCES } from '../../../agents/index.ts';
import {
  countEntry,
  degreesEntry,
  luminanceEntry,
  numberEntry,
  secondsEntry,
} from '../../drawing/entries.ts';
import { type Figure, paintFigures } from '../../drawing/paint.ts';
import { disc } from '../../drawing/shapes.ts';
import { drawnFrames } from '../../drawing/drawn-frames.ts';
import { createDots } from '../../drawing/dots.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'motion-transparency',
  summary:
    'Dots that move in two opposite directions at once, seen as two sheets through each other.',
  sources: [REFERENCES.qian1994, REFERENCES.makowski2021],
  equivalent: 'pyllusion.motiontransparency',
  antiAliasing: 'exact',
  parameters: {
    count: countEntry(150, [1, 5000], 'Number of dots.'),
    direction: numberEntry(
      'degree',
      0,
      [-360, 360],
      'Direction of one half of the dots; the other half moves the other way.',
    ),
    speed: numberEntry('degree/s', 3, [0, 100], 'Speed of dots that move.'),
    life: countEntry(0, [0, 1000], 'Frames after which a dot is put somewhere else; 0 for never.'),
    fieldShape: {
      kind: 'choice',
      default: 'circle',
      choices: ['circle', 'square'],
      meaning: 'Shape of the field.',
    },
    field: degreesEntry(3, 'Radius of the field, or half of its side.', [0.1, 20]),
    dotRadius: degreesEntry(0.08, 'Radius of a dot.', [0.005, 2]),
    dot: luminanceEntry(1, 'Luminance of the dots.'),
    ground: luminanceEntry(0.3, 'Luminance of the ground.'),
    duration: secondsEntry(1, 'How long it lasts.', [0.01, 60]),
  },
  duration: ({ duration }) => duration,
  frames: (resolution, dots, random, timing) => {
    const field = createDots({
      ...dots,
      coherence: 1,
      directions: [dots.direction, dots.direction + 180],
      framesPerSecond: timing.framesPerSecond,
      random,
    });
    return drawnFrames(timing, () => {
      const { places, isSignal } = field.next().value;
      return paintFigures(
        resolution,
        dots.ground,
        places.map(({ x, y }, index): Figure => ({
          shape: disc(x, y, dots.dotRadius),
          paint: dots.dot,
          masks: { dotMask: isSignal[index] === true ? 2 : 1 },
        })),
      );
    });
  },
});
