import type { Quantity } from '../../protocol/index.ts';
import { messages } from '../messages.ts';

/** The few words under a plane. */
export function sheetCaption(quantity: Quantity, level: number): string {
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
