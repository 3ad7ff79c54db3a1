import type { AgentDescription, Frame } from '../protocol/index.ts';
import type { Lab } from './lab.ts';

/** What a view may ask of its host: the state to draw, and the way through time. */
export type ViewContext = Pick<Lab, 'store' | 'transport'>;

/** A view that is on the page. Whoever mounted it calls `dispose`. */
export interface MountedView {
  /** Draws a frame; `time` is that of the animation frame, in milliseconds. */
  update(frame: Frame, time: number): void;
  /** Takes everything away that was put on the page, and frees it. */
  dispose(): void;
  /** What the graphics card holds for it at present; absent where nothing is drawn with WebGL. */
  readonly resources?: () => { readonly geometries: number; readonly textures: number };
}

/** One way of drawing beliefs: one file of `views/`. */
export interface View {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  /** Whether it has something to show of an agent; every agent when absent. */
  readonly suits?: (agent: AgentDescription) => boolean;
  readonly mount: (host: HTMLElement, context: ViewContext) => MountedView;
}

/** Declares a view. */
export function defineView(view: View): View {
  return view;
}
