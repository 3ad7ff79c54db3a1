import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, numberEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'pareidolia',
  summary:
    'Blobs of noise at two scales over a faint pattern, in which faces and letters are seen.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.Pareidolia',
  antiAliasing: 'none',
  parameters: {
    coarse: countEntry(10, [0, 2000], 'Number of large blobs.'),
    fine: countEntry(300, [0, 5000], 'Number of small blobs.'),
    coarseSigma: numberEntry(
      '%',
      20,
      [0.5, 50],
      'Standard deviation of large blobs, percent of the width.',
    ),
    fineSigma: numberEntry(
      '%',
      2,
      [0.2, 50],
      'Standard deviation of small blobs, percent of the width.',
    ),
    coarseWeight: numberEntry('1', 2, [0, 100], 'Weight of all large blobs together.'),
    fineWeight: numberEntry('1', 1, [0, 100], 'Weight of all small blobs together.'),
    pattern: {
      kind: 'choice',
      default: 'face',
      choices: ['face', 'none'],
      meaning: 'What lies under the noise; none is the control.',
    },
    alpha: numberEntry('%', 80, [0, 100], 'Share of the noise.'),
  },
  render: ({ shape: [rows, columns] }, { coarse, fine, pattern, alpha, ...blobs }, random) => {
    const noise = new Float64Array(rows * columns);
    const layer = (count: number, percent: number, weight: number): void => {
      const sigma = (percent / 100) * columns;
      const reach = Math.ceil(3 * sigma);
      for (let blob = 0; blob < count; blob++) {
        const x = random.uniform() * columns;
        const y = random.uniform() * rows;
        const height = (weight / count) * (random.uniform() < 0.5 ? -1 : 1);
        for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(rows, y + reach); row++) {
          for (
            let column = Math.max(0, Math.floor(x - reach));
            column < Math.min(columns, x + reach);
            column++
          ) {
            const squared = (column - x) ** 2 + (row - y) ** 2;
            const at = row * columns + column;
            noise[at] = noise[at]! + height * Math.exp(-squared / (2 * sigma * sigma));
          }
        }
      }
    };
    layer(coarse, blobs.coarseSigma, blobs.coarseWeight);
    layer(fine, blobs.fineSigma, blobs.fineWeight);
    const face = (x: number, y: number): number => {
      const eyes = Math.min(Math.hypot(x - 0.2, y - 0.15), Math.hypot(x + 0.2, y - 0.15)) < 0.08;
      const mouth = Math.abs(Math.hypot(x, y + 0.05) - 0.25) < 0.04 && y < -0.15;
      return pattern === 'face' && (eyes || mouth) ? 0 : 1;
    };
    let most = 1e-12;
    for (const value of noise) most = Math.max(most, Math.abs(value));
    const share = alpha / 100;
    const pixels = new Float32Array(rows * columns);
    const patternMask = new Uint16Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column;
        const under = face((column + 0.5) / columns - 0.5, 0.5 - (row + 0.5) / rows);
        if (under === 0) patternMask[at] = 1;
        pixels[at] = share * (0.5 + (0.5 * noise[at]!) / most) + (1 - share) * under;
      }
    }
    return { rows, columns, pixels, masks: { patternMask } };
  },
});
