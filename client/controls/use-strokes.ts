import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { type FieldPainting, lineBetween, paint, type Tool } from './field-painting.ts';

/** Brush in hand. */
export interface Brush {
  readonly tool: Tool;
  readonly luminance: number;
  readonly radius: number;
}

/** A pixel of a painting. */
export interface Pixel {
  readonly row: number;
  readonly column: number;
}

/** What a stroke changes: what is seen, or what is hidden. */
export type Painted = 'drawing' | 'mask';

/** Strokes of a brush on a canvas, by pointer or by keys: the cursor, and handlers of the canvas. */
export interface Strokes {
  /** Pixel that keys have moved to; `null` while the canvas has no keyboard focus. */
  readonly cursor: RefObject<Pixel | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/** Paints what pointer and keys ask for: arrows move a cursor, space and enter dab, a pointer draws lines. */
export function useStrokes({
  canvas,
  painting,
  brush,
  redraw,
  onDab,
  onEnd,
}: {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly painting: FieldPainting;
  readonly brush: Brush;
  readonly redraw: () => void;
  /** A part of a stroke has been painted. */
  readonly onDab?: (painted: Painted) => void;
  /** A stroke has ended. */
  readonly onEnd?: (painted: Painted) => void;
}): Strokes {
  const stroke = useRef<Pixel | null>(null);
  const cursor = useRef<Pixel | null>(null);
  const dab = (from: Pixel, to: Pixel): void => {
    let painted: Painted = 'mask';
    for (const pixel of lineBetween(from, to)) painted = paint(painting, { ...brush, ...pixel });
    redraw();
    onDab?.(painted);
  };
  const finish = (): void => {
    if (stroke.current === null) return;
    stroke.current = null;
    onEnd?.(brush.tool === 'draw' ? 'drawing' : 'mask');
  };
  const begin = (pixel: Pixel): void => {
    stroke.current = pixel;
    dab(pixel, pixel);
  };
  const pixelAt = ({ clientX, clientY }: PointerEvent): Pixel => {
    const {
      left = 0,
      top = 0,
      width = 1,
      height = 1,
    } = canvas.current?.getBoundingClientRect() ?? {};
    return {
      row: Math.floor(((clientY - top) / height) * painting.rows),
      column: Math.floor(((clientX - left) / width) * painting.columns),
    };
  };
  return {
    cursor,
    onKeyDown(event) {
      const at = cursor.current ?? {
        row: Math.floor(painting.rows / 2),
        column: Math.floor(painting.columns / 2),
      };
      if (event.key === ' ' || event.key === 'Enter') {
        event.preventDefault();
        begin(at);
        finish();
        return;
      }
      const [down, right] =
        { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
          event.key
        ] ?? [];
      if (down === undefined || right === undefined) return;
      event.preventDefault();
      cursor.current = {
        row: Math.min(painting.rows - 1, Math.max(0, at.row + down)),
        column: Math.min(painting.columns - 1, Math.max(0, at.column + right)),
      };
      redraw();
    },
    onBlur() {
      cursor.current = null;
      redraw();
    },
    onPointerDown(event) {
      canvas.current?.setPointerCapture(event.pointerId);
      begin(pixelAt(event));
    },
    onPointerMove(event) {
      if (stroke.current === null) return;
      const pixel = pixelAt(event);
      dab(stroke.current, pixel);
      stroke.current = pixel;
    },
    onPointerUp: finish,
    onPointerCancel: finish,
  };
}
