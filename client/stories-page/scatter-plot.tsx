import { formatNumber } from '../state/format-number.ts';

const SIDE = 360;
const LEFT = 40;
const BELOW = 22;
const MARGIN = 8;

/** Points in the plane, x to the right and y upwards, one unit as long on both axes; a click chooses a place. */
export function ScatterPlot({
  label,
  points,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly points: readonly (readonly number[])[];
  readonly chosen: readonly number[] | null;
  readonly onChoose: (point: readonly number[]) => void;
}) {
  const all = chosen === null ? points : [...points, chosen];
  const [xs, ys] = [0, 1].map((axis) => all.map((point) => point[axis] ?? 0)) as [
    number[],
    number[],
  ];
  const middle = (values: readonly number[]): number =>
    (Math.min(...values) + Math.max(...values)) / 2;
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  const half = Math.max(spread(xs), spread(ys), 1e-9) * 0.55;
  const [centreX, centreY] = [middle(xs), middle(ys)];
  const size = SIDE - LEFT - MARGIN;
  const high = SIDE - BELOW - MARGIN;
  const scale = Math.min(size, high) / (2 * half);
  const across = (x: number): number => LEFT + size / 2 + (x - centreX) * scale;
  const down = (y: number): number => MARGIN + high / 2 - (y - centreY) * scale;
  const ticks = (centre: number): readonly number[] =>
    [-half * 0.8, 0, half * 0.8].map((offset) => centre + offset);
  return (
    <svg
      class="story-plot story-scatter"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      role="img"
      aria-label={label}
      onClick={({ currentTarget, clientX, clientY }) => {
        const { left, top, width } = currentTarget.getBoundingClientRect();
        const x = ((clientX - left) / width) * SIDE;
        const y = ((clientY - top) / width) * SIDE;
        onChoose([
          centreX + (x - LEFT - size / 2) / scale,
          centreY - (y - MARGIN - high / 2) / scale,
        ]);
      }}
    >
      <rect class="story-frame" x={LEFT} y={MARGIN} width={size} height={high} />
      {ticks(centreX).map((value) => (
        <text key={value} x={across(value)} y={SIDE - 6} text-anchor="middle">
          {tick(value, half)}
        </text>
      ))}
      {ticks(centreY).map((value) => (
        <text key={value} x={LEFT - 5} y={down(value) + 4} text-anchor="end">
          {tick(value, half)}
        </text>
      ))}
      {points.map((point, index) => (
        <circle
          key={index}
          class="story-point"
          cx={across(point[0] ?? 0).toFixed(1)}
          cy={down(point[1] ?? 0).toFixed(1)}
          r={2.2}
        />
      ))}
      {chosen !== null && (
        <path
          class="story-chosen"
          d={`M${across(chosen[0] ?? 0) - 9} ${down(chosen[1] ?? 0)}h18m-9 -9v18`}
        />
      )}
    </svg>
  );
}

/** To a hundredth of what the axis spans, so that the middle does not read as a remainder. */
function tick(value: number, half: number): string {
  const step = 10 ** Math.floor(Math.log10(half / 20));
  return formatNumber(Math.round(value / step) * step);
}
