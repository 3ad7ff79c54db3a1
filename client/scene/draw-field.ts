import { EMPTY, type FieldPainting } from '../controls/field-painting.ts';
import type { Store } from '../state/store.ts';
import { layOutPlane } from './plane-layout.ts';
import { pictureOf } from './hierarchy-planes.ts';
import { createPlaneCanvas } from './plane-canvas.ts';
import { readColours } from './css-colours.ts';

/** Canvas pixels per pixel of the field, so that hatching is fine. */
const SCALE = 12;

/** Draws the sensory field in greys, hatches what is hidden, and frames the keyboard's brush. */
export function drawField(
  canvas: HTMLCanvasElement,
  store: Store,
  { rows, columns, mask, drawing }: FieldPainting,
  cursor: { readonly row: number; readonly column: number } | null,
): void {
  const context = canvas.getContext('2d');
  const frame = store.shown.peek();
  const agent = store.session.peek()?.agent;
  const level = agent?.levels[agent.pictureLevel];
  if (context === null) return;
  const [width, height] = [columns * SCALE, rows * SCALE];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.imageSmoothingEnabled = false;
  context.fillStyle = `rgb(${EMPTY} ${EMPTY} ${EMPTY})`;
  context.fillRect(0, 0, width, height);
  if (store.session.peek()?.observation === 'drawing') {
    // As it was drawn, before the agent's retina had its way with it.
    drawing.forEach((luminance, pixel) => {
      context.fillStyle = `rgb(${luminance} ${luminance} ${luminance})`;
      context.fillRect(
        (pixel % columns) * SCALE,
        Math.floor(pixel / columns) * SCALE,
        SCALE,
        SCALE,
      );
    });
  } else if (frame !== null && agent !== undefined && level !== undefined) {
    const layout = layOutPlane(level.arrangement, level.units);
    const picture = createPlaneCanvas(layout);
    picture.draw(
      pictureOf(store, frame, { level: agent.pictureLevel, quantity: 'values', layout }),
    );
    context.drawImage(picture.canvas, 0, 0, width, height);
  }
  const { hidden, focus } = readColours(canvas, ['hidden', 'focus']);
  context.strokeStyle = hidden;
  context.lineWidth = 2;
  const isHidden = hiddenPixels(store);
  mask.forEach((entry, pixel) => {
    if (entry === 0 && !isHidden(pixel)) return;
    const [x, y] = [(pixel % columns) * SCALE, Math.floor(pixel / columns) * SCALE];
    context.fillStyle = 'rgb(0 0 0 / 55%)';
    context.fillRect(x, y, SCALE, SCALE);
    context.beginPath();
    context.moveTo(x, y + SCALE);
    context.lineTo(x + SCALE, y);
    context.stroke();
  });
  if (cursor !== null) {
    context.strokeStyle = focus;
    context.strokeRect(cursor.column * SCALE + 1, cursor.row * SCALE + 1, SCALE - 2, SCALE - 2);
  }
}

/** What the running agent does not see, whoever hid it: its precision is zero. */
function hiddenPixels(store: Store): (pixel: number) => boolean {
  const session = store.session.peek();
  const place = session?.agent.pictureLevel ?? 0;
  const level = session?.agent.levels[place];
  const precision = store.shown.peek()?.planes.get(`${place}/precision`);
  if (session === null || level === undefined || precision === undefined) return () => false;
  if (session.occludedShare === 0) return () => false;
  const { unitAt } = layOutPlane(level.arrangement, level.units);
  return (pixel) => precision[unitAt[pixel] ?? -1] === 0;
}
