import { useSignal } from '@preact/signals';
import type { ParameterValues } from '../controls/sessions.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { ParameterField } from './parameter-field.tsx';

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
