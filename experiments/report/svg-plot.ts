/** A rectangle of data coordinates drawn into a picture. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xLabel: string;
  readonly yLabel: string;
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
}

/** Draws into a frame; every function returns SVG elements. */
export interface Plot {
  /** A line; it is interrupted where a value is not finite. */
  line(x: ArrayLike<number>, y: ArrayLike<number>, style: string): string;
  /** The area between two lines. */
  band(
    x: ArrayLike<number>,
    lower: ArrayLike<number>,
    upper: ArrayLike<number>,
    style: string,
  ): string;
  dots(x: ArrayLike<number>, y: ArrayLike<number>, style: string): string;
  /** The whole picture around what was drawn. */
  picture(content: readonly string[]): string;
}

const MARGIN = { left: 62, right: 10, top: 8, bottom: 34 };

/** Begins a plot in SVG. */
export function createPlot({ width, height, x, y, ...words }: PlotFrame): Plot {
  const [left, right] = x;
  const [low, high] = y;
  const innerWidth = width - MARGIN.left - MARGIN.right;
  const innerHeight = height - MARGIN.top - MARGIN.bottom;
  const across = (value: number): number =>
    MARGIN.left + ((value - left) / (right - left || 1)) * innerWidth;
  const down = (value: number): number =>
    MARGIN.top + (1 - (value - low) / (high - low || 1)) * innerHeight;
  const clip = (value: number): number => Math.min(high, Math.max(low, value));
  const point = (at: number, value: number): string =>
    `${across(at).toFixed(1)} ${down(clip(value)).toFixed(1)}`;
  return {
    line: (xs, ys, style) => {
      let path = '';
      let isDrawing = false;
      for (let index = 0; index < xs.length; index++) {
        if (Number.isFinite(ys[index]!)) {
          path += `${isDrawing ? 'L' : 'M'}${point(xs[index]!, ys[index]!)}`;
          isDrawing = true;
        } else isDrawing = false;
      }
      return `<path d="${path}" fill="none" ${style}/>`;
    },
    band: (xs, lower, upper, style) => {
      const indices = Array.from({ length: xs.length }, (_, index) => index);
      const there = indices.map((index) => point(xs[index]!, upper[index]!));
      const back = indices.reverse().map((index) => point(xs[index]!, lower[index]!));
      return `<path d="M${[...there, ...back].join('L')}Z" ${style}/>`;
    },
    dots: (xs, ys, style) => {
      let circles = '';
      for (let index = 0; index < xs.length; index++) {
        if (!Number.isFinite(ys[index]!)) continue;
        circles += `<circle cx="${across(xs[index]!).toFixed(1)}" cy="${down(clip(ys[index]!)).toFixed(1)}" r="2.2"/>`;
      }
      return `<g ${style}>${circles}</g>`;
    },
    picture: (content) => {
      const base = height - MARGIN.bottom;
      const ticks = [
        ...niceTicks(left, right).map(
          (value) =>
            `<line x1="${across(value).toFixed(1)}" x2="${across(value).toFixed(1)}" y1="${base}" y2="${base + 4}" class="axis"/><text x="${across(value).toFixed(1)}" y="${base + 15}" text-anchor="middle">${shown(value)}</text>`,
        ),
        ...niceTicks(low, high).map(
          (value) =>
            `<line x1="${MARGIN.left - 4}" x2="${MARGIN.left}" y1="${down(value).toFixed(1)}" y2="${down(value).toFixed(1)}" class="axis"/><text x="${MARGIN.left - 7}" y="${(down(value) + 3.5).toFixed(1)}" text-anchor="end">${shown(value)}</text>`,
        ),
      ];
      return [
        `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(words.title)}">`,
        `<path d="M${MARGIN.left} ${MARGIN.top}V${base}H${width - MARGIN.right}" fill="none" class="axis"/>`,
        ...ticks,
        ...content,
        `<text x="${MARGIN.left + innerWidth / 2}" y="${height - 4}" text-anchor="middle">${escaped(words.xLabel)}</text>`,
        `<text transform="translate(11 ${MARGIN.top + innerHeight / 2}) rotate(-90)" text-anchor="middle">${escaped(words.yLabel)}</text>`,
        '</svg>',
      ].join('');
    },
  };
}

/** Round numbers between two limits, at most six. */
export function niceTicks(from: number, to: number): number[] {
  const span = to - from;
  if (!(span > 0 && Number.isFinite(span))) return Number.isFinite(from) ? [from] : [];
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step - 1e-9); at * step <= to + step * 1e-9; at++) {
    ticks.push(at * step);
  }
  return ticks;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Text as HTML shows it. */
export function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
    ...{ '"': '&quot;', "'": '&#39;' },
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
