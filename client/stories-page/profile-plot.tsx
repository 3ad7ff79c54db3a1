import { formatNumber } from '../state/format-number.ts';

const WIDTH = 360;
const HEIGHT = 220;
const LEFT = 40;
const BELOW = 22;
const MARGIN = 8;

/** Data of several numbers, each a line from its first number to its last. */
export function ProfilePlot({
  label,
  rows,
  chosen,
}: {
  readonly label: string;
  readonly rows: readonly (readonly number[])[];
  readonly chosen: readonly number[] | null;
}) {
  const all = (chosen === null ? rows : [...rows, chosen]).flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const count = rows[0]?.length ?? 2;
  const across = (index: number): number =>
    LEFT + 12 + (index / (count - 1)) * (WIDTH - LEFT - MARGIN - 24);
  const down = (value: number): number =>
    MARGIN + (1 - (value - low) / Math.max(high - low, 1e-9)) * (HEIGHT - BELOW - MARGIN);
  const line = (row: readonly number[]): string =>
    row.map((value, index) => `${across(index).toFixed(1)},${down(value).toFixed(1)}`).join(' ');
  return (
    <svg
      class="story-plot story-profile"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      {[low, (low + high) / 2, high].map((value) => (
        <g key={value}>
          <line
            class="story-grid"
            x1={LEFT}
            x2={WIDTH - MARGIN}
            y1={down(value)}
            y2={down(value)}
          />
          <text x={LEFT - 5} y={down(value) + 4} text-anchor="end">
            {formatNumber(Number(value.toPrecision(2)))}
          </text>
        </g>
      ))}
      {Array.from({ length: count }, (_, index) => (
        <text key={index} x={across(index)} y={HEIGHT - 6} text-anchor="middle">
          {index + 1}
        </text>
      ))}
      {rows.map((row, index) => (
        <polyline key={index} class="story-line" points={line(row)} />
      ))}
      {chosen !== null && <polyline class="story-chosen" points={line(chosen)} />}
    </svg>
  );
}
