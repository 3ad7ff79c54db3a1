import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * The value that a control shows: what was chosen until the server agrees, then what the server says, so that a slider
 * does not jump back while its choice is on the way.
 *
 * @returns the value to show, and a function that takes a choice, or `null` to give it up.
 */
export function usePendingValue(present: number): [number, (choice: number | null) => void] {
  const pending = useSignal<number | null>(null);
  useEffect(() => {
    if (pending.peek() === present) pending.value = null;
  }, [present, pending]);
  return [pending.value ?? present, (choice) => (pending.value = choice)];
}
