import type { FrameHeader } from '../../protocol/index.ts';

/** What the traces keep of one frame. */
export interface TracePoint {
  readonly sequence: number;
  readonly step: number;
  readonly total: number;
  readonly accuracy: number;
  readonly complexity: number;
  readonly levels: readonly number[];
  readonly errorNorms: readonly number[];
}

/** Numbers per frame, in the order of their sequence; the log owns its array. */
export interface TraceLog {
  /** Oldest first. */
  readonly points: readonly TracePoint[];
  /** Adds a frame at its place; a frame already there is replaced. */
  add(header: FrameHeader): void;
  clear(): void;
}

/** Makes an empty log that keeps about the newest `capacity` points. */
export function createTraceLog(capacity = 6000): TraceLog {
  const points: TracePoint[] = [];
  return {
    points,
    add({ sequence, step, freeEnergy, errorNorms }) {
      const { total, accuracy, complexity, levels } = freeEnergy;
      const point = { sequence, step, total, accuracy, complexity, levels, errorNorms };
      const last = points.at(-1);
      if (last === undefined || last.sequence < sequence) {
        points.push(point);
      } else {
        const place = placeOf(points, sequence);
        points.splice(place, points[place]?.sequence === sequence ? 1 : 0, point);
      }
      if (points.length > capacity * 1.25) points.splice(0, points.length - capacity);
    },
    clear() {
      points.length = 0;
    },
  };
}

/** Index of the first point that is not older than `sequence`. */
export function placeOf(points: readonly TracePoint[], sequence: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.sequence ?? Infinity) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
