import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { LearnerDescription } from '../../protocol/index.ts';
import { fetchLearners } from '../connection/learners.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { LearnerPane } from './learner-pane.tsx';

const TRIALS = 200;
/** Milliseconds between trials while playing. */
const PACE = 60;

/** Two models of learning watch the same sequence, trial by trial. */
export function LearnersPage() {
  const { store } = useLab();
  const { learnersPage } = messages;
  const learners = useSignal<readonly LearnerDescription[]>([]);
  const seed = useSignal(1);
  const shown = useSignal(TRIALS);
  const playing = useSignal(false);
  useEffect(() => {
    fetchLearners().then(
      (found) => (learners.value = found),
      (error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        store.notice.value = { kind: 'problem', text };
      },
    );
  }, [learners, store]);
  useEffect(() => {
    if (!playing.value) return undefined;
    const timer = setInterval(() => {
      shown.value = Math.min(TRIALS, shown.value + 1);
      if (shown.value === TRIALS) playing.value = false;
    }, PACE);
    return () => clearInterval(timer);
  }, [playing.value, playing, shown]);
  return (
    <main class="reading-page" id="page">
      <h2>{learnersPage.title}</h2>
      <p>{learnersPage.explanation}</p>
      <div class="learner-time">
        <button
          type="button"
          onClick={() => {
            if (!playing.value && shown.value === TRIALS) shown.value = 1;
            playing.value = !playing.value;
          }}
        >
          {playing.value ? learnersPage.pause : learnersPage.play}
        </button>
        <label>
          <span>{learnersPage.trial(shown.value, TRIALS)}</span>
          <input
            type="range"
            min={1}
            max={TRIALS}
            value={shown.value}
            onInput={(event) => {
              playing.value = false;
              shown.value = event.currentTarget.valueAsNumber;
            }}
          />
        </label>
        <button type="button" onClick={() => seed.value++}>
          {learnersPage.another}
        </button>
      </div>
      {learners.value.length > 0 && (
        <div class="learner-panes">
          {(['hgf-binary', 'rescorla-wagner'] as const).map((first, at) => (
            <LearnerPane
              key={first}
              title={learnersPage.learner(at + 1)}
              learners={learners.value}
              first={first}
              trials={TRIALS}
              seed={seed.value}
              shown={shown.value}
            />
          ))}
        </div>
      )}
      <p class="hint">{learnersPage.relation}</p>
    </main>
  );
}
