import type { Random } from '../../maths/random.ts';

/** Examples to learn from. */
export interface TrainingData {
  /** Numbers of an example. */
  readonly size: number;
  readonly count: number;
  /** `count x size` */
  readonly rows: Float32Array;
  /** Class of every example, and how many classes there are; `null` where there are none. */
  readonly classes: { readonly count: number; readonly labels: Int32Array } | null;
}

/** Points as examples, without classes unless they are given. */
export function trainingPoints(
  points: readonly (readonly number[])[],
  classes: TrainingData['classes'] = null,
): TrainingData {
  const size = points[0]?.length ?? 0;
  return {
    size,
    count: points.length,
    rows: Float32Array.from(points.flat()),
    classes,
  };
}

/** Examples drawn at random, with their classes as rows of zeros with a one where there are any. */
export function drawExamples(
  { size, count, rows, classes }: TrainingData,
  batch: number,
  random: Random,
): { readonly rows: Float32Array; readonly classes: Float32Array } {
  const width = classes?.count ?? 0;
  const drawn = new Float32Array(batch * size);
  const named = new Float32Array(batch * width);
  for (let row = 0; row < batch; row++) {
    const example = random.integer(count);
    drawn.set(rows.subarray(example * size, (example + 1) * size), row * size);
    if (classes !== null) named[row * width + classes.labels[example]!] = 1;
  }
  return { rows: drawn, classes: named };
}

/** Standard normal numbers, `rows x columns`. */
export function normalNumbers(count: number, random: Random): Float32Array {
  return random.normals(new Float32Array(count));
}

/** Rows side by side: `rows x (a + b)` of two blocks with the same number of rows. */
export function besideEachOther(
  rows: number,
  first: Float32Array,
  second: Float32Array,
): Float32Array {
  const [a, b] = [first.length / rows, second.length / rows];
  if (b === 0) return first;
  const joined = new Float32Array(rows * (a + b));
  for (let row = 0; row < rows; row++) {
    joined.set(first.subarray(row * a, (row + 1) * a), row * (a + b));
    joined.set(second.subarray(row * b, (row + 1) * b), row * (a + b) + a);
  }
  return joined;
}
