import { type Camera, Vector3 } from 'three';
import type { Place } from './hierarchy-layout.ts';

/** Words over the scene: real text, so that it is sharp, selectable and read aloud. */
export interface Labels {
  /** Adds a label and returns it, so that its text can follow the numbers. */
  add(options: LabelOptions): HTMLElement;
  clear(): void;
  /** Moves every label to where its place is seen. */
  follow(camera: Camera): void;
  dispose(): void;
}

/** One label; with `onClick` it is a button. */
export interface LabelOptions {
  readonly text: string;
  readonly detail?: string;
  readonly className: string;
  readonly place: Place;
  readonly onClick?: () => void;
}

/** Makes an empty layer of labels over the host. */
export function createLabels(host: HTMLElement): Labels {
  const layer = document.createElement('div');
  layer.className = 'scene-labels';
  host.append(layer);
  const entries: { readonly element: HTMLElement; readonly place: Vector3 }[] = [];
  const projected = new Vector3();
  return {
    add({ text, detail, className, place, onClick }) {
      const element = document.createElement(onClick === undefined ? 'div' : 'button');
      element.className = `scene-label ${className}`;
      element.textContent = text;
      if (detail !== undefined) element.title = detail;
      if (onClick !== undefined) element.addEventListener('click', onClick);
      layer.append(element);
      entries.push({ element, place: new Vector3(place.x, place.y, place.z) });
      return element;
    },
    clear() {
      entries.length = 0;
      layer.replaceChildren();
    },
    follow(camera) {
      const { clientWidth, clientHeight } = host;
      for (const { element, place } of entries) {
        projected.copy(place).project(camera);
        const x = ((projected.x + 1) / 2) * clientWidth;
        const y = ((1 - projected.y) / 2) * clientHeight;
        element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
        element.hidden = projected.z > 1;
      }
    },
    dispose() {
      entries.length = 0;
      layer.remove();
    },
  };
}
