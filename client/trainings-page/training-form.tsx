import { useSignal } from '@preact/signals';
import { LIMITS, type MessageInput, type TrainingChoices } from '../../protocol/index.ts';
import { messages } from '../messages.ts';

/** Family, data, seed and number of steps, and the button that starts a training. */
export function TrainingForm({
  choices: { families, data },
  onTrain,
}: {
  readonly choices: TrainingChoices;
  readonly onTrain: (asked: MessageInput<'training:start'>) => void;
}) {
  const family = useSignal(families[0] ?? '');
  const source = useSignal(data[0] ?? '');
  const seed = useSignal('1');
  const steps = useSignal('');
  const { trainingsPage: words } = messages;
  return (
    <form
      class="experiment-run"
      onSubmit={(event) => {
        event.preventDefault();
        onTrain({
          family: family.value,
          data: source.value,
          seed: Number(seed.value),
          ...(steps.value === '' ? {} : { steps: Number(steps.value) }),
        });
      }}
    >
      {[
        { label: words.family, choice: family, names: families },
        { label: words.data, choice: source, names: data },
      ].map(({ label, choice, names }) => (
        <label key={label}>
          <span>{label}</span>
          <select
            value={choice.value}
            onChange={({ currentTarget }) => (choice.value = currentTarget.value)}
          >
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
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
        <span>{words.steps}</span>
        <input
          type="number"
          min={1}
          max={LIMITS.trainingSteps}
          step={1}
          placeholder={words.usualSteps}
          value={steps.value}
          onInput={({ currentTarget }) => (steps.value = currentTarget.value)}
        />
      </label>
      <button type="submit">{words.train}</button>
    </form>
  );
}
