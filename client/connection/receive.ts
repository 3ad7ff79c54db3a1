import { batch } from '@preact/signals';
import type { Frame, SessionState } from '../../protocol/index.ts';
import { NO_LIMITS, widenLimits } from '../colour/limits.ts';
import { FOLLOW_LATEST } from '../state/cursor.ts';
import type { Store } from '../state/store.ts';
import { countFrame } from './link-quality.ts';

/** Takes a frame of the present session into the store; frames of another one are left alone. */
export function receiveFrame(store: Store, frame: Frame): void {
  const session = store.session.peek();
  if (session?.session !== frame.header.session) return;
  batch(() => {
    store.link.value = countFrame(store.link.peek(), frame.header.sequence);
    store.traces.add(frame.header);
    store.frames.put(frame);
    store.limits.value = widenLimits(store.limits.peek(), frame, session.agent.levels.length);
    if (frame.header.sequence >= (store.latest.peek()?.header.sequence ?? 0)) {
      store.latest.value = frame;
    }
  });
}

/** Takes a newer state into the store; an older one of the same session is left alone. */
export function receiveState(store: Store, state: SessionState): void {
  const present = store.session.peek();
  if (present?.session === state.session && present.revision > state.revision) return;
  batch(() => {
    if (present?.session !== state.session) forgetSession(store, state);
    // Limits are held while one picture is seen; the next may be much fainter.
    else if (present.observation !== state.observation) store.limits.value = NO_LIMITS;
    store.session.value = state;
  });
}

/** What one session has shown says nothing about the next. */
function forgetSession(store: Store, next: SessionState): void {
  store.latest.value = null;
  store.sought.value = null;
  store.cursor.value = FOLLOW_LATEST;
  store.limits.value = NO_LIMITS;
  store.link.value = { ...store.link.peek(), newest: null };
  store.traces.clear();
  store.frames.clear();
  store.undo.clear();
  const { level, quantity } = store.selection.peek();
  store.selection.value = { level: Math.min(level, next.agent.levels.length - 1), quantity };
}
