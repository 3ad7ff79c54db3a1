import { HelmholtzError, type ParameterTable } from '../../agents/index.ts';
import type { Resolution, ResolutionRequest } from '../resolution.ts';
import type { AntiAliasing, Drawn, Masks, WholeDrawing } from '../stimulus.ts';

/** A drawing with the table of its parameters: what stimuli and presets of the same family share. */
export interface Drawer<Table extends ParameterTable> extends WholeDrawing<Table> {
  readonly parameters: Table;
  readonly resolution?: ResolutionRequest;
  readonly antiAliasing?: AntiAliasing;
}

/** Declares a {@link Drawer}; inside, the parameters have the types of its own table. */
export function defineDrawer<const Table extends ParameterTable>(
  drawer: Drawer<Table>,
): Drawer<Table> {
  return drawer;
}

/** Pixels of a size with masks, as a drawing. */
export function drawn(
  { shape: [rows, columns] }: Pick<Resolution, 'shape'>,
  pixels: Float64Array,
  masks: Masks = {},
  resolved?: NonNullable<Drawn['resolved']>,
): Drawn {
  return { rows, columns, pixels, masks, ...(resolved === undefined ? {} : { resolved }) };
}

/** A uniform field. */
export function uniformField(
  { shape: [rows, columns] }: Resolution,
  luminance: number,
): Float64Array {
  return new Float64Array(rows * columns).fill(luminance);
}

/** An error about a parameter that fits its range and yet cannot be drawn. */
export function impossible(place: string, expected: string, got: number | string): HelmholtzError {
  return new HelmholtzError('parameter-out-of-range', `${place}: expected ${expected}; got ${got}`);
}
