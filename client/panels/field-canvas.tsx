import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import {
  drawingOf,
  type FieldPainting,
  lineBetween,
  maskOf,
  paint,
  type Tool,
} from '../controls/field-painting.ts';
import { drawField } from '../scene/draw-field.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** Brush in hand. */
export interface Brush {
  readonly tool: Tool;
  readonly luminance: number;
  readonly radius: number;
}

interface Pixel {
  readonly row: number;
  readonly column: number;
}

/** Shows the field as the agent has it, with what is hidden hatched, and takes strokes of the brush. */
export function FieldCanvas(props: {
  readonly painting: FieldPainting;
  readonly brush: Brush;
  /** Counts changes that were made elsewhere. */
  readonly changed: Signal<number>;
}) {
  const { store, stimuli, clock } = useLab();
  const canvas = useRef<HTMLCanvasElement>(null);
  const stroke = useRef<Pixel | null>(null);
  const cursor = useRef<Pixel | null>(null);
  const sending = useRef<ReturnType<typeof setTimeout> | null>(null);
  const { painting, brush, changed } = props;

  const redraw = (): void => {
    if (canvas.current !== null) drawField(canvas.current, store, painting, cursor.current);
  };
  useEffect(() => clock.subscribe(redraw), [clock, painting]);
  useEffect(redraw, [painting, changed.value]);

  /** Strokes are sent ten times a second, not with every pixel. */
  const send = (kind: 'drawing' | 'mask'): void => {
    sending.current ??= setTimeout(() => {
      sending.current = null;
      if (kind === 'mask') stimuli.occlude(maskOf(painting));
      else stimuli.showDrawing(drawingOf(painting));
    }, 100);
  };
  const dab = (from: Pixel, to: Pixel): void => {
    let kind: 'drawing' | 'mask' = 'mask';
    for (const pixel of lineBetween(from, to)) kind = paint(painting, { ...brush, ...pixel });
    redraw();
    send(kind);
  };
  const pixelAt = ({ clientX, clientY }: PointerEvent): Pixel => {
    const box = canvas.current?.getBoundingClientRect();
    const { left = 0, top = 0, width = 1, height = 1 } = box ?? {};
    return {
      row: Math.floor(((clientY - top) / height) * painting.rows),
      column: Math.floor(((clientX - left) / width) * painting.columns),
    };
  };
  const moveCursor = (event: KeyboardEvent): void => {
    const at = cursor.current ?? {
      row: Math.floor(painting.rows / 2),
      column: Math.floor(painting.columns / 2),
    };
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      dab(at, at);
      return;
    }
    const [down, right] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ??
      [];
    if (down === undefined || right === undefined) return;
    event.preventDefault();
    cursor.current = {
      row: Math.min(painting.rows - 1, Math.max(0, at.row + down)),
      column: Math.min(painting.columns - 1, Math.max(0, at.column + right)),
    };
    redraw();
  };

  return (
    <canvas
      ref={canvas}
      class="field-canvas"
      role="application"
      tabIndex={0}
      aria-label={messages.stimulus.fieldLabel}
      onKeyDown={moveCursor}
      onBlur={() => {
        cursor.current = null;
        redraw();
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const pixel = pixelAt(event);
        stroke.current = pixel;
        dab(pixel, pixel);
      }}
      onPointerMove={(event) => {
        if (stroke.current === null) return;
        const pixel = pixelAt(event);
        dab(stroke.current, pixel);
        stroke.current = pixel;
      }}
      onPointerUp={() => (stroke.current = null)}
      onPointerCancel={() => (stroke.current = null)}
    />
  );
}
