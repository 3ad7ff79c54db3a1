import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { StoryDescription } from '../../protocol/index.ts';
import { fetchStories } from '../connection/stories.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import type { PageChoice } from '../state/store.ts';
import { DatumField } from './datum-field.tsx';
import { StoryPane } from './story-pane.tsx';

const PAGE = 'stories';

/** Generative models: one told forward and backward, or two side by side on the same datum. */
export function StoriesPage() {
  const { store } = useLab();
  const { storiesPage } = messages;
  const stories = useSignal<readonly StoryDescription[]>([]);
  const isLinked = store.linkStatus.value === 'open';
  useEffect(() => {
    if (!isLinked || stories.peek().length > 0) return;
    fetchStories().then(
      (found) => (stories.value = found),
      (error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        store.notice.value = { kind: 'problem', text };
      },
    );
  }, [isLinked, stories, store]);
  const choice = store.choices.value[PAGE] ?? {};
  const choose = (changes: PageChoice): void => {
    // From what is chosen now: a slider comes to rest after other things have been chosen.
    const all = store.choices.peek();
    const next = Object.entries({ ...all[PAGE], ...changes }).filter(([, value]) => value !== '');
    store.choices.value = { ...all, [PAGE]: Object.fromEntries(next) };
  };
  const first = stories.value[0]?.name ?? '';
  const left = choice['story'] ?? first;
  const right = choice['beside'] ?? null;
  const seed = choice['seed'] ?? '1';
  const datum = choice['datum'] ?? '';
  const shared = {
    stories: stories.value,
    seed: Number(seed),
    datum,
    hidden: choice['hidden'] ?? '',
    onDatum: (text: string) => choose({ datum: text }),
    onHidden: (hidden: string) => choose({ hidden }),
  };
  return (
    <main class="reading-page stories-page" id="page">
      <h2>{storiesPage.title}</h2>
      <p>{storiesPage.explanation}</p>
      <div class="story-bar">
        <DatumField
          key={datum}
          datum={datum}
          form={stories.value.find(({ name }) => name === left)?.datum ?? ''}
          onDatum={shared.onDatum}
        />
        <label>
          <span>{storiesPage.seed}</span>
          <input
            type="number"
            min={0}
            max={1e9}
            step={1}
            value={seed}
            onChange={({ currentTarget }) => {
              const { value } = currentTarget;
              if (/^\d{1,9}$/.test(value)) choose({ seed: value === '1' ? '' : value });
            }}
          />
        </label>
        <label class="story-beside">
          <input
            type="checkbox"
            checked={right !== null}
            onChange={({ currentTarget }) =>
              choose({ beside: currentTarget.checked ? left : '', besideSet: '' })
            }
          />
          <span>{storiesPage.beside}</span>
        </label>
      </div>
      {stories.value.length > 0 && (
        <div class={right === null ? 'story-panes alone' : 'story-panes'}>
          <StoryPane
            {...shared}
            label={right === null ? storiesPage.only : storiesPage.left}
            name={left}
            set={choice['set'] ?? '{}'}
            onStory={(name) =>
              choose({ story: name === first ? '' : name, set: '', datum: '', hidden: '' })
            }
            onSet={(set) => choose({ set })}
          />
          {right !== null && (
            <StoryPane
              {...shared}
              label={storiesPage.right}
              name={right}
              set={choice['besideSet'] ?? '{}'}
              onStory={(name) => choose({ beside: name, besideSet: '' })}
              onSet={(set) => choose({ besideSet: set })}
            />
          )}
        </div>
      )}
    </main>
  );
}
