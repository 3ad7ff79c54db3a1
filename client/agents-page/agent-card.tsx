import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type {
  AgentDescription,
  LevelDescription,
  ParameterDescription,
  TrainingDescription,
} from '../../protocol/index.ts';
import { fetchAgent } from '../connection/catalogue.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** One agent in words and numbers. Lists carry no training record, so the card asks for the rest itself. */
export function AgentCard({ listed }: { readonly listed: AgentDescription }) {
  const { store, sessions } = useLab();
  const full = useSignal<AgentDescription | null>(null);
  const { name } = listed;
  useEffect(() => {
    let left = false;
    fetchAgent(name).then(
      (agent) => {
        if (!left) full.value = agent;
      },
      (error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        store.notice.value = { kind: 'problem', text };
      },
    );
    return () => {
      left = true;
    };
  }, [name, full, store]);
  const { agentsPage } = messages;
  const { summary, levels, parameters, sources, training } = full.value ?? listed;
  return (
    <article class="agent-card" aria-labelledby={`agent-${name}`}>
      <h3 id={`agent-${name}`}>{name}</h3>
      <p>{summary}</p>
      <button
        type="button"
        onClick={() => {
          sessions.open(name);
          store.page.value = 'perceive';
        }}
      >
        {agentsPage.perceive(name)}
      </button>
      <h4>{agentsPage.levels}</h4>
      <Levels levels={levels} />
      {parameters.length > 0 && (
        <>
          <h4>{agentsPage.parameters}</h4>
          <Parameters parameters={parameters} />
        </>
      )}
      <h4>{agentsPage.weights}</h4>
      {training === null ? <p>{agentsPage.written}</p> : <Training training={training} />}
      <h4>{agentsPage.sources}</h4>
      <ul>
        {sources.map(({ text, url }) => (
          <li key={text}>
            {url === undefined ? (
              text
            ) : (
              <a href={url} target="_blank" rel="noreferrer noopener">
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

function Levels({ levels }: { readonly levels: readonly LevelDescription[] }) {
  const { agentsPage } = messages;
  return (
    <ol class="agent-levels" start={0}>
      {levels.map(({ name, meaning, units, unit, predictedBy, prior }) => (
        <li key={name}>
          <strong>{name}</strong> · {agentsPage.units(units, unit)}. {meaning}.
          {predictedBy !== null && ` ${messages.levels.predictedBy}: ${predictedBy}.`}
          {prior !== null && ` ${messages.levels.prior}: ${prior}.`}
        </li>
      ))}
    </ol>
  );
}

function Parameters({ parameters }: { readonly parameters: readonly ParameterDescription[] }) {
  return (
    <dl class="agent-parameters">
      {parameters.map((parameter) => (
        <div key={parameter.name}>
          <dt>
            {parameter.name} = {String(parameter.default)}
            {parameter.kind === 'number' && ` ${parameter.unit}`}
          </dt>
          <dd>
            {parameter.meaning} {rangeOf(parameter)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function rangeOf(parameter: ParameterDescription): string {
  const { range, choices } = messages.agentsPage;
  switch (parameter.kind) {
    case 'number':
      return range(parameter.min, parameter.max);
    case 'choice':
      return choices(parameter.choices);
    case 'boolean':
      return choices(['true', 'false']);
    case 'text':
    case 'pair':
    case 'list':
    case 'pairs':
    case 'sides':
    case 'set':
      return parameter.range;
  }
}

function Training({ training }: { readonly training: TrainingDescription }) {
  const { agentsPage } = messages;
  return (
    <>
      <p>{agentsPage.trained(training)}</p>
      <pre class="agent-command">{training.command}</pre>
      <p class="hint">
        {agentsPage.hash} <code class="agent-hash">{training.sha256}</code>
      </p>
    </>
  );
}
