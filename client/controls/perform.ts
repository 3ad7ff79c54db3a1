import type { Store } from '../state/store.ts';

/** Awaits a request; a refusal becomes a notice, and nothing else happens. */
export function perform(store: Store, request: Promise<unknown>): void {
  request.catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    store.notice.value = { kind: 'problem', text };
  });
}
