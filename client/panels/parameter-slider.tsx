import type { ParameterDescription } from '../../protocol/index.ts';
import { formatNumber } from '../state/format-number.ts';

/** A slider of one number of a parameter table: logarithmic where the range spans more than two powers of ten. */
export function ParameterSlider({
  parameter,
  value,
  change,
}: {
  readonly parameter: Extract<ParameterDescription, { kind: 'number' }>;
  readonly value: number;
  readonly change: (value: number) => void;
}) {
  const { name, min, max, whole, unit, meaning } = parameter;
  const isLogarithmic = min > 0 && max / min > 100 && !whole;
  const [from, to] = isLogarithmic ? [Math.log10(min), Math.log10(max)] : [min, max];
  const read = (text: string): number => {
    const place = Number(text);
    const plain = isLogarithmic ? Number((10 ** place).toPrecision(3)) : place;
    return Math.min(max, Math.max(min, plain));
  };
  return (
    <label class="parameter-slider" title={meaning}>
      <span>
        {/* No `output`: it would take the label from the slider. */}
        {name} {formatNumber(value)} {unit === '1' ? '' : unit}
      </span>
      <input
        type="range"
        min={from}
        max={to}
        step={whole ? 1 : (to - from) / 200}
        aria-valuetext={formatNumber(value)}
        value={isLogarithmic ? Math.log10(value) : value}
        onInput={({ currentTarget }) => {
          change(read(currentTarget.value));
        }}
      />
    </label>
  );
}
