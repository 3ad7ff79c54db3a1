import type { AgentDescription, Quantity } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { formatNumber, formatSigned } from './format-number.ts';

/** A number under the pointer: which unit, its value with sign and unit, and for errors what the sign means. */
export function describeUnit(
  { levels }: AgentDescription,
  {
    level,
    quantity,
    unit,
    value,
  }: { level: number; quantity: Quantity; unit: number; value: number },
): string {
  const description = levels[level];
  const name = description?.unitNames?.[unit] ?? messages.inspector.unitName(unit);
  const measure =
    quantity === 'precision' || quantity === 'variance' ? '' : (description?.unit ?? '');
  const suffix = measure === '' || measure === '1' ? '' : ` ${measure}`;
  if (quantity === 'predictionErrors' || quantity === 'weightedErrors') {
    const { positive, negative, zero } = messages.inspector.signs;
    const words = value > 0 ? positive : value < 0 ? negative : zero;
    return messages.inspector.unit(name, `${formatSigned(value)}${suffix} ${words}`);
  }
  return messages.inspector.unit(name, `${formatNumber(value)}${suffix}`);
}
