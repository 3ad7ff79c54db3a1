import { REFERENCES } from '../../../agents/index.ts';
import { degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { paintFigures } from '../../drawing/paint.ts';
import { box } from '../../drawing/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'cue-pair',
  summary:
    'Two cues of one size: a visual bar and a second, noisier one beside it, for the weighing of cues by reliability.',
  sources: [REFERENCES.ernstBanks2002],
  antiAliasing: 'exact',
  parameters: {
    size: degreesEntry(2, 'Size of what both cues are about.', [0.1, 20]),
    conflict: degreesEntry(
      0,
      'Size that the second cue says minus that which the first says.',
      [-5, 5],
    ),
    noise: numberEntry(
      'luminance',
      0.1,
      [0, 1],
      'Standard deviation of the noise on the first cue.',
    ),
    secondNoise: numberEntry(
      'luminance',
      0.2,
      [0, 1],
      'Standard deviation of the noise on the second cue.',
    ),
    thickness: degreesEntry(0.8, 'Thickness of the bars.', [0.05, 5]),
    distance: degreesEntry(3, 'Distance of the bars, one above the other.', [0.1, 20]),
  },
  render: (resolution, { size, conflict, noise, secondNoise, thickness, distance }, random) => {
    const drawn = paintFigures(resolution, 0.3, [
      {
        shape: box({ x: 0, y: distance / 2 }, Math.max(0, size - conflict / 2), thickness),
        paint: 0.7,
        target: 1,
      },
      {
        shape: box({ x: 0, y: -distance / 2 }, Math.max(0, size + conflict / 2), thickness),
        paint: 0.7,
        target: 2,
      },
    ]);
    const [rows, columns] = resolution.shape;
    const cueMask = new Uint16Array(rows * columns);
    const pixels = drawn.pixels.map((luminance, index) => {
      const isFirst = index < (rows * columns) / 2;
      cueMask[index] = isFirst ? 1 : 2;
      return Math.min(
        1,
        Math.max(0, luminance + (isFirst ? noise : secondNoise) * random.normal()),
      );
    });
    return { rows, columns, pixels, masks: { ...drawn.masks, cueMask } };
  },
});
