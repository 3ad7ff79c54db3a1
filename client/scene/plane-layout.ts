import type { Arrangement } from '../../protocol/index.ts';

/** Where every unit of a level lies in its picture. */
export interface PlaneLayout {
  /** Pixels across, gaps between blocks included. */
  readonly width: number;
  readonly height: number;
  /** Unit drawn at pixel `row * width + column`; -1 in a gap. */
  readonly unitAt: Int32Array;
  /** Pixel of each unit. */
  readonly pixelOf: Int32Array;
}

/**
 * Lays the units of a level out as a picture: a grid of blocks, one empty pixel between neighbouring blocks, so that
 * a level of 3 x 3 blocks of 8 x 8 units is a picture of 26 x 26 pixels.
 *
 * A level whose arrangement holds fewer units than it has is widened by rows at the bottom.
 */
export function layOutPlane(arrangement: Arrangement, units: number): PlaneLayout {
  const { gridRows, gridColumns, rows, columns } = arrangement;
  const capacity = gridRows * gridColumns * rows * columns;
  if (capacity < units)
    return layOutPlane({ gridRows: 1, gridColumns: 1, ...wrapped(units) }, units);
  const width = gridColumns * columns + (gridColumns - 1);
  const height = gridRows * rows + (gridRows - 1);
  const unitAt = new Int32Array(width * height).fill(-1);
  const pixelOf = new Int32Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    const column = unit % columns;
    const row = Math.floor(unit / columns) % rows;
    const block = Math.floor(unit / (columns * rows));
    const x = (block % gridColumns) * (columns + 1) + column;
    const y = Math.floor(block / gridColumns) * (rows + 1) + row;
    unitAt[y * width + x] = unit;
    pixelOf[unit] = y * width + x;
  }
  return { width, height, unitAt, pixelOf };
}

/** The nearest to a square that holds so many units. */
function wrapped(units: number): { readonly rows: number; readonly columns: number } {
  const columns = Math.ceil(Math.sqrt(units));
  return { rows: Math.ceil(units / columns), columns };
}
