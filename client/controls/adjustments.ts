import type { LevelSetting, SessionState } from '../../protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import { receiveState } from '../connection/receive.ts';
import { messages } from '../messages.ts';
import type { Store } from '../state/store.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { perform } from './perform.ts';

/** Parameters that change while the session runs; every change can be taken back. */
export interface Adjustments {
  setGain(level: number, precisionGain: number): void;
  setLesioned(level: number, lesioned: boolean): void;
  setClamped(level: number, clamped: boolean): void;
  setRate(inferenceRate: number): void;
  setScheme(scheme: SchemeSetting): void;
  setEngine(engine: string): void;
  setPrecisionMode(mode: SessionState['precisionMode']): void;
  setStart(start: SessionState['start']): void;
  /** Ends a drag: what follows is another change. */
  seal(): void;
  undo(): void;
  redo(): void;
}

/** A scheme of inference and its parameters. */
export type SchemeSetting = SessionState['scheme'];

/** Makes the controls of parameters. */
export function createAdjustments(store: Store, connection: Connection): Adjustments {
  const numbers = createOutbox<number>((sent) => perform(store, sent));
  const switches = createOutbox<boolean>((sent) => perform(store, sent));
  const schemes = createOutbox<SchemeSetting>((sent) => perform(store, sent));
  const words = createOutbox<string>((sent) => perform(store, sent));
  const starts = createOutbox<SessionState['start']>((sent) => perform(store, sent));
  const modes = createOutbox<SessionState['precisionMode']>((sent) => perform(store, sent));

  /** Changes a number or a switch to `value`, and remembers how to go back. */
  const change = <Value>(options: {
    readonly outbox: Outbox<Value>;
    readonly name: string;
    readonly label: string;
    readonly present: Value | undefined;
    readonly value: Value;
    /** Whether changes in a row are one change. */
    readonly isDragged: boolean;
    readonly request: (value: Value) => Promise<SessionState>;
  }): void => {
    const { outbox, name, label, present, value, isDragged, request } = options;
    // What was asked for last, even if the server has not done it yet.
    const before = outbox.wanted(name) ?? present;
    if (before === undefined || isSame(before, value)) return;
    const apply = (to: Value): void =>
      outbox.send(name, to, () => request(to).then((state) => receiveState(store, state)));
    apply(value);
    store.undo.push({
      label,
      ...(isDragged ? { mergeKey: name } : {}),
      undo: () => apply(before),
      redo: () => apply(value),
    });
  };
  /** Changes a choice to another one; unlike a number that is dragged, every choice is a change of its own. */
  const choose = <Value>(options: {
    readonly outbox: Outbox<Value>;
    readonly name: string;
    readonly label: string;
    readonly present: Value | undefined;
    readonly value: Value;
    readonly request: (value: Value) => Promise<SessionState>;
  }): void => change({ ...options, isDragged: false });
  const settingOf = (level: number): LevelSetting | undefined =>
    store.session.peek()?.levels[level];
  const adjust = (level: number, setting: Partial<LevelSetting>): Promise<SessionState> =>
    connection.request('session:adjust', { level, ...setting });

  return {
    setGain: (level, gain) =>
      change({
        outbox: numbers,
        name: `gain ${level}`,
        label: messages.changes.gain(level),
        present: settingOf(level)?.precisionGain,
        value: gain,
        isDragged: true,
        request: (precisionGain) => adjust(level, { precisionGain }),
      }),
    setLesioned: (level, on) =>
      change({
        outbox: switches,
        name: `lesion ${level}`,
        label: messages.changes.lesion(level),
        present: settingOf(level)?.lesioned,
        value: on,
        isDragged: false,
        request: (lesioned) => adjust(level, { lesioned }),
      }),
    setClamped: (level, on) =>
      change({
        outbox: switches,
        name: `clamp ${level}`,
        label: messages.changes.clamp(level),
        present: settingOf(level)?.clamped,
        value: on,
        isDragged: false,
        request: (clamped) => adjust(level, { clamped }),
      }),
    setRate: (rate) =>
      change({
        outbox: numbers,
        name: 'rate',
        label: messages.changes.rate,
        present: store.session.peek()?.inferenceRate,
        value: rate,
        isDragged: true,
        request: (inferenceRate) => connection.request('session:rate', { inferenceRate }),
      }),
    setScheme: (scheme) =>
      choose({
        outbox: schemes,
        name: 'scheme',
        label: messages.changes.scheme,
        present: store.session.peek()?.scheme,
        value: scheme,
        request: (wanted) => connection.request('session:inference', { scheme: wanted }),
      }),
    setEngine: (engine) =>
      choose({
        outbox: words,
        name: 'engine',
        label: messages.changes.engine,
        present: store.session.peek()?.engine.name,
        value: engine,
        request: (wanted) => connection.request('session:inference', { engine: wanted }),
      }),
    setPrecisionMode: (mode) =>
      choose({
        outbox: modes,
        name: 'precision mode',
        label: messages.changes.precisionMode,
        present: store.session.peek()?.precisionMode,
        value: mode,
        request: (precisionMode) => connection.request('session:inference', { precisionMode }),
      }),
    setStart: (start) =>
      choose({
        outbox: starts,
        name: 'start',
        label: messages.changes.start,
        present: store.session.peek()?.start,
        value: start,
        request: (wanted) => connection.request('session:inference', { start: wanted }),
      }),
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

/** Whether two settings are the same; schemes are compared with their parameters. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function note(store: Store, text: string): void {
  store.notice.value = { kind: 'note', text };
}
