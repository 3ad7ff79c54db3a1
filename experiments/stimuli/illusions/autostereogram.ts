import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'autostereogram',
  summary:
    'A repeated random pattern whose shifts carry a shape in depth for eyes that look behind the page.',
  sources: [REFERENCES.tylerClarke1990],
  equivalent: 'pyllusion.Autostereogram',
  antiAliasing: 'none',
  parameters: {
    repetitions: countEntry(14, [2, 60], 'How often the pattern is repeated over the width.'),
    depth: numberEntry(
      'strip',
      0.2,
      [-0.9, 0.9],
      'Largest shift of the pattern, in widths of one repetition.',
    ),
    shape: {
      kind: 'choice',
      default: 'disc',
      choices: ['disc', 'square', 'ramp', 'flat'],
      meaning: 'What lies in front; flat is the control.',
    },
    size: degreesEntry(2, 'Half of the size of the shape.', [0.1, 20]),
  },
  render: (
    { shape: [rows, columns], pixelsPerDegree: [vertical, horizontal] },
    stereogram,
    random,
  ) => {
    const { repetitions, depth, shape, size } = stereogram;
    const strip = Math.max(1, Math.floor(columns / repetitions));
    const pixels = new Float32Array(rows * columns);
    const depthMask = new Uint16Array(rows * columns);
    const height = (x: number, y: number): number => {
      if (shape === 'disc') return Math.hypot(x, y) < size ? 1 : 0;
      if (shape === 'square') return Math.max(Math.abs(x), Math.abs(y)) < size ? 1 : 0;
      return shape === 'ramp' ? Math.min(1, Math.max(0, 0.5 + x / (2 * size))) : 0;
    };
    for (let row = 0; row < rows; row++) {
      const y = -(row + 0.5 - rows / 2) / vertical;
      for (let column = 0; column < columns; column++) {
        const index = row * columns + column;
        const near = height((column + 0.5 - columns / 2) / horizontal, y);
        if (near > 0) depthMask[index] = Math.round(near * 100);
        const source = Math.trunc(column - strip + near * depth * strip);
        pixels[index] =
          column < strip
            ? random.uniform()
            : pixels[row * columns + Math.min(column - 1, Math.max(0, source))]!;
      }
    }
    return { rows, columns, pixels, masks: { depthMask } };
  },
});
