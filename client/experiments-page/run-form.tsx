import { useSignal } from '@preact/signals';
import { LIMITS } from '../../protocol/index.ts';
import { messages } from '../messages.ts';

/** How large a run is to be. */
export interface RunSize {
  readonly seed: number;
  readonly participants?: number;
}

/** Seed, participants, and the button that starts a run. */
export function RunForm({
  participants: usual,
  onRun,
}: {
  /** Of each group, where nobody asks for another number; `null` if it is not known. */
  readonly participants: number | null;
  readonly onRun: (asked: RunSize) => void;
}) {
  const seed = useSignal('1');
  const participants = useSignal('');
  const { experimentsPage: words } = messages;
  return (
    <form
      class="experiment-run"
      onSubmit={(event) => {
        event.preventDefault();
        const number = Number(participants.value);
        onRun({
          seed: Number(seed.value),
          ...(participants.value === '' ? {} : { participants: number }),
        });
      }}
    >
      <label>
        <span>{words.seed}</span>
        <input
          type="number"
          required
          min={0}
          max={0xffff_ffff}
          step={1}
          value={seed.value}
          onInput={({ currentTarget }) => (seed.value = currentTarget.value)}
        />
      </label>
      <label>
        <span>{words.perGroup}</span>
        <input
          type="number"
          min={1}
          max={LIMITS.participants}
          step={1}
          placeholder={String(usual ?? '')}
          value={participants.value}
          onInput={({ currentTarget }) => (participants.value = currentTarget.value)}
        />
      </label>
      <button type="submit">{words.run}</button>
    </form>
  );
}
