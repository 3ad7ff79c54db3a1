import { useSignal } from '@preact/signals';
import type { ParameterDescription } from '../../protocol/index.ts';
import type { ParameterValues } from '../controls/sessions.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** The agent's own parameters; a form made from their table. Another agent is opened with them. */
export function AgentParameters() {
  const { store, sessions } = useLab();
  const changes = useSignal<ParameterValues>({});
  const session = store.session.value;
  if (session === null) return null;
  const { agent } = session;
  const { stimulus } = messages;
  return (
    <details class="parameters">
      <summary>{stimulus.parameters}</summary>
      <p class="hint">{agent.summary}</p>
      {agent.parameters.length === 0 ? (
        <p class="hint">{stimulus.noParameters}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            sessions.open(agent.name, { ...session.parameters, ...changes.value });
            changes.value = {};
          }}
        >
          {agent.parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={
                changes.value[parameter.name] ??
                session.parameters[parameter.name] ??
                (typeof parameter.default === 'boolean'
                  ? String(parameter.default)
                  : (parameter.default ?? ''))
              }
              onChange={(value) => (changes.value = { ...changes.value, [parameter.name]: value })}
            />
          ))}
          <button type="submit">{stimulus.parametersOpen}</button>
        </form>
      )}
    </details>
  );
}

function ParameterField(props: {
  readonly parameter: ParameterDescription;
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
}) {
  const { parameter, value, onChange } = props;
  return (
    <label class="parameter" title={parameter.meaning}>
      <span>
        {parameter.name}
        {parameter.kind === 'number' && <small> {parameter.unit}</small>}
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
      ) : parameter.kind === 'number' ? (
        <input
          type="number"
          min={parameter.min}
          max={parameter.max}
          step="any"
          value={value}
          onInput={({ currentTarget }) => onChange(Number(currentTarget.value))}
        />
      ) : (
        <input
          type="text"
          value={value}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </label>
  );
}
