import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';

/** Numbers by trial; null where there is none. */
type Numbers = readonly (number | null)[];

/** A line with a band around it, trial by trial. */
export interface CoursePlotProps {
  readonly label: string;
  readonly kind: 'prediction' | 'volatility';
  readonly mean: Numbers;
  readonly lower: Numbers | null;
  readonly upper: Numbers | null;
  /** Marks at the top and the bottom: what was observed. */
  readonly observed?: readonly number[];
  readonly low: number;
  readonly high: number;
  /** Trials that are shown; the others have not happened yet. */
  readonly shown: number;
}

const WIDTH = 600;
const LEFT = 44;

/** Draws the course of a belief as a picture that scales with the page. */
export function CoursePlot({
  label,
  kind,
  mean,
  lower,
  upper,
  observed,
  low,
  high,
  shown,
}: CoursePlotProps) {
  const height = kind === 'prediction' ? 190 : 110;
  const across = (trial: number): number =>
    LEFT + ((WIDTH - LEFT - 8) * (trial + 0.5)) / mean.length;
  const down = (value: number): number => {
    const clipped = Math.min(high, Math.max(low, value));
    return 8 + (height - 30) * (1 - (clipped - low) / (high - low));
  };
  const points = (values: Numbers): string[] =>
    values
      .slice(0, shown)
      .flatMap((value, trial) =>
        value === null ? [] : [`${across(trial).toFixed(1)} ${down(value).toFixed(1)}`],
      );
  const line = points(mean);
  const band =
    lower === null || upper === null ? [] : [...points(upper), ...points(lower).reverse()];
  const ticks = [low, (low + high) / 2, high];
  return (
    <svg
      class={`course course-${kind}`}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={label}
    >
      {ticks.map((value) => (
        <g key={value}>
          <line class="course-grid" x1={LEFT} x2={WIDTH - 8} y1={down(value)} y2={down(value)} />
          <text x={LEFT - 6} y={down(value) + 4} text-anchor="end">
            {formatNumber(Number(value.toPrecision(2)))}
          </text>
        </g>
      ))}
      {band.length > 0 && <path class="course-band" d={`M${band.join('L')}Z`} />}
      {line.length > 0 && <path class="course-line" d={`M${line.join('L')}`} />}
      {observed?.slice(0, shown).map((value, trial) => (
        <circle
          key={trial}
          class="course-observed"
          cx={across(trial)}
          cy={value === 1 ? 4 : height - 18}
          r={1.6}
        />
      ))}
      <text x={(LEFT + WIDTH) / 2} y={height - 3} text-anchor="middle">
        {messages.learnersPage.axis[kind]}
      </text>
    </svg>
  );
}
