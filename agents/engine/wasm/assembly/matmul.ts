import { FLOAT, storePart, VECTOR } from './lanes';
import { transposeSquare } from './transpose';

/** Columns of a packed panel of the right matrix: two vectors. */
const PANEL_COLUMNS: usize = 8;
const PANEL_ROW_BYTES: usize = PANEL_COLUMNS * FLOAT;
/** Rows of a packed panel. 256 x 8 numbers are 8 KiB and stay in the first-level cache. */
const PANEL_ROWS: usize = 256;
/** Rows of the left matrix that are multiplied with a panel together. */
const TILE_ROWS: usize = 4;
/** Up to so many rows, or so many inner steps, the right matrix is streamed row by row. */
const STREAMED_ROWS: usize = 3;
const STREAMED_INNER: usize = 4;
/** Up to so many rows, panels of the right matrix are used where they lie instead of packed. */
const UNPACKED_ROWS: usize = 8;

/** Bytes of scratch memory that {@link multiplyMatrices} needs. */
export const MATMUL_SCRATCH_BYTES: usize = PANEL_ROWS * PANEL_ROW_BYTES;

/** Flags of a product: add to what is there; the right matrix lies transposed. */
const ACCUMULATE: usize = 1;
const RIGHT_TRANSPOSED: usize = 2;

/** out (+)= left * right, row-major. The order of summation depends on nothing but the sizes and flags. */
export function multiplyMatrices(
  out: usize,
  left: usize,
  right: usize,
  rows: usize,
  inner: usize,
  columns: usize,
  flags: usize,
  scratch: usize,
): void {
  const accumulate = (flags & ACCUMULATE) != 0;
  const isTransposed = (flags & RIGHT_TRANSPOSED) != 0;
  if (isTransposed && rows <= STREAMED_ROWS) {
    for (let r: usize = 0; r < rows; r++) {
      multiplyByRows(out, left, right, inner, columns, accumulate);
      out += columns * FLOAT;
      left += inner * FLOAT;
    }
  } else if (!isTransposed && (rows <= STREAMED_ROWS || inner <= STREAMED_INNER)) {
    if (!accumulate) memory.fill(out, 0, rows * columns * FLOAT);
    for (let r: usize = 0; r < rows; r++) {
      addVectorTimesMatrix(out, left, right, inner, columns);
      out += columns * FLOAT;
      left += inner * FLOAT;
    }
  } else {
    multiplyByPanels(out, left, right, rows, inner, columns, accumulate, isTransposed, scratch);
  }
}

// @ts-ignore: decorator
@inline
function timesPlus(sum: v128, factor: v128, address: usize): v128 {
  return f32x4.add(sum, f32x4.mul(factor, v128.load(address)));
}

