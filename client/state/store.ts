import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  type AgentDescription,
  type Frame,
  type PictureDescription,
  type Quantity,
  type SessionState,
} from '../../protocol/index.ts';
import { type Limits, NO_LIMITS } from '../colour/limits.ts';
import { type Palette, paletteOf } from '../colour/plane-style.ts';
import { type LinkQuality, UNMEASURED } from '../connection/link-quality.ts';
import { type Cursor, FOLLOW_LATEST } from './cursor.ts';
import { createFrameCache, type FrameCache } from './frame-cache.ts';
import { createSettings, type Settings, type Shelf } from './settings.ts';
import { createTraceLog, type TraceLog } from './trace-log.ts';
import { createUndoStack, type UndoStack } from './undo-stack.ts';
import type { Theme } from '../colour/colour-map.ts';

/** Level and quantity that the inspector shows. */
export interface Selection {
  readonly level: number;
  readonly quantity: Quantity;
}

/** Something that people should know, without an end to what they were doing. */
export interface Notice {
  readonly kind: 'note' | 'problem';
  readonly text: string;
}

/** What is chosen on a page, by name, as it stands in its address; what is at its default is left out. */
export type PageChoice = Readonly<Record<string, string>>;

/** A wish about the camera, from a button. Every wish is a new object, so that the same one can come twice. */
export type CameraRequest =
  | { readonly kind: 'turn'; readonly azimuth: number; readonly elevation: number }
  | { readonly kind: 'pan'; readonly x: number; readonly y: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'place'; readonly place: CameraPlace };

/** Places to look from. */
export const CAMERA_PLACES = ['overview', 'front', 'side', 'above'] as const;
/** One of {@link CAMERA_PLACES}. */
export type CameraPlace = (typeof CAMERA_PLACES)[number];

/** State of the line to the server. */
export type LinkStatus = 'connecting' | 'open' | 'lost';

/** Everything that the page shows, as signals; changed only by the functions of `controls/` and `connection/`. */
export interface Store {
  /** Name of the page that is open. */
  readonly page: Signal<string>;
  /** What each page shows, by the page's name, as far as its address says it. */
  readonly choices: Signal<Readonly<Record<string, PageChoice>>>;
  readonly agents: Signal<readonly AgentDescription[]>;
  readonly pictures: Signal<readonly PictureDescription[]>;
  readonly session: Signal<SessionState | null>;
  readonly latest: Signal<Frame | null>;
  readonly cursor: Signal<Cursor>;
  /** The frame that a scrubbed cursor points at; kept while the next one is fetched. */
  readonly sought: Signal<Frame | null>;
  /** The frame that everything draws. */
  readonly shown: ReadonlySignal<Frame | null>;
  readonly selection: Signal<Selection>;
  readonly limits: Signal<Limits>;
  readonly palette: ReadonlySignal<Palette>;
  readonly link: Signal<LinkQuality>;
  readonly linkStatus: Signal<LinkStatus>;
  readonly notice: Signal<Notice | null>;
  readonly helpOpen: Signal<boolean>;
  readonly cameraRequest: Signal<CameraRequest | null>;
  /** Whether this window draws flat: by choice, for want of room, or for want of WebGL. */
  readonly canDraw3D: Signal<boolean>;
  /** WebGL without a graphics card: smooth edges are too dear. */
  readonly drawsSlowly: Signal<boolean>;
  readonly narrow: Signal<boolean>;
  readonly drawsFlat: ReadonlySignal<boolean>;
  readonly settings: Settings;
  readonly traces: TraceLog;
  readonly frames: FrameCache;
  readonly undo: UndoStack;
}

/** Makes the state of a page that has just been opened. */
export function createStore(shelf: Shelf, preferredTheme: Theme): Store {
  const settings = createSettings(shelf, preferredTheme);
  const latest = signal<Frame | null>(null);
  const sought = signal<Frame | null>(null);
  const cursor = signal<Cursor>(FOLLOW_LATEST);
  const canDraw3D = signal(true);
  const narrow = signal(false);
  return {
    page: signal('perceive'),
    choices: signal<Readonly<Record<string, PageChoice>>>({}),
    agents: signal<readonly AgentDescription[]>([]),
    pictures: signal<readonly PictureDescription[]>([]),
    session: signal<SessionState | null>(null),
    latest,
    cursor,
    sought,
    shown: computed(() => (cursor.value.following ? latest.value : (sought.value ?? latest.value))),
    selection: signal<Selection>({ level: 0, quantity: 'predictionErrors' }),
    limits: signal(NO_LIMITS),
    palette: computed(() => paletteOf(settings.colours.value)),
    link: signal(UNMEASURED),
    linkStatus: signal<LinkStatus>('connecting'),
    notice: signal<Notice | null>(null),
    helpOpen: signal(false),
    cameraRequest: signal<CameraRequest | null>(null),
    canDraw3D,
    drawsSlowly: signal(false),
    narrow,
    drawsFlat: computed(() => settings.flat.value || !canDraw3D.value || narrow.value),
    settings,
    traces: createTraceLog(),
    frames: createFrameCache(),
    undo: createUndoStack(),
  };
}
