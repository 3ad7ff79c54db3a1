import { messages } from '../messages.ts';
import { numbersOf, tableOf } from './numbers-of.ts';
import { ProfilePlot } from './profile-plot.tsx';
import { ScatterPlot } from './scatter-plot.tsx';

/** Lines of a list. */
const LISTED = 12;

/** Many data at once: points in the plane, lines of numbers, or a list of texts with how often each came. */
export function ManyData({
  name,
  data,
  datum,
  onDatum,
}: {
  readonly name: string;
  readonly data: readonly string[];
  readonly datum: string;
  readonly onDatum: (datum: string) => void;
}) {
  const { storiesPage } = messages;
  const table = tableOf(data);
  const chosen = numbersOf(datum);
  const width = table?.[0]?.length ?? 0;
  const counts = new Map<string, number>();
  for (const text of data) counts.set(text, (counts.get(text) ?? 0) + 1);
  const listed = [...counts].sort(([, one], [, other]) => other - one).slice(0, LISTED);
  const list = (
    <ul class="story-list">
      {listed.map(([text, count]) => (
        <li key={text}>
          <button type="button" aria-pressed={text === datum} onClick={() => onDatum(text)}>
            {text}
          </button>
          {count > 1 && <span class="hint"> {storiesPage.times(count)}</span>}
        </li>
      ))}
    </ul>
  );
  if (table === null || width < 2) {
    return (
      <div class="story-many">
        {list}
        <p class="hint">{storiesPage.kinds(counts.size, listed.length)}</p>
      </div>
    );
  }
  const mark = chosen?.length === width ? chosen : null;
  return (
    <div class="story-many">
      {width === 2 ? (
        <ScatterPlot
          label={storiesPage.scatter(name, table.length)}
          points={table}
          chosen={mark}
          onChoose={(point) => onDatum(point.map((value) => value.toPrecision(4)).join(', '))}
        />
      ) : (
        <ProfilePlot
          label={storiesPage.profile(name, table.length, width)}
          rows={table}
          chosen={mark}
        />
      )}
      <p class="hint">{width === 2 ? storiesPage.clickPlace : storiesPage.profileHint}</p>
      <details>
        <summary>{storiesPage.asList}</summary>
        {list}
      </details>
    </div>
  );
}
