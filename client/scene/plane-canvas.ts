import { paintPlane, type PlanePicture } from '../colour/paint-plane.ts';
import type { PlaneLayout } from './plane-layout.ts';

/** Draws planes on a canvas, one canvas pixel per unit; the style sheet scales it up without smoothing. */
export interface PlaneCanvas {
  readonly canvas: HTMLCanvasElement;
  draw(picture: PlanePicture): void;
}

/** Prepares a canvas for pictures of one layout. */
export function createPlaneCanvas(
  layout: PlaneLayout,
  canvas: HTMLCanvasElement = document.createElement('canvas'),
): PlaneCanvas {
  canvas.width = layout.width;
  canvas.height = layout.height;
  canvas.classList.add('plane-canvas');
  const context = canvas.getContext('2d');
  const image = new ImageData(layout.width, layout.height);
  return {
    canvas,
    draw(picture) {
      paintPlane(picture, image.data);
      context?.putImageData(image, 0, 0);
    },
  };
}
