import { useSignal } from '@preact/signals';
import { LIMITS } from '../../protocol/index.ts';
import { messages } from '../messages.ts';

/** The datum that is told backward, as text. */
export function DatumField({
  datum,
  form,
  onDatum,
}: {
  readonly datum: string;
  /** How a datum is written. */
  readonly form: string;
  readonly onDatum: (datum: string) => void;
}) {
  const { storiesPage } = messages;
  const text = useSignal(datum);
  return (
    <form
      class="story-datum"
      onSubmit={(event) => {
        event.preventDefault();
        onDatum(text.value.trim());
      }}
    >
      <label>
        <span>{storiesPage.datum}</span>
        <input
          type="text"
          maxLength={LIMITS.datumLength}
          placeholder={form}
          value={text.value}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
      </label>
      <button type="submit">{storiesPage.explain}</button>
    </form>
  );
}
