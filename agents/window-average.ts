/** Mean over the windows that see each unit, for every row of a batch. */
export function averagedOverWindows(
  perError: ArrayLike<number>,
  unitOfError: Int32Array,
  units: number,
  batch: number,
): Float64Array {
  const sums = new Float64Array(units * batch);
  const counts = new Float64Array(units);
  for (const unit of unitOfError) counts[unit]! += 1;
  for (let row = 0; row < batch; row++) {
    for (let error = 0; error < unitOfError.length; error++) {
      const unit = unitOfError[error]!;
      sums[row * units + unit]! += perError[row * unitOfError.length + error]! / counts[unit]!;
    }
  }
  return sums;
}
