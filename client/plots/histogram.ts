import { colourAt } from '../colour/colour-map.ts';
import type { PlanePicture } from '../colour/paint-plane.ts';
import { histogramOf } from '../state/statistics.ts';
import { readColours } from '../scene/css-colours.ts';

const BINS = 48;

/** Draws how many units fall where in the colour range, each bar in the colour of its numbers. */
export function drawHistogram(canvas: HTMLCanvasElement, { plane, style }: PlanePicture): void {
  const ratio = Math.min(2, devicePixelRatio);
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (width === 0 || height === 0) return;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { grid, muted } = readColours(canvas, ['grid', 'muted']);
  context.clearRect(0, 0, width, height);
  context.fillStyle = grid;
  context.fillRect(0, height - ratio, width, ratio);
  if (plane === undefined) return;
  const counts = histogramOf(plane, style.low, style.high, BINS);
  const largest = Math.max(1, ...counts);
  const step = width / BINS;
  for (const [bin, count] of counts.entries()) {
    if (count === 0) continue;
    // Square roots keep single units visible beside the many that are near zero.
    const bar = Math.max(ratio, (height - 2 * ratio) * Math.sqrt(count / largest));
    const [red, green, blue] = colourAt(style.map, (bin + 0.5) / BINS);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(bin * step, height - bar, step - ratio, bar);
    context.strokeStyle = muted;
    context.lineWidth = ratio / 2;
    context.strokeRect(bin * step, height - bar, step - ratio, bar);
  }
}
