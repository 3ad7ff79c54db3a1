/** A number for people: three significant digits, a true minus sign, powers of ten beyond a million or below 1/1000. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  const digits =
    size >= 1e6 || size < 1e-3
      ? value.toExponential(2)
      : size >= 1000
        ? value.toFixed(0)
        : Number(value.toPrecision(3)).toString();
  return digits.replace('e-', 'e−').replace(/^-/, '−');
}

/** The same with its sign always written. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

/** Bytes in a unit that people read. */
export function formatBytes(bytes: number): string {
  const [size, unit] = bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'kB'];
  return `${size >= 10 ? Math.round(size) : size.toFixed(1)} ${unit}`;
}
