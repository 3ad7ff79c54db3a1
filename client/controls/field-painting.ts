import type { FieldPixels } from './stimuli.ts';

/** What a brush does. */
export const TOOLS = ['draw', 'erase', 'occlude', 'reveal'] as const;
/** One of {@link TOOLS}. */
export type Tool = (typeof TOOLS)[number];

/** Luminance of an empty field: nothing is lighter or darker than anything else. */
export const EMPTY = 128;

/** A drawing and a mask over an agent's field; both are changed in place by {@link paint}. */
export interface FieldPainting {
  readonly rows: number;
  readonly columns: number;
  /** Luminance 0..255. */
  readonly drawing: Uint8Array;
  /** 1 = hidden. */
  readonly mask: Uint8Array;
}

/** An empty field without anything hidden. */
export function emptyPainting(rows: number, columns: number): FieldPainting {
  return {
    rows,
    columns,
    drawing: new Uint8Array(rows * columns).fill(EMPTY),
    mask: new Uint8Array(rows * columns),
  };
}

/** A dab of the brush: a disc around a pixel. */
export interface Dab {
  readonly tool: Tool;
  readonly row: number;
  readonly column: number;
  /** In pixels; 0 is a single one. */
  readonly radius: number;
  readonly luminance: number;
}

/** Paints one dab. @returns whether it changed the drawing or the mask. */
export function paint(
  { rows, columns, drawing, mask }: FieldPainting,
  { tool, row, column, radius, luminance }: Dab,
): 'drawing' | 'mask' {
  const reach = Math.floor(radius);
  const masks = tool === 'occlude' || tool === 'reveal';
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y += 1) {
    for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x += 1) {
      if (Math.hypot(x - column, y - row) > radius + 0.3) continue;
      const pixel = y * columns + x;
      if (masks) mask[pixel] = tool === 'occlude' ? 1 : 0;
      else drawing[pixel] = tool === 'draw' ? luminance : EMPTY;
    }
  }
  return masks ? 'mask' : 'drawing';
}

/** Hides a rectangle given in shares of the field, and nothing else. */
export function hideRectangle(
  { rows, columns, mask }: FieldPainting,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): void {
  for (let pixel = 0; pixel < mask.length; pixel += 1) {
    const x = ((pixel % columns) + 0.5) / columns;
    const y = (Math.floor(pixel / columns) + 0.5) / rows;
    mask[pixel] = x > left && x < right && y > top && y < bottom ? 1 : 0;
  }
}

/** The drawing as it is sent. */
export function drawingOf({ rows, columns, drawing }: FieldPainting): FieldPixels {
  return { rows, columns, bytes: drawing };
}

/** The mask as it is sent. */
export function maskOf({ rows, columns, mask }: FieldPainting): FieldPixels {
  return { rows, columns, bytes: mask };
}

/** Pixels on the straight line between two pixels, both included, so that a fast stroke has no gaps. */
export function lineBetween(
  from: { readonly row: number; readonly column: number },
  to: { readonly row: number; readonly column: number },
): readonly { readonly row: number; readonly column: number }[] {
  const steps = Math.max(Math.abs(to.row - from.row), Math.abs(to.column - from.column));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = steps === 0 ? 0 : step / steps;
    return {
      row: Math.round(from.row + share * (to.row - from.row)),
      column: Math.round(from.column + share * (to.column - from.column)),
    };
  });
}
