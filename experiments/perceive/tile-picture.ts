import type { Picture, PictureSize } from '../../agents/index.ts';

/** A picture laid out in fields that touch and do not overlap. */
export interface TiledPicture {
  /** The picture, enlarged by reflection at its right and bottom edges until the fields fit. */
  readonly padded: Picture;
  /** Upper left corners of the fields, row by row. */
  readonly corners: readonly Corner[];
}

/** Position of a field's upper left pixel: x columns from the left, y rows from the top. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/**
 * Lays a picture out in fields. Where they do not fit, it is continued by reflection (the edge itself is not repeated),
 * which adds no edges that are not there.
 */
export function tilePicture(picture: Picture, field: PictureSize): TiledPicture {
  const down = Math.ceil(picture.rows / field.rows);
  const across = Math.ceil(picture.columns / field.columns);
  const padded = padByReflection(picture, down * field.rows, across * field.columns);
  const corners = Array.from({ length: down * across }, (_, index) => ({
    x: (index % across) * field.columns,
    y: Math.floor(index / across) * field.rows,
  }));
  return { padded, corners };
}

/** A picture continued to the right and downwards by mirroring it at its edges, again and again. */
export function padByReflection(picture: Picture, rows: number, columns: number): Picture {
  if (picture.rows === rows && picture.columns === columns) return picture;
  const pixels = Float32Array.from({ length: rows * columns }, (_, index) => {
    const row = reflected(Math.floor(index / columns), picture.rows);
    const column = reflected(index % columns, picture.columns);
    return picture.pixels[row * picture.columns + column]!;
  });
  return { rows, columns, pixels };
}

/** 0 1 2 3 2 1 0 1 ... for a size of 4. */
function reflected(place: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const within = place % period;
  return within < size ? within : period - within;
}