/** out[c] += sum_k left[k] right[k, c], eight rows of the right matrix at a time. */
function addVectorTimesMatrix(
  out: usize,
  left: usize,
  right: usize,
  inner: usize,
  columns: usize,
): void {
  const rowBytes = columns * FLOAT;
  const wholeBytes = (columns & ~3) * FLOAT;
  const rest = columns & 3;
  let k: usize = 0;
  for (; k + 8 <= inner; k += 8) {
    const l0 = v128.load32_splat(left);
    const l1 = v128.load32_splat(left, 4);
    const l2 = v128.load32_splat(left, 8);
    const l3 = v128.load32_splat(left, 12);
    const l4 = v128.load32_splat(left, 16);
    const l5 = v128.load32_splat(left, 20);
    const l6 = v128.load32_splat(left, 24);
    const l7 = v128.load32_splat(left, 28);
    const r1 = right + rowBytes;
    const r2 = r1 + rowBytes;
    const r3 = r2 + rowBytes;
    const r4 = r3 + rowBytes;
    const r5 = r4 + rowBytes;
    const r6 = r5 + rowBytes;
    const r7 = r6 + rowBytes;
    let at: usize = 0;
    for (; at < wholeBytes; at += VECTOR) {
      let even = timesPlus(v128.load(out + at), l0, right + at);
      let odd = f32x4.mul(l1, v128.load(r1 + at));
      even = timesPlus(even, l2, r2 + at);
      odd = timesPlus(odd, l3, r3 + at);
      even = timesPlus(even, l4, r4 + at);
      odd = timesPlus(odd, l5, r5 + at);
      even = timesPlus(even, l6, r6 + at);
      odd = timesPlus(odd, l7, r7 + at);
      v128.store(out + at, f32x4.add(even, odd));
    }
    if (rest != 0) {
      let even = timesPlus(v128.load(out + at), l0, right + at);
      let odd = f32x4.mul(l1, v128.load(r1 + at));
      even = timesPlus(even, l2, r2 + at);
      odd = timesPlus(odd, l3, r3 + at);
      even = timesPlus(even, l4, r4 + at);
      odd = timesPlus(odd, l5, r5 + at);
      even = timesPlus(even, l6, r6 + at);
      odd = timesPlus(odd, l7, r7 + at);
      storePart(out + at, f32x4.add(even, odd), rest);
    }
    left += 8 * FLOAT;
    right = r7 + rowBytes;
  }
  for (; k < inner; k++) {
    const factor = v128.load32_splat(left);
    let at: usize = 0;
    for (; at < wholeBytes; at += VECTOR) {
      v128.store(out + at, timesPlus(v128.load(out + at), factor, right + at));
    }
    if (rest != 0) storePart(out + at, timesPlus(v128.load(out + at), factor, right + at), rest);
    left += FLOAT;
    right += rowBytes;
  }
}

/** The sum of products of two vectors that begin at these addresses, of which `rest` follow the whole blocks. */
// @ts-ignore: decorator
@inline
function dotOfRest(sum: f32, left: usize, right: usize, rest: usize): f32 {
  for (let k: usize = 0; k < rest; k++) {
    sum += load<f32>(left + k * FLOAT) * load<f32>(right + k * FLOAT);
  }
  return sum;
}

// @ts-ignore: decorator
@inline
function sumOfLanes(vector: v128): f32 {
  const first = f32x4.extract_lane(vector, 0) + f32x4.extract_lane(vector, 1);
  return first + (f32x4.extract_lane(vector, 2) + f32x4.extract_lane(vector, 3));
}

// @ts-ignore: decorator
@inline
function put(out: usize, sum: f32, isAdded: bool): void {
  store<f32>(out, isAdded ? load<f32>(out) + sum : sum);
}

