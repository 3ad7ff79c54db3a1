import type { Frame } from '../../protocol/index.ts';
import type { Store } from './store.ts';

/** Draws one frame; `time` is the animation frame's time in milliseconds. */
export type Draw = (frame: Frame, time: number) => void;

/** Calls everybody who draws, together, at most once per screen refresh, and not at all in a hidden tab. */
export interface DrawClock {
  /** Calls `draw` whenever there is something new to draw. @returns a function that ends it. */
  subscribe(draw: Draw): () => void;
  dispose(): void;
}

/** Makes the clock of a page. */
export function createDrawClock(store: Store, page: Document): DrawClock {
  const drawers = new Set<Draw>();
  let pending: number | null = null;
  const tick = (time: number): void => {
    pending = null;
    const frame = store.shown.peek();
    if (frame !== null) for (const draw of drawers) draw(frame, time);
  };
  const request = (): void => {
    if (page.hidden) return;
    pending ??= requestAnimationFrame(tick);
  };
  // Everything that changes how a frame looks.
  const inputs = [
    store.shown,
    store.limits,
    store.palette,
    store.settings.colours,
    store.settings.weighted,
    store.settings.fadeUncertain,
    store.selection,
    store.session,
  ];
  const stops = inputs.map((input) => input.subscribe(request));
  page.addEventListener('visibilitychange', request);
  return {
    subscribe(draw) {
      drawers.add(draw);
      request();
      return () => drawers.delete(draw);
    },
    dispose() {
      for (const stop of stops) stop();
      page.removeEventListener('visibilitychange', request);
      if (pending !== null) cancelAnimationFrame(pending);
      drawers.clear();
    },
  };
}
