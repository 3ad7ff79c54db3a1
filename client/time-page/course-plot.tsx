import type { SequencePerceptDescription } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';

type Course = SequencePerceptDescription['courses'][number];

const WIDTH = 560;
const HEIGHT = 120;
const MARGIN = 6;
/** Half of the standard normal distribution's central 95 %. */
const BAND = 1.96;

/** One quantity in time: the band of the belief, its mean, the truth and what was seen. */
export function CoursePlot({
  course,
  perceiver,
  shown,
  range: [low, high],
}: {
  readonly course: Course;
  readonly perceiver: string;
  /** Steps that have unfolded. */
  readonly shown: number;
  readonly range: readonly [number, number];
}) {
  const { mean, standardDeviation, truth, observed, name } = course;
  const x = (step: number): number =>
    MARGIN + (step / Math.max(1, mean.length - 1)) * (WIDTH - 2 * MARGIN);
  const y = (value: number): number =>
    HEIGHT - MARGIN - ((value - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
  const line = (values: readonly (number | null)[]): string =>
    values
      .slice(0, shown)
      .map((value, step) => (value === null ? '' : `${x(step).toFixed(1)},${clamped(y(value))}`))
      .filter((point) => point !== '')
      .join(' ');
  const edge = (sign: number): readonly string[] =>
    mean.slice(0, shown).flatMap((value, step) => {
      const deviation = standardDeviation?.[step] ?? null;
      return value === null || deviation === null
        ? []
        : [`${x(step).toFixed(1)},${clamped(y(value + sign * BAND * deviation))}`];
    });
  const last = mean[Math.min(shown, mean.length) - 1] ?? null;
  const label = messages.timePage.course(name, perceiver, words(mean[0] ?? null), words(last));
  return (
    <figure class="course">
      <figcaption>
        {name} <output>{words(last)}</output>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {standardDeviation !== null && (
          <polygon class="band" points={[...edge(1), ...[...edge(-1)].reverse()].join(' ')} />
        )}
        {truth !== null && <polyline class="truth" points={line(truth)} />}
        {observed
          ?.slice(0, shown)
          .map((value, step) =>
            value === null ? null : (
              <circle
                key={step}
                class="seen"
                cx={x(step).toFixed(1)}
                cy={clamped(y(value))}
                r="1.7"
              />
            ),
          )}
        <polyline class="mean" points={line(mean)} />
      </svg>
    </figure>
  );
}

/** Smallest and largest number of some courses, with a little room. */
export function rangeOf(courses: readonly Course[]): readonly [number, number] {
  const numbers = courses
    .flatMap(({ mean, truth, observed }) => [...mean, ...(truth ?? []), ...(observed ?? [])])
    .filter((value) => value !== null);
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const room = high > low ? (high - low) * 0.06 : 1;
  return [low - room, high + room];
}

function clamped(value: number): string {
  return Math.min(HEIGHT + 2, Math.max(-2, value)).toFixed(1);
}

function words(value: number | null): string {
  return value === null ? '–' : formatNumber(value);
}
