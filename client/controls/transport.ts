import { decodeFrame } from '../../protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import { receiveState } from '../connection/receive.ts';
import { messages } from '../messages.ts';
import { cursorAt, FOLLOW_LATEST, moveCursor, type Cursor } from '../state/cursor.ts';
import type { Store } from '../state/store.ts';
import { perform } from './perform.ts';
import type { MessageInput } from '../../protocol/index.ts';

/** Time: playing, stepping, going back. */
export interface Transport {
  toggle(): void;
  play(): void;
  pause(): void;
  /** Goes `count` frames forward: along the history, then by computing new steps. Negative: back. */
  move(count: number): void;
  seek(sequence: number): void;
  first(): void;
  followLatest(): void;
  /** Takes the beliefs back to the shown frame of the past, and goes on from there. */
  continueFromShown(): void;
  reset(): void;
  setSpeed(stepsPerSecond: number): void;
}

/** Makes the controls of time. */
export function createTransport(store: Store, connection: Connection): Transport {
  const control = (message: MessageInput<'session:control'>): void =>
    perform(
      store,
      connection.request('session:control', message).then((state) => receiveState(store, state)),
    );

  /** Shows the frame under the cursor: from memory, else from the server. */
  const show = (cursor: Cursor): void => {
    store.cursor.value = cursor;
    if (cursor.following) return;
    const kept = store.frames.get(cursor.sequence);
    if (kept !== undefined) {
      store.sought.value = kept;
      return;
    }
    const { sequence } = cursor;
    perform(
      store,
      connection.request('history:seek', { sequence }).then(({ header, buffer }) => {
        const frame = decodeFrame(header, buffer);
        store.traces.add(header);
        const now = store.cursor.peek();
        if (!now.following && now.sequence === sequence) store.sought.value = frame;
      }),
    );
  };

  const pause = (): void => {
    if (store.session.peek()?.playing === true) control({ action: 'pause' });
  };
  const play = (): void => {
    store.cursor.value = FOLLOW_LATEST;
    control({ action: 'play' });
  };
  const history = (): { first: number; last: number; bytes: number; budgetBytes: number } => {
    const range = store.session.peek()?.history ?? { first: 0, last: 0, bytes: 0, budgetBytes: 0 };
    // Frames arrive more often than states.
    return { ...range, last: Math.max(range.last, store.latest.peek()?.header.sequence ?? 0) };
  };
  const seek = (sequence: number): void => {
    pause();
    const range = history();
    show(cursorAt(sequence, range));
  };
  const setSpeed = (stepsPerSecond: number): void => control({ action: 'speed', stepsPerSecond });

  return {
    play,
    pause,
    toggle: () => (store.session.peek()?.playing === true ? pause() : play()),
    move(count) {
      const wasPlaying = store.session.peek()?.playing === true;
      pause();
      const move = moveCursor(store.cursor.peek(), count, history());
      if (move.kind === 'seek') {
        show(move.cursor);
        return;
      }
      store.cursor.value = FOLLOW_LATEST;
      if (!wasPlaying) control({ action: 'step', count: move.steps });
    },
    seek,
    first: () => seek(history().first),
    followLatest: () => show(FOLLOW_LATEST),
    continueFromShown() {
      const cursor = store.cursor.peek();
      if (cursor.following) return;
      const restored = connection
        .request('history:restore', { sequence: cursor.sequence })
        .then((state) => {
          receiveState(store, state);
          play();
        });
      perform(store, restored);
    },
    reset() {
      store.cursor.value = FOLLOW_LATEST;
      control({ action: 'reset' });
    },
    setSpeed(stepsPerSecond) {
      const before = store.session.peek()?.stepsPerSecond;
      if (before === undefined || before === stepsPerSecond) return;
      setSpeed(stepsPerSecond);
      store.undo.push({
        label: messages.changes.speed,
        undo: () => setSpeed(before),
        redo: () => setSpeed(stepsPerSecond),
      });
    },
  };
}