/** out[c] (+)= sum_k left[k] right[c, k], four rows of the right matrix at a time, each with two partial sums. */
function multiplyByRows(
  out: usize,
  left: usize,
  right: usize,
  inner: usize,
  columns: usize,
  isAdded: bool,
): void {
  const rowBytes = inner * FLOAT;
  const blockBytes = (inner & ~7) * FLOAT;
  const rest = inner & 7;
  const leftRest = left + blockBytes;
  let c: usize = 0;
  for (; c + 4 <= columns; c += 4) {
    const r1 = right + rowBytes;
    const r2 = r1 + rowBytes;
    const r3 = r2 + rowBytes;
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    for (let at: usize = 0; at < blockBytes; at += 2 * VECTOR) {
      const first = v128.load(left + at);
      const second = v128.load(left + at, 16);
      a0 = f32x4.add(a0, f32x4.mul(first, v128.load(right + at)));
      a1 = f32x4.add(a1, f32x4.mul(second, v128.load(right + at, 16)));
      b0 = f32x4.add(b0, f32x4.mul(first, v128.load(r1 + at)));
      b1 = f32x4.add(b1, f32x4.mul(second, v128.load(r1 + at, 16)));
      c0 = f32x4.add(c0, f32x4.mul(first, v128.load(r2 + at)));
      c1 = f32x4.add(c1, f32x4.mul(second, v128.load(r2 + at, 16)));
      d0 = f32x4.add(d0, f32x4.mul(first, v128.load(r3 + at)));
      d1 = f32x4.add(d1, f32x4.mul(second, v128.load(r3 + at, 16)));
    }
    const a = sumOfLanes(f32x4.add(a0, a1));
    const b = sumOfLanes(f32x4.add(b0, b1));
    const cc = sumOfLanes(f32x4.add(c0, c1));
    const d = sumOfLanes(f32x4.add(d0, d1));
    put(out, dotOfRest(a, leftRest, right + blockBytes, rest), isAdded);
    put(out + FLOAT, dotOfRest(b, leftRest, r1 + blockBytes, rest), isAdded);
    put(out + 2 * FLOAT, dotOfRest(cc, leftRest, r2 + blockBytes, rest), isAdded);
    put(out + 3 * FLOAT, dotOfRest(d, leftRest, r3 + blockBytes, rest), isAdded);
    out += VECTOR;
    right = r3 + rowBytes;
  }
  for (; c < columns; c++) {
    let even = f32x4.splat(0);
    let odd = even;
    for (let at: usize = 0; at < blockBytes; at += 2 * VECTOR) {
      even = f32x4.add(even, f32x4.mul(v128.load(left + at), v128.load(right + at)));
      odd = f32x4.add(odd, f32x4.mul(v128.load(left + at, 16), v128.load(right + at, 16)));
    }
    const sum = sumOfLanes(f32x4.add(even, odd));
    put(out, dotOfRest(sum, leftRest, right + blockBytes, rest), isAdded);
    out += FLOAT;
    right += rowBytes;
  }
}

function multiplyByPanels(
  out: usize,
  left: usize,
  right: usize,
  rows: usize,
  inner: usize,
  columns: usize,
  accumulate: bool,
  isTransposed: bool,
  panel: usize,
): void {
  const leftRowBytes = inner * FLOAT;
  const rowBytes = columns * FLOAT;
  for (let k: usize = 0; k < inner; k += PANEL_ROWS) {
    const depth = min<usize>(PANEL_ROWS, inner - k);
    for (let c: usize = 0; c < columns; c += PANEL_COLUMNS) {
      const width = min<usize>(PANEL_COLUMNS, columns - c);
      const strip = isTransposed
        ? right + c * leftRowBytes + k * FLOAT
        : right + k * rowBytes + c * FLOAT;
      // Copying pays when the panel is used often enough; a narrow one is always copied, to be filled up.
      const isPacked = isTransposed || rows > UNPACKED_ROWS || width < PANEL_COLUMNS;
      if (isTransposed) packTransposed(panel, strip, leftRowBytes, depth, width);
      else if (isPacked) packPanel(panel, strip, rowBytes, depth, width);
      for (let r: usize = 0; r < rows; r += TILE_ROWS) {
        multiplyTile(
          out + r * rowBytes + c * FLOAT,
          rowBytes,
          left + r * leftRowBytes + k * FLOAT,
          leftRowBytes,
          min<usize>(TILE_ROWS, rows - r),
          isPacked ? panel : strip,
          isPacked ? PANEL_ROW_BYTES : rowBytes,
          depth,
          width,
          accumulate || k > 0,
        );
      }
    }
  }
}

/** Copies eight columns of the right matrix one row after the other, zero where there are fewer columns. */
function packPanel(panel: usize, right: usize, rowBytes: usize, depth: usize, width: usize): void {
  const end = panel + depth * PANEL_ROW_BYTES;
  if (width == PANEL_COLUMNS) {
    for (; panel < end; panel += PANEL_ROW_BYTES) {
      v128.store(panel, v128.load(right));
      v128.store(panel, v128.load(right, 16), 16);
      right += rowBytes;
    }
    return;
  }
  for (; panel < end; panel += PANEL_ROW_BYTES) {
    for (let c: usize = 0; c < PANEL_COLUMNS; c++) {
      const value: f32 = c < width ? load<f32>(right + c * FLOAT) : 0;
      store<f32>(panel + c * FLOAT, value);
    }
    right += rowBytes;
  }
}

