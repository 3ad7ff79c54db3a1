import type { RunState } from '../../protocol/index.ts';
import { messages } from '../messages.ts';

/** Runs that this server keeps, the newest first. */
export function RunList({
  runs,
  onChoose,
}: {
  readonly runs: readonly RunState[];
  readonly onChoose: (run: RunState) => void;
}) {
  const { experimentsPage: words } = messages;
  return (
    <section aria-label={words.runs}>
      <h3>{words.runs}</h3>
      {runs.length === 0 && <p class="hint">{words.none}</p>}
      <ul class="run-list">
        {runs.map((state) => (
          <li key={state.run}>
            <button type="button" onClick={() => onChoose(state)}>
              {words.runOf(state, state.status)}
            </button>
            {state.result !== null && <span> {words.verdict(state.result.verdict)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
