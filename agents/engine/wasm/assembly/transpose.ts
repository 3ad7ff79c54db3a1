import { FLOAT } from './lanes';

/** Transposes 4 x 4 numbers. */
// @ts-ignore: decorator
@inline
export function transposeSquare(out: usize, outBytes: usize, from: usize, fromBytes: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + fromBytes);
  const c = v128.load(from + 2 * fromBytes);
  const d = v128.load(from + 3 * fromBytes);
  const abLower = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const abUpper = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cdLower = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const cdUpper = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(out, i64x2.shuffle(abLower, cdLower, 0, 2));
  v128.store(out + outBytes, i64x2.shuffle(abLower, cdLower, 1, 3));
  v128.store(out + 2 * outBytes, i64x2.shuffle(abUpper, cdUpper, 0, 2));
  v128.store(out + 3 * outBytes, i64x2.shuffle(abUpper, cdUpper, 1, 3));
}

/** Rows taken together, so that whole cache lines of `out` are written. */
const STRIP: usize = 16;

/** out[c, r] = from[r, c]. */
export function transpose(out: usize, from: usize, rows: usize, columns: usize): void {
  const outBytes = rows * FLOAT;
  const fromBytes = columns * FLOAT;
  const wholeRows = rows & ~3;
  const wholeColumns = columns & ~3;
  for (let strip: usize = 0; strip < wholeRows; strip += STRIP) {
    const end = min<usize>(wholeRows, strip + STRIP);
    for (let c: usize = 0; c < wholeColumns; c += 4) {
      for (let r = strip; r < end; r += 4) {
        transposeSquare(
          out + c * outBytes + r * FLOAT,
          outBytes,
          from + r * fromBytes + c * FLOAT,
          fromBytes,
        );
      }
    }
  }
  for (let r: usize = 0; r < rows; r++) {
    const first: usize = r < wholeRows ? wholeColumns : 0;
    for (let c = first; c < columns; c++) {
      store<f32>(out + c * outBytes + r * FLOAT, load<f32>(from + r * fromBytes + c * FLOAT));
    }
  }
}
