import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ExperimentDescription, RunState } from '../../protocol/index.ts';
import { fetchRun, reportUrl } from '../connection/experiments.ts';
import { messages } from '../messages.ts';
import { EstimateTable } from './estimate-table.tsx';

/** Milliseconds between two looks at a run that is under way. */
const LOOK_EVERY = 500;

/** What a pane needs. */
export interface RunPaneProps {
  readonly first: RunState;
  /** What is known of the experiment; `null` for a file. */
  readonly experiment: ExperimentDescription | null;
  /** The run is no longer under way. */
  readonly onOver: () => void;
  readonly onStop: (run: string) => void;
  readonly onResume: (run: string) => void;
}

/** One run: its trials and results as they come in, and its report when it is done. */
export function RunPane({ first, experiment, onOver, onStop, onResume }: RunPaneProps) {
  const state = useSignal(first);
  const { experimentsPage: words } = messages;
  const { run } = first;
  useEffect(() => {
    state.value = first;
    if (first.status !== 'running') return undefined;
    const leaving = new AbortController();
    let timer = 0;
    const look = async (): Promise<void> => {
      try {
        state.value = await fetchRun(run, leaving.signal);
      } catch {
        // The connection says so itself; the run goes on, and is looked at again.
      }
      if (leaving.signal.aborted) return;
      if (state.value.status === 'running')
        timer = window.setTimeout(() => void look(), LOOK_EVERY);
      else onOver();
    };
    void look();
    return () => {
      leaving.abort();
      window.clearTimeout(timer);
    };
  }, [run, first]);
  const { status, done, total, latest, estimates, result, problem } = state.value;
  return (
    <section class="run-pane" aria-label={words.aRun}>
      <h3>{words.runOf(first, status)}</h3>
      {status === 'running' && (
        <div class="run-progress">
          <progress value={done} max={Math.max(1, total)} aria-label={words.progress} />
          <span>{words.trials(done, total)}</span>
          <button type="button" onClick={() => onStop(run)}>
            {words.stop}
          </button>
        </div>
      )}
      {(status === 'interrupted' || status === 'failed') && (
        <p>
          {problem ?? words.interrupted}{' '}
          <button type="button" onClick={() => onResume(run)}>
            {words.resume}
          </button>
        </p>
      )}
      {result !== null && experiment !== null && (
        <p class="run-verdict" role="status">
          <b>{words.verdict(result.verdict)}</b>{' '}
          {words.outcome(experiment.claim, result.found, result.ablated, result.isKilled)}
          {result.reason === '' ? '' : ` ${words.reason(result.reason)}`}
        </p>
      )}
      {status === 'running' && latest !== null && (
        <div>
          <h4>{words.latest}</h4>
          <dl class="run-trial">
            {Object.entries(latest).map(([name, cell]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{words.cell(cell)}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {status === 'running' && estimates !== null && <EstimateTable estimates={estimates} />}
      {status === 'finished' && (
        <>
          <a href={reportUrl(run)} target="_blank" rel="noreferrer">
            {words.report}
          </a>
          <iframe
            class="run-report"
            src={reportUrl(run)}
            title={words.reportOf(first.experiment)}
          />
        </>
      )}
    </section>
  );
}
