import uPlot from 'uplot';
import { readColours } from '../scene/css-colours.ts';
import { formatNumber } from '../state/format-number.ts';
import { placeOf, type TracePoint } from '../state/trace-log.ts';
import type { ViewContext } from '../view.ts';

/** One line of a strip. */
export interface StripSeries {
  readonly label: string;
  /** Name of a colour of the style sheet. */
  readonly colour: StripColour;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly read: (point: TracePoint) => number | undefined;
}

/** Colours that lines may have. */
export const STRIP_COLOURS = [
  'free-energy',
  'accuracy',
  'complexity',
  'level-0',
  'level-1',
  'level-2',
  'level-3',
  'level-4',
] as const;
/** One of {@link STRIP_COLOURS}. */
export type StripColour = (typeof STRIP_COLOURS)[number];

/** A strip chart over the frames of the history, with a mark at the shown one. */
export interface Strip {
  draw(): void;
  /** Shows or hides the line with this index. */
  show(line: number, shown: boolean): void;
  dispose(): void;
}

/** Frames that a strip shows at a time. */
const WINDOW = 900;

/** Colour of a level's line; levels beyond the table share the last. */
export function levelColour(level: number): StripColour {
  return STRIP_COLOURS.find((name) => name === `level-${Math.min(4, level)}`) ?? 'level-4';
}

/** Makes a strip chart that fills its host; a click on it goes to that frame. */
export function createStrip(
  host: HTMLElement,
  { store, transport }: ViewContext,
  { title, series }: { readonly title: string; readonly series: readonly StripSeries[] },
): Strip {
  const colours = readColours(host, [...STRIP_COLOURS, 'muted', 'grid', 'text']);
  const font = '11px system-ui, sans-serif';
  const axis = {
    stroke: colours.muted,
    font,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
  };
  let drawn: readonly TracePoint[] = [];
  const mark = (plot: uPlot, sequence: number, colour: string): void => {
    const { ctx, bbox } = plot;
    const x = plot.valToPos(sequence, 'x', true);
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  };
  const drawMarks = (plot: uPlot): void => {
    for (const [index, { sequence, step }] of drawn.entries()) {
      // Where steps count from zero again, something new was presented.
      if (step < (drawn[index - 1]?.step ?? 0)) mark(plot, sequence, colours.muted);
    }
    const shown = store.shown.peek()?.header.sequence;
    if (!store.cursor.peek().following && shown !== undefined) mark(plot, shown, colours.text);
  };
  const plot = new uPlot(
    {
      width: Math.max(50, host.clientWidth),
      height: Math.max(40, host.clientHeight),
      title,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 5 } },
      scales: { x: { time: false } },
      axes: [
        { ...axis, size: 22, gap: 2 },
        { ...axis, size: 52, gap: 3, values: (_, splits) => splits.map(formatNumber) },
      ],
      series: [
        {},
        ...series.map(({ label, colour, width = 1.5, dash }) => ({
          label,
          stroke: colours[colour],
          width,
          points: { show: false },
          ...(dash === undefined ? {} : { dash: [...dash] }),
        })),
      ],
      hooks: { draw: [drawMarks] },
    },
    [[], ...series.map(() => [])],
    host,
  );
  const resize = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = host;
    if (width > 0 && height > 0) plot.setSize({ width, height });
  });
  resize.observe(host);
  const onClick = (): void => {
    const { idx } = plot.cursor;
    const sequence = typeof idx === 'number' ? plot.data[0][idx] : undefined;
    if (sequence !== undefined) transport.seek(sequence);
  };
  plot.over.addEventListener('click', onClick);
  return {
    draw() {
      const points = windowAround(store.traces.points, store.shown.peek()?.header.sequence);
      drawn = points;
      plot.setData([
        points.map(({ sequence }) => sequence),
        ...series.map(({ read }) => points.map((point) => read(point) ?? null)),
      ]);
    },
    show: (line, shown) => plot.setSeries(line + 1, { show: shown }),
    dispose() {
      resize.disconnect();
      plot.over.removeEventListener('click', onClick);
      plot.destroy();
    },
  };
}

/** The newest points, or those around a frame of the past. */
function windowAround(
  points: readonly TracePoint[],
  sequence: number | undefined,
): readonly TracePoint[] {
  if (sequence === undefined) return points.slice(-WINDOW);
  const end = Math.max(placeOf(points, sequence) + WINDOW / 3, Math.min(points.length, WINDOW));
  return points.slice(Math.max(0, Math.min(end, points.length) - WINDOW), end);
}
