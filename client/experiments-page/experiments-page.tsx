import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ExperimentDescription, RunState } from '../../protocol/index.ts';
import { fetchExperiments } from '../connection/experiments.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { CompareRuns } from './compare-runs.tsx';
import { ExperimentDesign } from './experiment-design.tsx';
import { FilePane } from './file-pane.tsx';
import { RunList } from './run-list.tsx';
import { RunPane } from './run-pane.tsx';

/** The choice that is no classical experiment. */
const OWN_FILE = ' file';

/** Experiments, classical or of one's own: choose one, see its design, run it on agents, open past runs. */
export function ExperimentsPage() {
  const { store, runs } = useLab();
  const experiments = useSignal<readonly ExperimentDescription[]>([]);
  const known = useSignal<readonly RunState[]>([]);
  const chosen = useSignal('');
  const run = useSignal<RunState | null>(null);
  const tell = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    store.notice.value = { kind: 'problem', text };
  };
  const refresh = (): void => {
    runs.list().then((found) => (known.value = found), tell);
  };
  const isLinked = store.linkStatus.value === 'open';
  useEffect(() => {
    if (!isLinked) return;
    fetchExperiments().then((found) => {
      experiments.value = found;
      if (chosen.peek() === '') chosen.value = found[0]?.name ?? '';
    }, tell);
    refresh();
  }, [isLinked]);
  const { experimentsPage } = messages;
  const experiment = experiments.value.find(({ name }) => name === chosen.value);
  const show = (state: RunState): void => {
    chosen.value = state.isFile ? OWN_FILE : state.experiment;
    run.value = state;
  };
  const act = (asked: Promise<RunState>): void => {
    asked.then((state) => {
      show(state);
      refresh();
    }, tell);
  };
  return (
    <main class="reading-page experiments-page" id="page">
      <h2>{experimentsPage.title}</h2>
      <p>{experimentsPage.explanation}</p>
      <label class="experiment-choice">
        <span>{experimentsPage.experiment}</span>
        <select
          value={chosen.value}
          onChange={({ currentTarget }) => {
            chosen.value = currentTarget.value;
            run.value = null;
          }}
        >
          {experiments.value.map(({ name, label }) => (
            <option key={name} value={name}>
              {experimentsPage.choice(name, label)}
            </option>
          ))}
          <option value={OWN_FILE}>{experimentsPage.ownFile}</option>
        </select>
      </label>
      {chosen.value === OWN_FILE && <FilePane onRun={(asked) => act(runs.start(asked))} />}
      {experiment !== undefined && (
        <ExperimentDesign
          key={experiment.name}
          experiment={experiment}
          onRun={(asked) => act(runs.start({ experiment: experiment.name, ...asked }))}
        />
      )}
      {run.value !== null && (
        <RunPane
          key={run.value.run}
          first={run.value}
          experiment={experiment ?? null}
          onOver={refresh}
          onStop={(name) => act(runs.stop(name))}
          onResume={(name) => act(runs.resume(name))}
        />
      )}
      <RunList runs={known.value} onChoose={show} />
      <CompareRuns runs={known.value} />
    </main>
  );
}