/** Like {@link packPanel}, of a right matrix that lies transposed: its columns are rows of `rowBytes`. */
function packTransposed(
  panel: usize,
  right: usize,
  rowBytes: usize,
  depth: usize,
  width: usize,
): void {
  let k: usize = 0;
  if (width == PANEL_COLUMNS) {
    for (; k + 4 <= depth; k += 4) {
      const target = panel + k * PANEL_ROW_BYTES;
      transposeSquare(target, PANEL_ROW_BYTES, right + k * FLOAT, rowBytes);
      const lower = right + 4 * rowBytes + k * FLOAT;
      transposeSquare(target + VECTOR, PANEL_ROW_BYTES, lower, rowBytes);
    }
  }
  for (; k < depth; k++) {
    for (let c: usize = 0; c < PANEL_COLUMNS; c++) {
      const value: f32 = c < width ? load<f32>(right + c * rowBytes + k * FLOAT) : 0;
      store<f32>(panel + k * PANEL_ROW_BYTES + c * FLOAT, value);
    }
  }
}

/** Four rows of the left matrix times eight columns of the right; rows that do not exist repeat the last one and are not stored. */
function multiplyTile(
  out: usize,
  rowBytes: usize,
  left: usize,
  leftRowBytes: usize,
  rows: usize,
  strip: usize,
  stripRowBytes: usize,
  depth: usize,
  width: usize,
  isAdded: bool,
): void {
  let left0 = left;
  let left1 = rows > 1 ? left0 + leftRowBytes : left0;
  let left2 = rows > 2 ? left1 + leftRowBytes : left1;
  let left3 = rows > 3 ? left2 + leftRowBytes : left2;
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = strip + depth * stripRowBytes;
  while (strip < end) {
    const first = v128.load(strip);
    const second = v128.load(strip, 16);
    let factor = v128.load32_splat(left0);
    a0 = f32x4.add(a0, f32x4.mul(factor, first));
    a1 = f32x4.add(a1, f32x4.mul(factor, second));
    factor = v128.load32_splat(left1);
    b0 = f32x4.add(b0, f32x4.mul(factor, first));
    b1 = f32x4.add(b1, f32x4.mul(factor, second));
    factor = v128.load32_splat(left2);
    c0 = f32x4.add(c0, f32x4.mul(factor, first));
    c1 = f32x4.add(c1, f32x4.mul(factor, second));
    factor = v128.load32_splat(left3);
    d0 = f32x4.add(d0, f32x4.mul(factor, first));
    d1 = f32x4.add(d1, f32x4.mul(factor, second));
    strip += stripRowBytes;
    left0 += FLOAT;
    left1 += FLOAT;
    left2 += FLOAT;
    left3 += FLOAT;
  }
  storeTileRow(out, a0, a1, width, isAdded);
  if (rows > 1) storeTileRow(out + rowBytes, b0, b1, width, isAdded);
  if (rows > 2) storeTileRow(out + 2 * rowBytes, c0, c1, width, isAdded);
  if (rows > 3) storeTileRow(out + 3 * rowBytes, d0, d1, width, isAdded);
}

function storeTileRow(out: usize, first: v128, second: v128, width: usize, isAdded: bool): void {
  if (isAdded) {
    first = f32x4.add(first, v128.load(out));
    second = f32x4.add(second, v128.load(out, 16));
  }
  if (width < 4) return storePart(out, first, width);
  v128.store(out, first);
  if (width == PANEL_COLUMNS) v128.store(out, second, 16);
  else if (width > 4) storePart(out + VECTOR, second, width - 4);
}
