import { REFERENCES } from '../../../agents/index.ts';
import { drawDeadLeaves, LEAF_SHAPES } from '../../drawing/dead-leaves.ts';
import { countEntry, luminanceEntry, numberEntry } from '../../drawing/entries.ts';
import { impossible } from '../../drawing/drawer.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'scrambled',
  summary:
    'A picture of dead leaves whose blocks have changed places; some of them may be left out.',
  sources: [REFERENCES.makowski2021, REFERENCES.leeMumfordHuang2001],
  equivalent: 'pyllusion.image_scramble',
  antiAliasing: 'none',
  parameters: {
    blocks: countEntry(
      8,
      [1, 200],
      'Number of blocks along each side; 1 leaves the picture whole.',
    ),
    omitted: numberEntry('1', 0, [0, 1], 'Share of the blocks that are left out.'),
    shape: {
      kind: 'choice',
      default: 'rectangle',
      choices: LEAF_SHAPES,
      meaning: 'Shape of the leaves.',
    },
    ground: luminanceEntry(0.5, 'Luminance where blocks are left out or do not fit.'),
  },
  render: ({ shape: [rows, columns] }, { blocks, omitted, shape, ground }, random) => {
    const [tall, wide] = [Math.floor(rows / blocks), Math.floor(columns / blocks)];
    if (tall < 1 || wide < 1) {
      throw impossible('blocks', `at most ${Math.min(rows, columns)} blocks`, blocks);
    }
    const whole = drawDeadLeaves({
      rows,
      columns,
      shape: LEAF_SHAPES.find((known) => known === shape) ?? 'rectangle',
      smallest: Math.max(1, Math.min(rows, columns) / 60),
      largest: Math.max(1, Math.min(rows, columns) / 4),
      random: random.fork('picture'),
    });
    const count = blocks * blocks;
    const order = random.fork('order').shuffle(Array.from({ length: count }, (_, block) => block));
    const missing = new Set(
      random
        .fork('omitted')
        .shuffle(Array.from({ length: count }, (_, block) => block))
        .slice(0, Math.round(omitted * count)),
    );
    const pixels = new Float64Array(rows * columns).fill(ground);
    const blockMask = new Uint16Array(rows * columns);
    order.forEach((from, to) => {
      if (missing.has(from)) return;
      for (let row = 0; row < tall; row++) {
        for (let column = 0; column < wide; column++) {
          const at = (block: number): number =>
            (Math.floor(block / blocks) * tall + row) * columns + (block % blocks) * wide + column;
          pixels[at(to)] = whole.pixels[at(from)]!;
          blockMask[at(to)] = from + 1;
        }
      }
    });
    return { rows, columns, pixels, masks: { blockMask } };
  },
});
