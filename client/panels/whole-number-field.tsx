import type { Signal } from '@preact/signals';

/** A whole number that is typed, as text until the form is sent. */
export function WholeNumberField({
  label,
  text,
  min,
  max,
  placeholder,
}: {
  readonly label: string;
  readonly text: Signal<string>;
  readonly min: number;
  readonly max: number;
  /** What counts where nothing is typed; a number has to be typed where it is absent. */
  readonly placeholder?: string;
}) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="number"
        required={placeholder === undefined}
        min={min}
        max={max}
        step={1}
        placeholder={placeholder ?? ''}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
      />
    </label>
  );
}

/** Largest seed that a form takes. */
export const MOST_SEED = 0xffff_ffff;
