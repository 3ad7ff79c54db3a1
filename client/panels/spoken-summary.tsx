import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLab } from '../lab.ts';
import { spokenSummary } from '../state/describe-frame.ts';

/** Time between two announcements, in milliseconds: screen readers speak slowly. */
const SPEAK_EVERY = 6000;

/** What the hierarchy shows, in one sentence now and then, for those who listen. */
export function SpokenSummary() {
  const { store, clock } = useLab();
  const text = useSignal('');
  useEffect(() => {
    let spokenAt = -Infinity;
    return clock.subscribe((frame, time) => {
      const agent = store.session.peek()?.agent;
      if (agent === undefined || time - spokenAt < SPEAK_EVERY) return;
      spokenAt = time;
      text.value = spokenSummary(frame, agent);
    });
  }, [clock, store]);
  return (
    <p class="visually-hidden" aria-live="polite" id="spoken-summary">
      {text.value}
    </p>
  );
}
