/**
 * What can be asked of a level, per value node.
 *
 * - `values`: posterior mean of the value nodes;
 * - `prediction`: top-down expectation from the level above;
 * - `predictionErrors`: values - prediction;
 * - `weightedErrors`: precision x prediction error;
 * - `precision`: the precision in force, gains and occlusions included;
 * - `variance`: posterior variance of the value nodes (method named in the frame header); of sensory units that are
 *   clamped, that of their prediction.
 */
export const QUANTITIES = [
  'values',
  'prediction',
  'predictionErrors',
  'weightedErrors',
  'precision',
  'variance',
] as const;

/** One of {@link QUANTITIES}. */
export type Quantity = (typeof QUANTITIES)[number];

/** Where a plane of numbers comes from, as `level/quantity`, for example `0/predictionErrors`. */
export type Address = `${number}/${Quantity}`;

/** An address taken apart. */
export interface AddressParts {
  /** Index of the level; 0 is sensory. */
  readonly level: number;
  /** What is asked of it. */
  readonly quantity: Quantity;
}

/** Writes an address. */
export function addressOf({ level, quantity }: AddressParts): Address {
  return `${level}/${quantity}`;
}

/** Reads an address; `null` when it is not one. */
export function parseAddress(address: string): AddressParts | null {
  const match = /^(\d{1,3})\/([a-zA-Z]+)$/.exec(address);
  const quantity = QUANTITIES.find((candidate) => candidate === match?.[2]);
  return match === null || quantity === undefined ? null : { level: Number(match[1]), quantity };
}
