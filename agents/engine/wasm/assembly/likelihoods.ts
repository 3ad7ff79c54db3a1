import { FLOAT } from './lanes';

/** out[r] = sum_c weight[c] * from[r, c], in float64. */
export function weightedSumRows(
  out: usize,
  from: usize,
  weight: usize,
  rows: usize,
  columns: usize,
): void {
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < columns * FLOAT; at += FLOAT) {
      sum += <f64>load<f32>(weight + at) * <f64>load<f32>(from + at);
    }
    store<f32>(out, <f32>sum);
    out += FLOAT;
    from += columns * FLOAT;
  }
}

/** out[r] = sum_c weight[c] x (ln sum_k e^logit[r, k] - logit[r, c]), in float64. */
export function categoricalRows(
  out: usize,
  from: usize,
  logits: usize,
  weight: usize,
  rows: usize,
  columns: usize,
): void {
  const rowBytes = columns * FLOAT;
  for (let r: usize = 0; r < rows; r++) {
    let largest: f64 = -Infinity;
    for (let at: usize = 0; at < rowBytes; at += FLOAT) {
      largest = max(largest, <f64>load<f32>(logits + at));
    }
    let total: f64 = 0;
    for (let at: usize = 0; at < rowBytes; at += FLOAT) {
      total += Math.exp(<f64>load<f32>(logits + at) - largest);
    }
    const logTotal = largest + Math.log(total);
    let sum: f64 = 0;
    for (let at: usize = 0; at < rowBytes; at += FLOAT) {
      const counts = <f64>load<f32>(weight + at) * <f64>load<f32>(from + at);
      sum += counts * (logTotal - <f64>load<f32>(logits + at));
    }
    store<f32>(out, <f32>sum);
    out += FLOAT;
    from += rowBytes;
    logits += rowBytes;
  }
}

/** out[r] = sum_c weight[c] (ln(1 + e^logit) - x logit), in float64. */
export function bernoulliRows(
  out: usize,
  from: usize,
  logits: usize,
  weight: usize,
  rows: usize,
  columns: usize,
): void {
  const rowBytes = columns * FLOAT;
  for (let r: usize = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let at: usize = 0; at < rowBytes; at += FLOAT) {
      const logit = <f64>load<f32>(logits + at);
      const softplus = max(0.0, logit) + Math.log1p(Math.exp(-Math.abs(logit)));
      sum += <f64>load<f32>(weight + at) * (softplus - <f64>load<f32>(from + at) * logit);
    }
    store<f32>(out, <f32>sum);
    out += FLOAT;
    from += rowBytes;
    logits += rowBytes;
  }
}
