import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TrainingChoices, TrainingState } from '../../protocol/index.ts';
import { fetchTrainingChoices } from '../connection/trainings.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import type { SeenLosses } from './loss-trace.tsx';
import { TrainingForm } from './training-form.tsx';
import { TrainingPane } from './training-pane.tsx';

/** Milliseconds between two looks at the trainings. */
const LOOK_EVERY = 500;

/** Generative families that learn on the server: start one, watch its losses, stop it, go on with it. */
export function TrainingsPage() {
  const { store, trainings } = useLab();
  const choices = useSignal<TrainingChoices | null>(null);
  const known = useSignal<readonly TrainingState[]>([]);
  const seen = useSignal<ReadonlyMap<string, readonly SeenLosses[]>>(new Map());
  const tell = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    store.notice.value = { kind: 'problem', text };
  };
  const take = (found: readonly TrainingState[]): void => {
    known.value = found;
    seen.value = withLosses(seen.peek(), found);
  };
  const refresh = async (): Promise<void> => {
    take(await trainings.list());
  };
  const act = (asked: Promise<TrainingState>): void => {
    asked.then(refresh).catch(tell);
  };
  const isLinked = store.linkStatus.value === 'open';
  useEffect(() => {
    if (!isLinked) return undefined;
    fetchTrainingChoices().then((found) => (choices.value = found), tell);
    let timer = 0;
    let isOver = false;
    const look = async (): Promise<void> => {
      try {
        await refresh();
      } catch {
        // The connection says so itself; trainings go on, and are looked at again.
      }
      if (!isOver) timer = window.setTimeout(() => void look(), LOOK_EVERY);
    };
    void look();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [isLinked]);
  const { trainingsPage: words } = messages;
  return (
    <main class="reading-page trainings-page" id="page">
      <h2>{words.title}</h2>
      <p>{words.explanation}</p>
      {choices.value !== null && (
        <TrainingForm
          choices={choices.value}
          onTrain={(asked) => {
            act(trainings.start(asked));
          }}
        />
      )}
      <h3 id="trainings-title">{words.trainings}</h3>
      {known.value.length === 0 && <p class="hint">{words.none}</p>}
      <ul class="trainings" aria-labelledby="trainings-title">
        {known.value.map((state) => (
          <TrainingPane
            key={state.training}
            state={state}
            seen={seen.value.get(state.training) ?? []}
            onStop={() => {
              act(trainings.stop(state.training));
            }}
            onResume={() => {
              act(trainings.resume(state.training));
            }}
          />
        ))}
      </ul>
    </main>
  );
}

/** Losses seen so far, with those that are new. */
function withLosses(
  before: ReadonlyMap<string, readonly SeenLosses[]>,
  found: readonly TrainingState[],
): ReadonlyMap<string, readonly SeenLosses[]> {
  return new Map(
    found.map(({ training, done, losses }) => {
      const known = before.get(training) ?? [];
      const isNew = Object.keys(losses).length > 0 && done > (known.at(-1)?.step ?? -1);
      return [training, isNew ? [...known, { step: done, losses }] : known];
    }),
  );
}
