import { useSignal } from '@preact/signals';
import { LIMITS, type MessageInput, type TrainingChoices } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { MOST_SEED, WholeNumberField } from '../panels/whole-number-field.tsx';

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
      <WholeNumberField label={words.seed} text={seed} min={0} max={MOST_SEED} />
      <WholeNumberField
        label={words.steps}
        text={steps}
        min={1}
        max={LIMITS.trainingSteps}
        placeholder={words.usualSteps}
      />
      <button type="submit">{words.train}</button>
    </form>
  );
}
