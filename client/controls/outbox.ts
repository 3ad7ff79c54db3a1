/** Requests on their way, by name: one of each at a time, and of those that wait only the newest. */
export interface Outbox<Value> {
  /** Sends a request once the one before it with the same name is answered, unless a newer one comes by then. */
  send(name: string, wanted: Value, request: () => Promise<unknown>): void;
  /** What the newest unanswered request of this name asks for. */
  wanted(name: string): Value | undefined;
}

interface Entry<Value> {
  wanted: Value;
  waiting: (() => Promise<unknown>) | null;
}

/** Makes an empty outbox; every request that is started is handed to `onSent`. */
export function createOutbox<Value>(onSent: (sent: Promise<unknown>) => void): Outbox<Value> {
  const entries = new Map<string, Entry<Value>>();
  const next = (name: string): void => {
    const entry = entries.get(name);
    const request = entry?.waiting ?? null;
    if (entry === undefined || request === null) {
      entries.delete(name);
      return;
    }
    entry.waiting = null;
    const sent = request();
    onSent(sent);
    // Granted or refused, its turn is over.
    const done = (): void => next(name);
    sent.then(done, done);
  };
  return {
    send(name, wanted, request) {
      const isBusy = entries.has(name);
      entries.set(name, { wanted, waiting: request });
      if (!isBusy) next(name);
    },
    wanted: (name) => entries.get(name)?.wanted,
  };
}
