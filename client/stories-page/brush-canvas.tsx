import { useEffect, useRef } from 'preact/hooks';
import type { FieldPainting } from '../controls/field-painting.ts';
import { type Brush, type Painted, type Pixel, useStrokes } from '../controls/use-strokes.ts';
import { messages } from '../messages.ts';

/** Side of a pixel of the picture on the canvas. */
const SQUARE = 20;

/** A picture that takes strokes of a brush, by pointer or by keys; what is hidden is crossed out. */
export function BrushCanvas(props: {
  readonly painting: FieldPainting;
  readonly brush: Brush;
  /** A stroke has ended. */
  readonly onPainted: (painted: Painted) => void;
}) {
  const { painting, brush, onPainted } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const redraw = (): void => {
    if (canvas.current !== null) drawPainting(canvas.current, painting, cursor.current);
  };
  const { cursor, ...strokes } = useStrokes({ canvas, painting, brush, redraw, onEnd: onPainted });
  useEffect(redraw);
  return (
    <canvas
      ref={canvas}
      class="story-brush"
      width={painting.columns * SQUARE}
      height={painting.rows * SQUARE}
      role="application"
      tabIndex={0}
      aria-label={messages.storiesPage.brushLabel}
      {...strokes}
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
