import { addressOf, type Frame, type Quantity } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';

/** The caption of a plane; where it is a single unit, its number is part of it. */
export function captionWithNumber(
  frame: Frame,
  { level, quantity, units }: { level: number; quantity: Quantity; units: number },
): string {
  const caption = sheetCaption(quantity, level);
  const plane = units === 1 ? frame.planes.get(addressOf({ level, quantity })) : undefined;
  return plane?.[0] === undefined ? caption : `${caption} ${formatNumber(plane[0])}`;
}

/** The few words under a plane. */
function sheetCaption(quantity: Quantity, level: number): string {
  const { columns } = messages.scene;
  switch (quantity) {
    case 'values':
      return columns.values(level === 0);
    case 'prediction':
      return columns.prediction();
    case 'predictionErrors':
      return columns.predictionErrors();
    case 'weightedErrors':
      return columns.weightedErrors();
    case 'variance':
      return columns.variance();
    case 'precision':
      return messages.quantities.precision.name;
  }
}
