import { useSignal } from '@preact/signals';
import type { ParameterDescription } from '../../protocol/index.ts';
import { messages } from '../messages.ts';

interface InputEvent {
  readonly currentTarget: HTMLInputElement;
}

/** One parameter of a table, as a field of a form. */
export function ParameterField(props: {
  readonly parameter: ParameterDescription;
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
  /** Whether a value counts as changed while it is typed, or once it is done. */
  readonly while?: 'typing' | 'done';
}) {
  const { parameter, value, onChange, while: when = 'typing' } = props;
  // What is being typed, so that it outlives whatever else on the page is drawn anew.
  const draft = useSignal<string | null>(null);
  const on = (changed: (event: InputEvent) => void) =>
    when === 'typing'
      ? { onInput: changed }
      : {
          onInput: ({ currentTarget }: InputEvent) => (draft.value = currentTarget.value),
          onChange: (event: InputEvent) => {
            changed(event);
            draft.value = null;
          },
        };
  return (
    <label class="parameter" title={`${parameter.meaning} ${rangeOf(parameter)}`.trim()}>
      <span>
        {parameter.name}
        {'unit' in parameter && parameter.unit !== '1' && <small> {parameter.unit}</small>}
      </span>
      {parameter.kind === 'choice' || parameter.kind === 'boolean' ? (
        <select
          value={String(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {(parameter.kind === 'choice' ? parameter.choices : ['true', 'false']).map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : parameter.kind === 'number' && parameter.default !== null ? (
        <input
          type="number"
          min={parameter.min}
          max={parameter.max}
          step="any"
          value={draft.value ?? value}
          {...on(({ currentTarget }) => onChange(Number(currentTarget.value)))}
        />
      ) : (
        <input
          type="text"
          value={draft.value ?? value}
          {...on(({ currentTarget }) => onChange(currentTarget.value))}
        />
      )}
    </label>
  );
}

/** What is admitted, in words. */
function rangeOf(parameter: ParameterDescription): string {
  if (parameter.kind === 'number') {
    return messages.parameterRange(parameter.min, parameter.max, parameter.unit);
  }
  return 'range' in parameter ? parameter.range : '';
}
