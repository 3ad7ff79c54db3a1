import { LIMITS, type MessageInput } from '../../protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import { receiveState } from '../connection/receive.ts';
import { messages } from '../messages.ts';
import { FOLLOW_LATEST } from '../state/cursor.ts';
import { formatBytes } from '../state/format-number.ts';
import type { Store } from '../state/store.ts';
import { perform } from './perform.ts';

/** Pixels over the agent's sensory field, row by row. */
export interface FieldPixels {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: Uint8Array;
}

/** Where the agent's field lies in an uploaded picture, in pixels from its top left. */
export interface Crop {
  readonly x: number;
  readonly y: number;
}

/** What the agent is shown. */
export interface Stimuli {
  showPicture(name: string): void;
  showDrawing(pixels: FieldPixels): void;
  /** Shows an uploaded picture and remembers it, so that another part of it can be shown. */
  upload(file: Blob, crop?: Crop): void;
  /** Hides where `bytes` is 1. */
  occlude(mask: FieldPixels): void;
}

/** Makes the controls of the observation. */
export function createStimuli(store: Store, connection: Connection): Stimuli {
  const observe = (message: MessageInput<'session:observe'>): Promise<void> =>
    connection.request('session:observe', message).then((state) => {
      receiveState(store, state);
      store.cursor.value = FOLLOW_LATEST;
    });
  return {
    showPicture: (picture) => perform(store, observe({ kind: 'picture', picture })),
    showDrawing: ({ rows, columns, bytes }) =>
      perform(store, observe({ kind: 'drawing', rows, columns, pixels: bytes.slice() })),
    upload(file, crop) {
      if (file.size > LIMITS.imageBytes) {
        const text = messages.stimulus.uploadTooLarge(formatBytes(file.size));
        store.notice.value = { kind: 'problem', text };
        return;
      }
      const sent = file
        .arrayBuffer()
        .then((bytes) =>
          observe({ kind: 'upload', file: bytes, ...(crop === undefined ? {} : { crop }) }),
        );
      perform(store, sent);
    },
    occlude: ({ rows, columns, bytes }) =>
      perform(
        store,
        connection
          .request('session:occlude', { rows, columns, mask: bytes.slice() })
          .then((state) => receiveState(store, state)),
      ),
  };
}
