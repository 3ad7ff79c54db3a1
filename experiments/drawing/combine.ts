import {
  HelmholtzError,
  type ParameterTable,
  type ParameterValue,
  type ParameterValues,
  type SidesParameter,
} from '../../agents/index.ts';
import type { Primary } from '../colour.ts';
import type { Pair, Resolution } from '../resolution.ts';
import type { Drawn, Masks } from '../stimulus.ts';
import { defineDrawer, type Drawer } from './drawer.ts';
import { numbersIn } from './regions.ts';

type Pixels = Float32Array | Float64Array | Uint16Array;

/** Every pixel of a drawing and its masks taken from elsewhere. */
function remapped(
  drawing: Drawn,
  [rows, columns]: Pair,
  sourceOf: (row: number, column: number) => number,
): Drawn {
  const map = <Kind extends Pixels>(from: Kind, into: Kind): Kind => {
    for (let row = 0, index = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) into[index++] = from[sourceOf(row, column)]!;
    }
    return into;
  };
  const masks = Object.entries(drawing.masks ?? {}).map(
    ([name, mask]) => [name, map(mask, new Uint16Array(rows * columns))] as const,
  );
  return {
    ...drawing,
    rows,
    columns,
    pixels: map(new Float64Array(drawing.pixels), new Float64Array(rows * columns)),
    ...inColour([drawing], ([plane]) => map(plane!, new Float32Array(rows * columns))),
    masks: Object.fromEntries(masks),
  };
}

/** A drawing turned by a number of quarter turns, counter-clockwise. */
export function rotated(drawing: Drawn, quarterTurns: number): Drawn {
  const { rows, columns } = drawing;
  switch (((quarterTurns % 4) + 4) % 4) {
    case 1:
      return remapped(
        drawing,
        [columns, rows],
        (row, column) => column * columns + columns - 1 - row,
      );
    case 2:
      return remapped(
        drawing,
        [rows, columns],
        (row, column) => (rows - 1 - row) * columns + columns - 1 - column,
      );
    case 3:
      return remapped(
        drawing,
        [columns, rows],
        (row, column) => (rows - 1 - column) * columns + row,
      );
    default:
      return drawing;
  }
}

/** A drawing mirrored left to right, or top to bottom. */
export function flipped(drawing: Drawn, direction: 'across' | 'down'): Drawn {
  const { rows, columns } = drawing;
  return remapped(drawing, [rows, columns], (row, column) =>
    direction === 'across'
      ? row * columns + columns - 1 - column
      : (rows - 1 - row) * columns + column,
  );
}

/** A drawing moved down and to the right by pixels; what leaves on one side comes in on the other. */
export function rolled(drawing: Drawn, [down, across]: Pair): Drawn {
  const { rows, columns } = drawing;
  const wrap = (index: number, count: number): number => ((index % count) + count) % count;
  return remapped(
    drawing,
    [rows, columns],
    (row, column) => wrap(row - down, rows) * columns + wrap(column - across, columns),
  );
}

/** A drawing at another size in pixels, each taken from the nearest old one. */
export function resized(drawing: Drawn, [rows, columns]: Pair): Drawn {
  return remapped(
    drawing,
    [rows, columns],
    (row, column) =>
      Math.floor(((row + 0.5) * drawing.rows) / rows) * drawing.columns +
      Math.floor(((column + 0.5) * drawing.columns) / columns),
  );
}

/** Pixels around a drawing, on each of its sides. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A drawing with a border of one luminance, outside of all masks. */
export function padded(
  drawing: Drawn,
  { top, bottom, left, right }: Padding,
  luminance: number,
): Drawn {
  const rows = drawing.rows + top + bottom;
  const columns = drawing.columns + left + right;
  const place = <Kind extends Pixels>(from: Kind, into: Kind): Kind => {
    for (let row = 0; row < drawing.rows; row++) {
      const line = from.subarray(row * drawing.columns, (row + 1) * drawing.columns);
      into.set(line, (row + top) * columns + left);
    }
    return into;
  };
  const masks = Object.entries(drawing.masks ?? {}).map(
    ([name, mask]) => [name, place(mask, new Uint16Array(rows * columns))] as const,
  );
  return {
    ...drawing,
    rows,
    columns,
    pixels: place(
      new Float64Array(drawing.pixels),
      new Float64Array(rows * columns).fill(luminance),
    ),
    ...inColour([drawing], ([plane]) =>
      place(plane!, new Float32Array(rows * columns).fill(luminance)),
    ),
    masks: Object.fromEntries(masks),
  };
}

/**
 * Drawings side by side or one below the other. Regions of masks with the same name are numbered on, from the first drawing
 * to the last.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` if their sizes do not fit.
 */
