import type { StoryDescription } from '../../protocol/index.ts';
import { fetchTales } from '../connection/stories.ts';
import { messages } from '../messages.ts';
import { BackwardPart } from './backward-part.tsx';
import { ForwardPart } from './forward-part.tsx';
import { StoryParameters } from './story-parameters.tsx';
import { useAnswer } from './use-answer.ts';

/** Data that are told one by one. */
const FEW = 12;

/** Data that are shown together: points and texts, or pictures, which take longer. */
const MANY = { data: 200, pictures: 24 };

/** What a pane shows. */
export interface StoryPaneProps {
  readonly label: string;
  readonly stories: readonly StoryDescription[];
  readonly name: string;
  /** Parameters that differ from their defaults, as JSON. */
  readonly set: string;
  readonly seed: number;
  /** What is told backward; empty for nothing. */
  readonly datum: string;
  /** Bits of the pixels that are hidden, where data are pictures; empty for none. */
  readonly hidden: string;
  readonly onStory: (name: string) => void;
  readonly onSet: (set: string) => void;
  readonly onDatum: (datum: string) => void;
  readonly onHidden: (hidden: string) => void;
}

/** One story: what it is, told forward, and told backward. */
export function StoryPane(props: StoryPaneProps) {
  const { label, stories, name, set, seed, datum, hidden, onStory, onSet, onDatum, onHidden } =
    props;
  const { storiesPage } = messages;
  const story = stories.find((one) => one.name === name);
  const request = { story: name, set, seed };
  const told = useAnswer(story === undefined ? null : JSON.stringify(request), (signal) =>
    fetchTales(request, FEW, signal),
  );
  const count = told.answer?.picture === null ? MANY.data : MANY.pictures;
  const many = useAnswer(
    told.answer === null || told.isPending ? null : JSON.stringify([request, count]),
    (signal) => fetchTales(request, count, signal),
  );
  // The same seed tells the same data: many begin with the few.
  const newest = many.answer ?? told.answer;
  const tales = newest?.tales ?? null;
  const list = tales === null || 'unable' in tales ? [] : tales;
  // What really made the datum is known where one datum alone reads like it.
  const same = list.filter((tale) => tale.datum === datum);
  return (
    <section class="story-pane" aria-label={label}>
      <header>
        <label class="story-choice">
          <span>{label}</span>
          <select value={name} onChange={({ currentTarget }) => onStory(currentTarget.value)}>
            {story === undefined && <option value={name}>{name}</option>}
            {stories.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        {story === undefined ? (
          <p class="broken" role="alert">
            {storiesPage.unknown(name)}
          </p>
        ) : (
          <>
            <p>{story.summary}</p>
            <p class="hint">
              {storiesPage.datumIs(story.datum)}{' '}
              {story.sources.map(({ text, url }) => (
                <a key={url} href={url} target="_blank" rel="noreferrer noopener">
                  {text}
                </a>
              ))}
            </p>
            <StoryParameters key={name} parameters={story.parameters} set={set} onSet={onSet} />
          </>
        )}
      </header>
      {story !== undefined && (
        <div class="story-ways">
          <ForwardPart
            key={JSON.stringify(request)}
            label={label}
            name={name}
            tales={tales}
            picture={newest?.picture ?? null}
            problem={told.problem ?? many.problem}
            isPending={told.isPending}
            datum={datum}
            onDatum={onDatum}
          />
          <BackwardPart
            label={label}
            request={request}
            datum={datum}
            hidden={hidden}
            onDatum={onDatum}
            onHidden={onHidden}
            truth={same.length === 1 ? (same[0]?.choices ?? null) : null}
          />
        </div>
      )}
    </section>
  );
}
