import { useEffect, useRef } from 'preact/hooks';

/** A picture of grey pixels. */
export interface SmallPictureProps {
  readonly rows: number;
  readonly columns: number;
  /** 0 black to 255 white, row by row. */
  readonly pixels: ArrayLike<number>;
  /** What it shows; empty where something else says it. */
  readonly label: string;
}

/** Draws a picture pixel by pixel. It is never recoloured. */
export function SmallPicture({ rows, columns, pixels, label }: SmallPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) paintGrey(canvas.current, { rows, columns, pixels });
  }, [rows, columns, pixels]);
  return (
    <canvas
      ref={canvas}
      class="story-picture"
      {...(label === '' ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label })}
    />
  );
}

/** Fills a canvas with one square per pixel. */
function paintGrey(
  canvas: HTMLCanvasElement,
  { rows, columns, pixels }: Pick<SmallPictureProps, 'rows' | 'columns' | 'pixels'>,
): void {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(columns, rows);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    image.data.fill(pixels[pixel] ?? 0, 4 * pixel, 4 * pixel + 3);
    image.data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
