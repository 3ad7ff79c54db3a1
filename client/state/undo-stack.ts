import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** A change that can be taken back and made again. */
export interface Change {
  /** What it did, in words. */
  readonly label: string;
  /** Changes in a row with the same key (one drag of a slider) are one change. */
  readonly mergeKey?: string;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Changes of parameters, newest last. */
export interface UndoStack {
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Remembers a change that was just made; forgets what had been undone. */
  push(change: Change): void;
  /** Later changes start an entry of their own, even with the same key. */
  seal(): void;
  /** Takes the newest change back and returns it; `null` when there is none. */
  undo(): Change | null;
  redo(): Change | null;
  clear(): void;
}

/** Makes an empty stack that keeps the newest `capacity` changes. */
export function createUndoStack(capacity = 100): UndoStack {
  const done = signal<readonly Change[]>([]);
  const undone = signal<readonly Change[]>([]);
  let sealed = true;
  return {
    canUndo: computed(() => done.value.length > 0),
    canRedo: computed(() => undone.value.length > 0),
    push(change) {
      const last = done.value.at(-1);
      const merges = !sealed && last?.mergeKey !== undefined && last.mergeKey === change.mergeKey;
      const entry = merges ? { ...change, undo: last.undo } : change;
      done.value = [...(merges ? done.value.slice(0, -1) : done.value), entry].slice(-capacity);
      undone.value = [];
      sealed = false;
    },
    seal() {
      sealed = true;
    },
    undo() {
      const change = done.value.at(-1);
      if (change === undefined) return null;
      done.value = done.value.slice(0, -1);
      undone.value = [...undone.value, change];
      sealed = true;
      change.undo();
      return change;
    },
    redo() {
      const change = undone.value.at(-1);
      if (change === undefined) return null;
      undone.value = undone.value.slice(0, -1);
      done.value = [...done.value, change];
      sealed = true;
      change.redo();
      return change;
    },
    clear() {
      done.value = [];
      undone.value = [];
      sealed = true;
    },
  };
}
