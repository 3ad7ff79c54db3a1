import { defineDrawer, drawn } from '../drawer.ts';
import { DOT_COLUMNS, DOT_ROWS, isDot } from '../dot-font.ts';
import { paintedRegions } from '../regions.ts';
import { luminance } from '../table-entries.ts';

/** Lines of text in the middle of the picture, in a dot font whose dots are whole squares of pixels where sizes allow. */
export const text = defineDrawer({
  parameters: {
    text: {
      kind: 'text',
      default: 'Helmholtz',
      maxLength: 500,
      meaning: 'The text; \\n begins a new line.',
    },
    fontsize: {
      kind: 'number',
      default: 36,
      min: 1,
      max: 1000,
      unit: 'px',
      meaning: 'Height of a line, of which seven eighths are the dots of a capital letter.',
    },
    align: {
      kind: 'choice',
      default: 'center',
      choices: ['left', 'center', 'right'],
      meaning: 'How lines of different length are arranged.',
    },
    intensityText: luminance(0, 'text'),
    intensityBackground: luminance(0.5, 'background'),
  },
  render: (resolution, values) => {
    const [rows, columns] = resolution.shape;
    const lines = values.text.replaceAll('\\n', '\n').split('\n');
    const dot = values.fontsize / (DOT_ROWS + 1);
    const widthOf = (line: string): number => line.length * (DOT_COLUMNS + 1) - 1;
    const widest = Math.max(...lines.map(widthOf));
    const top = Math.round((rows - (lines.length * (DOT_ROWS + 1) - 1) * dot) / 2);
    const left = Math.round((columns - widest * dot) / 2);
    const share = { left: 0, center: 0.5, right: 1 }[values.align] ?? 0.5;
    const textMask = new Uint16Array(rows * columns);
    for (let row = Math.max(0, top); row < rows; row++) {
      const down = Math.floor((row + 0.5 - top) / dot);
      const line = lines[Math.floor(down / (DOT_ROWS + 1))];
      const dotRow = down % (DOT_ROWS + 1);
      if (line === undefined || dotRow === DOT_ROWS) continue;
      const start = left + Math.round(share * (widest - widthOf(line)) * dot);
      for (let column = Math.max(0, start); column < columns; column++) {
        const across = Math.floor((column + 0.5 - start) / dot);
        const character = line[Math.floor(across / (DOT_COLUMNS + 1))];
        const dotColumn = across % (DOT_COLUMNS + 1);
        if (character === undefined || dotColumn === DOT_COLUMNS) continue;
        if (isDot(character, dotRow, dotColumn)) textMask[row * columns + column] = 1;
      }
    }
    return drawn(
      resolution,
      paintedRegions(textMask, [values.intensityText], values.intensityBackground),
      { textMask },
    );
  },
});
