/** out[r, j] = from[r, index[j]]. */
export function gather(
  out: usize,
  from: usize,
  index: usize,
  rows: usize,
  outColumns: usize,
  fromColumns: usize,
): void {
  const indexEnd = index + outColumns * 4;
  for (let r: usize = 0; r < rows; r++) {
    for (let at = index; at < indexEnd; at += 4) {
      store<f32>(out, load<f32>(from + (load<u32>(at) << 2)));
      out += 4;
    }
    from += fromColumns * 4;
  }
}

/** out[r, index[j]] += from[r, j]. */
export function scatterAdd(
  out: usize,
  from: usize,
  index: usize,
  rows: usize,
  outColumns: usize,
  fromColumns: usize,
): void {
  const indexEnd = index + fromColumns * 4;
  for (let r: usize = 0; r < rows; r++) {
    for (let at = index; at < indexEnd; at += 4) {
      const target = out + (load<u32>(at) << 2);
      store<f32>(target, load<f32>(target) + load<f32>(from));
      from += 4;
    }
    out += outColumns * 4;
  }
}
