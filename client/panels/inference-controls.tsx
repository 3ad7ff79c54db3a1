import { useId } from 'preact/hooks';
import { type SessionState, STARTS } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { ParameterField } from './parameter-field.tsx';

/** How beliefs are inferred: the scheme with its parameters, the engine, which precisions are in force, and the start. */
export function InferenceControls() {
  const { store, adjustments } = useLab();
  const session = store.session.value;
  if (session === null) return null;
  const { levels } = messages;
  const modes = session.precisionModes;
  return (
    <div class="inference">
      <h3>{levels.inference}</h3>
      <SchemeControls session={session} />
      <Choice
        label={levels.engine}
        meaning={`${levels.engineMeaning} ${session.engine.reason}`}
        value={session.engine.name}
        choices={session.engines.map((name) => ({ name, label: name }))}
        onChoose={(name) => adjustments.setEngine(name)}
      />
      <Choice
        label={levels.precisionMode}
        meaning={levels.precisionModeMeaning(modes.length)}
        value={session.precisionMode}
        choices={modes.map((name) => ({ name, label: levels.precisionModes[name] }))}
        onChoose={(name) => adjustments.setPrecisionMode(name)}
      />
      <Choice
        label={levels.start}
        meaning={levels.startMeaning}
        value={session.start}
        choices={STARTS.map((name) => ({ name, label: levels.starts[name] }))}
        onChoose={(name) => adjustments.setStart(name)}
      />
    </div>
  );
}

function SchemeControls({ session }: { readonly session: SessionState }) {
  const { adjustments } = useLab();
  const { levels } = messages;
  const { scheme, schemes } = session;
  const present = schemes.find(({ name }) => name === scheme.name);
  return (
    <>
      <Choice
        label={levels.scheme}
        meaning={present?.summary ?? ''}
        value={scheme.name}
        choices={schemes.map(({ name, summary, refusal }) => ({
          name,
          label: refusal === null ? name : levels.schemeRefused(name),
          title: refusal ?? summary,
          disabled: refusal !== null,
        }))}
        onChoose={(name) => adjustments.setScheme({ name, parameters: {} })}
      />
      <p class="hint">{present?.summary}</p>
      {(present?.parameters ?? []).map((parameter) => (
        <ParameterField
          key={`${scheme.name} ${parameter.name}`}
          parameter={parameter}
          value={scheme.parameters[parameter.name] ?? String(parameter.default ?? '')}
          while="done"
          onChange={(value) =>
            adjustments.setScheme({
              name: scheme.name,
              parameters: { ...scheme.parameters, [parameter.name]: value },
            })
          }
        />
      ))}
    </>
  );
}

function Choice<Name extends string>(props: {
  readonly label: string;
  readonly meaning: string;
  readonly value: Name;
  readonly choices: readonly {
    readonly name: Name;
    readonly label: string;
    readonly title?: string;
    readonly disabled?: boolean;
  }[];
  readonly onChoose: (name: Name) => void;
}) {
  const id = useId();
  const { label, meaning, value, choices, onChoose } = props;
  return (
    <div class="choice">
      <label for={id} title={meaning}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        title={meaning}
        disabled={choices.length < 2}
        onChange={({ currentTarget }) => {
          const chosen = choices.find(({ name }) => name === currentTarget.value);
          if (chosen !== undefined) onChoose(chosen.name);
        }}
      >
        {choices.map(({ name, label: text, title, disabled = false }) => (
          <option key={name} value={name} title={title} disabled={disabled}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
