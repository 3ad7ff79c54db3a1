import type { Picture } from '../../agents/index.ts';
import { type ColouredPicture, onPlanes } from '../colour.ts';

/** How tiles are laid out and drawn. */
export interface ContactSheetOptions {
  /** Tiles side by side. Default: as many as make the sheet nearly square. */
  readonly columns?: number;
  /** Pixels between tiles and around them. Default 1. */
  readonly gap?: number;
  /** Side of the square that is drawn for one pixel of a tile. Default 1. */
  readonly zoom?: number;
  /**
   * `luminance`: tiles hold luminance 0..1. `signed`: tiles hold signed weights, such as receptive fields; in each, 0
   * becomes mid-grey and its own largest absolute weight white or black. Default `luminance`.
   */
  readonly scale?: 'luminance' | 'signed';
}

/**
 * Many small pictures of one size as one picture, row by row on mid-grey; in colours if one of them has colours.
 *
 * @throws {RangeError} if there is no tile or sizes differ.
 */
export function contactSheet(
  tiles: readonly ColouredPicture[],
  options: ContactSheetOptions = {},
): ColouredPicture {
  return onPlanes(tiles, (planes) => laidOut(planes, options));
}

function laidOut(
  tiles: readonly Picture[],
  {
    columns = Math.ceil(Math.sqrt(tiles.length)),
    gap = 1,
    zoom = 1,
    scale = 'luminance',
  }: ContactSheetOptions,
): Picture {
  const [first] = tiles;
  if (first === undefined)
    throw new RangeError('contactSheet: expected at least one tile; got none');
  const odd = tiles.find((tile) => tile.rows !== first.rows || tile.columns !== first.columns);
  if (odd !== undefined) {
    throw new RangeError(
      `contactSheet: expected tiles of ${first.rows} x ${first.columns}; got ${odd.rows} x ${odd.columns}`,
    );
  }
  const height = first.rows * zoom;
  const width = first.columns * zoom;
  const sheetRows = Math.ceil(tiles.length / columns) * (height + gap) + gap;
  const sheetColumns = columns * (width + gap) + gap;
  const pixels = new Float32Array(sheetRows * sheetColumns).fill(0.5);
  for (const [index, tile] of tiles.entries()) {
    const top = gap + Math.floor(index / columns) * (height + gap);
    const left = gap + (index % columns) * (width + gap);
    const shown = scale === 'signed' ? greyOfSigned(tile.pixels) : tile.pixels;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        pixels[(top + row) * sheetColumns + left + column] =
          shown[Math.floor(row / zoom) * tile.columns + Math.floor(column / zoom)]!;
      }
    }
  }
  return { rows: sheetRows, columns: sheetColumns, pixels };
}

function greyOfSigned(weights: Float32Array): Float32Array {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  return weights.map((weight) => (largest === 0 ? 0.5 : 0.5 + weight / (2 * largest)));
}
