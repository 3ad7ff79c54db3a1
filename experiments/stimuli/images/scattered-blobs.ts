import { REFERENCES } from '../../../agents/index.ts';
import { countEntry, degreesEntry, numberEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

/** Beyond so many standard deviations a blob is not drawn. */
const REACH = 4;

export default defineStimulus({
  name: 'scattered-blobs',
  summary: 'Gaussian blobs at random places, lighter and darker than the mid-grey between them.',
  sources: [REFERENCES.makowski2021],
  equivalent: 'pyllusion.image_blobs',
  antiAliasing: 'exact',
  parameters: {
    count: countEntry(60, [0, 5000], 'Number of blobs.'),
    smallest: degreesEntry(0.15, 'Smallest standard deviation.', [0.01, 20]),
    largest: degreesEntry(0.6, 'Largest standard deviation.', [0.01, 20]),
    dark: numberEntry('1', 0.5, [0, 1], 'Share of the blobs that are dark.'),
    contrast: numberEntry('1', 1, [0, 1], 'Range of luminance, as a part of black to white.'),
  },
  render: (
    { shape: [rows, columns], pixelsPerDegree: [vertical, horizontal] },
    { count, smallest, largest, dark, contrast },
    random,
  ) => {
    const sum = new Float64Array(rows * columns);
    for (let blob = 0; blob < count; blob++) {
      const x = random.uniform() * columns;
      const y = random.uniform() * rows;
      const sigma = smallest + Math.max(0, largest - smallest) * random.uniform();
      const sign = random.uniform() < dark ? -1 : 1;
      const [wide, tall] = [REACH * sigma * horizontal, REACH * sigma * vertical];
      const right = Math.min(columns, x + wide);
      const bottom = Math.min(rows, y + tall);
      for (let row = Math.max(0, Math.floor(y - tall)); row < bottom; row++) {
        for (let column = Math.max(0, Math.floor(x - wide)); column < right; column++) {
          const across = (column + 0.5 - x) / horizontal;
          const down = (row + 0.5 - y) / vertical;
          sum[row * columns + column]! +=
            sign * Math.exp(-(across * across + down * down) / (2 * sigma * sigma));
        }
      }
    }
    const most = sum.reduce((size, value) => Math.max(size, Math.abs(value)), 1e-12);
    return {
      rows,
      columns,
      pixels: sum.map((value) => 0.5 + (0.5 * contrast * value) / most),
      masks: { darkMask: Uint16Array.from(sum, (value) => (value < 0 ? 1 : 0)) },
    };
  },
});
