import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type StimulusDescription, THUMBNAIL_SIDE } from '../../protocol/index.ts';
import { fetchStimuli, type StimulusList, stimulusUrl } from '../connection/catalogue.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { ChosenStimulus } from './chosen-stimulus.tsx';

/** Milliseconds after which the list is asked for again, so that files somebody is working on are seen to change. */
const REFRESH = 2000;

/** All stimuli as thumbnails that can be searched, and one of them with its parameters. */
export function GalleryPage() {
  const { store } = useLab();
  const list = useSignal<StimulusList | null>(null);
  const search = useSignal('');
  const chosen = useSignal('');
  useEffect(() => {
    let left = false;
    const refresh = (): void => {
      fetchStimuli().then(
        (answer) => {
          if (!left) list.value = answer;
        },
        (error: unknown) => {
          const text = error instanceof Error ? error.message : String(error);
          store.notice.value = { kind: 'problem', text };
        },
      );
    };
    refresh();
    const timer = setInterval(() => {
      if (hasOwn(list.peek())) refresh();
    }, REFRESH);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [list, store]);
  const { stimuliPage } = messages;
  if (list.value === null) return <main class="reading-page">{stimuliPage.loading}</main>;
  const { stimuli, broken } = list.value;
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = stimuli.filter((stimulus) =>
    words.every((word) => textOf(stimulus).includes(word)),
  );
  const selected = stimuli.find(({ name }) => name === chosen.value);
  return (
    <main class="gallery-page" id="page">
      <section class="gallery-list" aria-label={stimuliPage.list}>
        <h2>{stimuliPage.title}</h2>
        <p>{stimuliPage.explanation}</p>
        <input
          type="search"
          aria-label={stimuliPage.search}
          placeholder={stimuliPage.search}
          value={search.value}
          onInput={({ currentTarget }) => (search.value = currentTarget.value)}
        />
        <p class="hint" role="status">
          {stimuliPage.count(shown.length, stimuli.length)}
        </p>
        {broken.map(({ file, problem }) => (
          <p key={file} class="broken" role="alert">
            {stimuliPage.broken(file, problem)}
          </p>
        ))}
        <ul class="stimulus-grid">
          {shown.map((stimulus) => (
            <li key={stimulus.name}>
              <button
                type="button"
                class="thumbnail"
                aria-pressed={stimulus.name === chosen.value}
                title={stimulus.summary}
                onClick={() => (chosen.value = stimulus.name)}
              >
                <img
                  src={stimulusUrl(stimulus.name, 'thumbnail.png', {
                    size: String(THUMBNAIL_SIDE),
                    version: stimulus.version,
                  })}
                  alt=""
                  loading="lazy"
                  width={THUMBNAIL_SIDE}
                  height={THUMBNAIL_SIDE}
                />
                <span>{stimulus.name}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section class="gallery-chosen" aria-label={stimuliPage.chosen}>
        {selected === undefined ? (
          <p class="hint">{stimuliPage.none}</p>
        ) : (
          <ChosenStimulus key={selected.name} stimulus={selected} />
        )}
      </section>
    </main>
  );
}

function hasOwn(list: StimulusList | null): boolean {
  return (
    list !== null && (list.broken.length > 0 || list.stimuli.some(({ family }) => family === 'own'))
  );
}

function textOf({ name, family, summary, equivalent, illusion }: StimulusDescription): string {
  return [name, family, summary, equivalent ?? '', illusion ?? ''].join(' ').toLowerCase();
}
