import type { TrainingState } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { LossTrace, type SeenLosses } from './loss-trace.tsx';

/** One training: how far it is, its losses, and what can be done to it. */
export function TrainingPane({
  state,
  seen,
  onStop,
  onResume,
}: {
  readonly state: TrainingState;
  readonly seen: readonly SeenLosses[];
  readonly onStop: () => void;
  readonly onResume: () => void;
}) {
  const { trainingsPage: words } = messages;
  const { status, done, total, secondsLeft, folder, problem } = state;
  const name = words.name(state);
  return (
    <li class="run-pane" aria-label={name}>
      <h4>
        {name}: {words.status[status]}
      </h4>
      <div class="run-progress">
        <progress value={done} max={Math.max(1, total)} aria-label={words.progress} />
        <span>{words.steppedOf(done, total)}</span>
        {status === 'running' && (
          <>
            <span>{words.left(secondsLeft)}</span>
            <button type="button" onClick={onStop}>
              {words.stop}
            </button>
          </>
        )}
        {status === 'interrupted' && (
          <button type="button" onClick={onResume}>
            {words.resume}
          </button>
        )}
      </div>
      {problem !== null && <p>{problem}</p>}
      <LossTrace name={name} total={total} seen={seen} />
      {status === 'finished' && (
        <p class="hint">
          {words.folder} <code>{folder}</code>
        </p>
      )}
    </li>
  );
}
