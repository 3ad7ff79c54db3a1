import { REFERENCES } from '../../../agents/index.ts';
import { drawDeadLeaves, LEAF_SHAPES } from '../../drawing/dead-leaves.ts';
import { impossible } from '../../drawing/drawer.ts';
import { countEntry } from '../../drawing/entries.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mosaic',
  summary: 'Pictures of dead leaves side by side in rows, each another sample.',
  sources: [REFERENCES.makowski2021, REFERENCES.leeMumfordHuang2001],
  equivalent: 'pyllusion.image_mosaic',
  antiAliasing: 'none',
  parameters: {
    down: countEntry(3, [1, 100], 'Number of rows of pictures.'),
    across: countEntry(3, [1, 100], 'Number of pictures in a row.'),
    shape: {
      kind: 'choice',
      default: 'rectangle',
      choices: LEAF_SHAPES,
      meaning: 'Shape of the leaves.',
    },
  },
  render: ({ shape: [rows, columns] }, { down, across, shape }, random) => {
    if (down > rows) throw impossible('down', `at most ${rows} rows of pictures`, down);
    if (across > columns) throw impossible('across', `at most ${columns} pictures`, across);
    const pixels = new Float64Array(rows * columns);
    const pictureMask = new Uint16Array(rows * columns);
    const begin = (index: number, count: number, length: number): number =>
      Math.floor((index * length) / count);
    for (let number = 0; number < down * across; number++) {
      const [row, column] = [Math.floor(number / across), number % across];
      const [top, left] = [begin(row, down, rows), begin(column, across, columns)];
      const tall = begin(row + 1, down, rows) - top;
      const wide = begin(column + 1, across, columns) - left;
      const picture = drawDeadLeaves({
        rows: tall,
        columns: wide,
        shape: LEAF_SHAPES.find((known) => known === shape) ?? 'rectangle',
        smallest: Math.max(1, Math.min(tall, wide) / 30),
        largest: Math.max(1, Math.min(tall, wide) / 3),
        random: random.fork('picture', number),
      });
      picture.pixels.forEach((luminance, index) => {
        const at = (top + Math.floor(index / wide)) * columns + left + (index % wide);
        pixels[at] = luminance;
        pictureMask[at] = number + 1;
      });
    }
    return { rows, columns, pixels, masks: { pictureMask } };
  },
});