export function stacked(drawings: readonly Drawn[], direction: 'across' | 'down'): Drawn {
  const [first] = drawings;
  if (first === undefined) throw new RangeError('stacked: expected at least one drawing; got none');
  const isAcross = direction === 'across';
  for (const { rows, columns } of drawings) {
    if (isAcross ? rows !== first.rows : columns !== first.columns) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `stack: expected drawings of ${isAcross ? `${first.rows} rows` : `${first.columns} columns`}; got ${isAcross ? rows : columns}`,
      );
    }
  }
  const sum = (side: 'rows' | 'columns'): number =>
    drawings.reduce((total, drawing) => total + drawing[side], 0);
  const rows = isAcross ? first.rows : sum('rows');
  const columns = isAcross ? sum('columns') : first.columns;
  const join = <Kind extends Pixels>(parts: readonly Kind[], into: Kind): Kind => {
    let [top, left] = [0, 0];
    drawings.forEach((drawing, part) => {
      for (let row = 0; row < drawing.rows; row++) {
        const line = parts[part]!.subarray(row * drawing.columns, (row + 1) * drawing.columns);
        into.set(line, (top + row) * columns + left);
      }
      if (isAcross) left += drawing.columns;
      else top += drawing.rows;
    });
    return into;
  };
  const names = [...new Set(drawings.flatMap(({ masks = {} }) => Object.keys(masks)))];
  const masks = names.map((name) => {
    let before = 0;
    const parts = drawings.map((drawing) => {
      const mask = drawing.masks?.[name] ?? new Uint16Array(drawing.rows * drawing.columns);
      const offset = before;
      before += numbersIn(mask).at(-1) ?? 0;
      return mask.map((region) => (region === 0 ? 0 : region + offset));
    });
    return [name, join(parts, new Uint16Array(rows * columns))] as const;
  });
  return {
    rows,
    columns,
    pixels: join(
      drawings.map(({ pixels }) => new Float64Array(pixels)),
      new Float64Array(rows * columns),
    ),
    ...inColour(drawings, (planes) => join(planes, new Float32Array(rows * columns))),
    masks: Object.fromEntries(masks),
  };
}

/**
 * Weighted sum of the pixels of drawings of one size and an amount of grey, with the masks of all of them under numbered
 * names.
 */
export function superimposed(
  drawings: readonly Drawn[],
  weights: readonly number[],
  grey = 0,
): Pick<Drawn, 'colour'> & { readonly pixels: Float64Array; readonly masks: Masks } {
  const [first] = drawings;
  if (first === undefined) throw new RangeError('superimposed: expected a drawing; got none');
  const sum = (planes: readonly Drawn['pixels'][]): Float64Array => {
    const total = new Float64Array(first.pixels.length).fill(grey);
    for (const [part, plane] of planes.entries()) {
      const weight = weights[part] ?? 1;
      for (let pixel = 0; pixel < total.length; pixel++) total[pixel]! += weight * plane[pixel]!;
    }
    return total;
  };
  const masks = drawings.flatMap((drawing, part) =>
    Object.entries(drawing.masks ?? {}).map(
      ([name, mask]) => [`${name}${part + 1}`, mask] as const,
    ),
  );
  return {
    pixels: sum(drawings.map(({ pixels }) => pixels)),
    ...inColour(drawings, (planes) => new Float32Array(sum(planes))),
    masks: Object.fromEntries(masks),
  };
}

/** The colours of several drawings made into one, if any of them has colours; what is grey has equal primaries. */
function inColour(
  drawings: readonly Drawn[],
  change: (planes: readonly Float32Array[]) => Float32Array,
): Pick<Drawn, 'colour'> {
  if (!drawings.some(({ colour }) => colour !== undefined)) return {};
  const plane = (primary: Primary): Float32Array =>
    change(drawings.map(({ pixels, colour }) => colour?.[primary] ?? new Float32Array(pixels)));
  return { colour: { red: plane('red'), green: plane('green'), blue: plane('blue') } };
}

/**
 * The left or the right half of a resolution: half of the degrees and of the pixels. Of an odd number of columns one is left
 * out, and samples lie a little further apart.
 */
export function halfOf({ visualSize, pixelsPerDegree, shape }: Resolution): Resolution {
  return {
    pixelsPerDegree,
    shape: [shape[0], Math.floor(shape[1] / 2)],
    visualSize: [visualSize[0], visualSize[1] / 2],
  };
}

/**
 * A stimulus twice, side by side, each on half of the picture; the parameters in `perSide` have a value for each side.
 * Targets and other regions of the right one are numbered on.
 */
export function twoSided<Table extends ParameterTable>(
  one: Drawer<Table>,
  perSide: Readonly<Record<string, readonly [ParameterValue, ParameterValue] | null>>,
): Drawer<ParameterTable> {
  const sides = Object.entries(perSide).map(([name, value]) => {
    const each = one.parameters[name];
    if (each === undefined) throw new RangeError(`two-sided: expected a parameter; got ${name}`);
    const entry: SidesParameter = {
      kind: 'sides',
      each,
      default: value,
      meaning: `${each.meaning.replace(/\.$/, '')}, on the left and on the right.`,
    };
    return [name, entry] as const;
  });
  const parameters = { ...one.parameters, ...Object.fromEntries(sides) };
  const { resolution: usual, antiAliasing = 'none' } = one;
  return defineDrawer<ParameterTable>({
    antiAliasing,
    ...(usual === undefined ? {} : { resolution: usual }),
    parameters,
    render: (resolution, values, random) => {
      const half = halfOf(resolution);
      const draw = (side: 0 | 1): Drawn => {
        const own = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            name in perSide && Array.isArray(value) ? value[side] : value,
          ]),
        );
        // Checked against the table whose entries these are.
        return one.render(half, own as ParameterValues<Table>, random);
      };
      return stacked([draw(0), draw(1)], 'across');
    },
  });
}
