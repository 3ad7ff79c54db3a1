import type { Arrangement } from '../../agents/index.ts';

/** A mask over the sensory field, in rows and columns of its own. */
export interface Mask {
  readonly rows: number;
  readonly columns: number;
  /** Row by row; nonzero hides. */
  readonly mask: Uint8Array;
}

/** Which sensory units a mask hides: the mask is stretched over the field, each unit takes the nearest entry. */
export function hiddenUnits(mask: Mask, arrangement: Arrangement): Uint8Array {
  const { gridRows, gridColumns, rows, columns } = arrangement;
  const height = gridRows * rows;
  const width = gridColumns * columns;
  return Uint8Array.from({ length: height * width }, (_, unit) => {
    const column = unit % columns;
    const row = Math.floor(unit / columns) % rows;
    const block = Math.floor(unit / (columns * rows));
    const y = Math.floor(block / gridColumns) * rows + row;
    const x = (block % gridColumns) * columns + column;
    const maskRow = Math.floor(((y + 0.5) / height) * mask.rows);
    const maskColumn = Math.floor(((x + 0.5) / width) * mask.columns);
    return (mask.mask[maskRow * mask.columns + maskColumn] ?? 0) === 0 ? 0 : 1;
  });
}
