import type { LevelSetting } from '../../protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import { receiveState } from '../connection/receive.ts';
import { messages } from '../messages.ts';
import type { Store } from '../state/store.ts';
import { perform } from './perform.ts';

/** Parameters that change while the session runs; every change can be taken back. */
export interface Adjustments {
  setGain(level: number, precisionGain: number): void;
  setLesioned(level: number, lesioned: boolean): void;
  setClamped(level: number, clamped: boolean): void;
  setRate(inferenceRate: number): void;
  /** Ends a drag: what follows is another change. */
  seal(): void;
  undo(): void;
  redo(): void;
}

/** Makes the controls of parameters. */
export function createAdjustments(store: Store, connection: Connection): Adjustments {
  const send = latestOnly((request: () => Promise<unknown>) => {
    const sent = request();
    perform(store, sent);
    return sent;
  });
  const adjust = (level: number, change: Partial<LevelSetting>): void =>
    send(`level ${level} ${Object.keys(change).join()}`, () =>
      connection
        .request('session:adjust', { level, ...change })
        .then((state) => receiveState(store, state)),
    );
  const setRate = (inferenceRate: number): void =>
    send('rate', () =>
      connection
        .request('session:rate', { inferenceRate })
        .then((state) => receiveState(store, state)),
    );

  const change = <Key extends keyof LevelSetting>(
    level: number,
    key: Key,
    value: LevelSetting[Key],
    label: string,
  ): void => {
    const before = store.session.peek()?.levels[level]?.[key];
    if (before === undefined || before === value) return;
    const apply = (to: LevelSetting[Key]): void => adjust(level, { [key]: to });
    apply(value);
    const mergeKey =
      key === 'precisionGain' ? `${key} ${level}` : `${key} ${level} ${String(value)}`;
    store.undo.push({ label, mergeKey, undo: () => apply(before), redo: () => apply(value) });
  };

  return {
    setGain: (level, gain) => change(level, 'precisionGain', gain, messages.changes.gain(level)),
    setLesioned: (level, on) => change(level, 'lesioned', on, messages.changes.lesion(level)),
    setClamped: (level, on) => change(level, 'clamped', on, messages.changes.clamp(level)),
    setRate(rate) {
      const before = store.session.peek()?.inferenceRate;
      if (before === undefined || before === rate) return;
      setRate(rate);
      store.undo.push({
        label: messages.changes.rate,
        mergeKey: 'rate',
        undo: () => setRate(before),
        redo: () => setRate(rate),
      });
    },
    seal: () => store.undo.seal(),
    undo() {
      const taken = store.undo.undo();
      if (taken !== null) note(store, messages.errors.undone(taken.label));
    },
    redo() {
      const made = store.undo.redo();
      if (made !== null) note(store, messages.errors.redone(made.label));
    },
  };
}

function note(store: Store, text: string): void {
  store.notice.value = { kind: 'note', text };
}

/** One request of each kind on its way; while it is, only the newest of those that follow is kept. */
function latestOnly(
  start: (request: () => Promise<unknown>) => Promise<unknown>,
): (kind: string, request: () => Promise<unknown>) => void {
  const waiting = new Map<string, (() => Promise<unknown>) | null>();
  const next = (kind: string): void => {
    const request = waiting.get(kind) ?? null;
    if (request === null) {
      waiting.delete(kind);
      return;
    }
    waiting.set(kind, null);
    start(request).then(
      () => next(kind),
      () => next(kind),
    );
  };
  return (kind, request) => {
    const idle = !waiting.has(kind);
    waiting.set(kind, request);
    if (idle) next(kind);
  };
}
