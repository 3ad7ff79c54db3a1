import { useSignal } from '@preact/signals';
import type { RunState } from '../../protocol/index.ts';
import { figureUrl } from '../connection/experiments.ts';
import { messages } from '../messages.ts';
import { ColumnNames } from './column-names.tsx';
import { firstPair, type Side, sidesOf } from './compared-sides.ts';
import { type Estimate, estimateDifference } from './estimate-difference.ts';

/** Most figures of each side. */
const FIGURES = 6;

/** Two runs, or two groups, side by side: estimates with intervals, their differences, figures. */
export function CompareRuns({ runs }: { readonly runs: readonly RunState[] }) {
  const { experimentsPage: words } = messages;
  const sides = sidesOf(runs);
  const first = useSignal('');
  const second = useSignal('');
  const offered = firstPair(sides);
  if (offered === null) return null;
  const [next, newest] = offered;
  const chosen = (key: string, otherwise: Side): Side =>
    sides.find((side) => side.key === key) ?? otherwise;
  const pair = [chosen(first.value, next), chosen(second.value, newest)] as const;
  return (
    <section class="run-compare" aria-label={words.compare}>
      <h3>{words.compare}</h3>
      <p class="hint">{words.compareHint}</p>
      <div class="compare-sides">
        {[
          { label: words.left, choice: first, side: pair[0] },
          { label: words.right, choice: second, side: pair[1] },
        ].map(({ label, choice, side }) => (
          <label key={label}>
            <span>{label}</span>
            <select
              value={side.key}
              onChange={({ currentTarget }) => (choice.value = currentTarget.value)}
            >
              {sides.map(({ key, run, number, group }) => (
                <option key={key} value={key}>
                  {words.sideOf(run, number, group)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <ComparedEstimates first={pair[0].estimates} second={pair[1].estimates} />
      <div class="compare-figures">
        {pair[0].run.run === pair[1].run.run
          ? null
          : pair.map(({ run }, at) => (
              <div key={`${at} ${run.run}`}>
                {run.figures.slice(0, FIGURES).map((figure) => (
                  <img
                    key={figure}
                    src={figureUrl(run.run, figure)}
                    alt={words.figure(run.experiment, figure)}
                    loading="lazy"
                  />
                ))}
              </div>
            ))}
      </div>
    </section>
  );
}

function ComparedEstimates({
  first,
  second,
}: {
  readonly first: Readonly<Record<string, Estimate>>;
  readonly second: Readonly<Record<string, Estimate>>;
}) {
  const { experimentsPage: words } = messages;
  const shared = Object.entries(first).flatMap(([name, a]) => {
    const b = second[name];
    return b === undefined ? [] : [{ name, a, b }];
  });
  if (shared.length === 0) return <p>{words.nothingShared}</p>;
  return (
    <div class="compare-table" tabIndex={0} role="region" aria-label={words.differences}>
      <table class="run-estimates">
        <ColumnNames names={words.comparedColumns} />
        <tbody>
          {shared.map(({ name, a, b }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{words.interval(a)}</td>
              <td>{words.interval(b)}</td>
              <td>
                <Whiskers estimate={estimateDifference(a, b)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A difference in words, and as a dot with its interval around a line at zero. */
function Whiskers({ estimate }: { readonly estimate: Estimate }) {
  const { experimentsPage: words } = messages;
  const { value, lower, upper } = estimate;
  const text = words.interval(estimate);
  if (value === null || lower === null || upper === null) return <>{text}</>;
  const most = Math.max(Math.abs(lower), Math.abs(upper)) || 1;
  const place = (number: number): number => 60 + 54 * (number / most);
  return (
    <span class="whiskers">
      <svg viewBox="0 0 120 14" width={120} height={14} aria-hidden="true">
        <line class="zero" x1={60} x2={60} y1={0} y2={14} />
        <line class="interval" x1={place(lower)} x2={place(upper)} y1={7} y2={7} />
        <circle cx={place(value)} cy={7} r={3.5} />
      </svg>
      {text}
    </span>
  );
}
