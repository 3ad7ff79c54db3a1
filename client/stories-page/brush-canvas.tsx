import { useEffect, useRef } from 'preact/hooks';
import { type FieldPainting, lineBetween, paint, type Tool } from '../controls/field-painting.ts';
import { messages } from '../messages.ts';

/** Side of a pixel of the picture on the canvas. */
const SQUARE = 20;

interface Pixel {
  readonly row: number;
  readonly column: number;
}

/** A picture that takes strokes of a brush, by pointer or by keys; what is hidden is crossed out. */
export function BrushCanvas(props: {
  readonly painting: FieldPainting;
  readonly brush: { readonly tool: Tool; readonly luminance: number; readonly radius: number };
  /** A stroke has ended. */
  readonly onPainted: (kind: 'drawing' | 'mask') => void;
}) {
  const { painting, brush, onPainted } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const stroke = useRef<Pixel | null>(null);
  const cursor = useRef<Pixel | null>(null);
  const redraw = (): void => {
    if (canvas.current !== null) drawPainting(canvas.current, painting, cursor.current);
  };
  useEffect(redraw);
  const dab = (from: Pixel, to: Pixel): void => {
    for (const pixel of lineBetween(from, to)) paint(painting, { ...brush, ...pixel });
    redraw();
  };
  const finish = (): void => {
    if (stroke.current === null) return;
    stroke.current = null;
    onPainted(brush.tool === 'draw' ? 'drawing' : 'mask');
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
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cursor.current ?? {
      row: Math.floor(painting.rows / 2),
      column: Math.floor(painting.columns / 2),
    };
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      stroke.current = at;
      dab(at, at);
      finish();
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
      class="story-brush"
      width={painting.columns * SQUARE}
      height={painting.rows * SQUARE}
      role="application"
      tabIndex={0}
      aria-label={messages.storiesPage.brushLabel}
      onKeyDown={onKeyDown}
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
      onPointerUp={finish}
      onPointerCancel={finish}
    />
  );
}

function drawPainting(
  canvas: HTMLCanvasElement,
  { rows, columns, drawing, mask }: FieldPainting,
  cursor: Pixel | null,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const style = getComputedStyle(canvas);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const pixel = row * columns + column;
      const grey = drawing[pixel] ?? 0;
      context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
      context.fillRect(column * SQUARE, row * SQUARE, SQUARE, SQUARE);
      if (mask[pixel] !== 1) continue;
      context.fillStyle = style.getPropertyValue('--raised');
      context.fillRect(column * SQUARE, row * SQUARE, SQUARE, SQUARE);
      context.strokeStyle = style.getPropertyValue('--hidden');
      context.beginPath();
      context.moveTo(column * SQUARE, (row + 1) * SQUARE);
      context.lineTo((column + 1) * SQUARE, row * SQUARE);
      context.stroke();
    }
  }
  if (cursor === null) return;
  context.lineWidth = 3;
  context.strokeStyle = style.getPropertyValue('--focus');
  context.strokeRect(cursor.column * SQUARE + 1, cursor.row * SQUARE + 1, SQUARE - 2, SQUARE - 2);
  context.lineWidth = 1;
}
