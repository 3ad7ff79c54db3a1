import { useSignal } from '@preact/signals';
import { LIMITS } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { MOST_SEED, WholeNumberField } from '../panels/whole-number-field.tsx';

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
      <WholeNumberField label={words.seed} text={seed} min={0} max={MOST_SEED} />
      <WholeNumberField
        label={words.perGroup}
        text={participants}
        min={1}
        max={LIMITS.participants}
        placeholder={String(usual ?? '')}
      />
      <button type="submit">{words.run}</button>
    </form>
  );
}
