import { areaUnderCurve } from './area-under-curve.ts';
import { type AttributeInference, attributeInference } from './attribute-inference.ts';
import { recordEncoding } from './encode-records.ts';
import type { RecordTable } from './record-schema.ts';

/** Share of others that an attack may take for members while it is said how many members it finds. */
const FEW = 0.01;

/** Area under the curve above which membership counts as leaked. */
export const LEAK = 0.7;

/** What synthetic records give away of those that they were learned from. */
export interface RecordPrivacy {
  /**
   * Membership inference: area under the curve of the nearness of the nearest synthetic record, people whose records were
   * learned from against others. Ideal .5. It comes first, since the distances below do not show a leak.
   */
  readonly membership: number;
  /** Share of the members that are found while 1 % of the others are taken for members; ideal .01. */
  readonly membersFound: number;
  /** Whether membership is above {@link LEAK}. */
  readonly isLeaking: boolean;
  /** Guesses of one column from all others: about people who were learned from, and about others. */
  readonly attribute: AttributeInference;
  /**
   * Distance to the closest record, 5th percentile over the synthetic ones: to records that were learned from / to others.
   * About 1 without copies.
   */
  readonly closestRatio: number;
  /** Nearest / second nearest distance, 5th percentile, of the same two. */
  readonly nearestRatios: readonly [learned: number, other: number];
  /** Nearest-neighbour adversarial accuracy on others minus that on those learned from; about 0. */
  readonly adversarialLoss: number;
}

/**
 * Measures privacy by distances of encoded records.
 *
 * @param learned Records that the generator learned from.
 * @param others Real records that it did not see; as many are compared as there are of the shorter table.
 * @see Yale et al. (2020), `REFERENCES.yale2020`
 */
export function recordPrivacy(
  learned: RecordTable,
  others: RecordTable,
  synthetic: RecordTable,
): RecordPrivacy {
  const { encode } = recordEncoding(learned);
  const count = Math.min(learned.rows.length, others.rows.length);
  const a = learned.rows.slice(0, count).map(encode);
  const b = others.rows.slice(0, count).map(encode);
  const s = synthetic.rows.map(encode);
  const nearness = (rows: readonly number[][]): number[] => rows.map((row) => -nearest(row, s)[0]);
  const members = nearness(a);
  const strangers = nearness(b);
  const bar = [...strangers].sort((x, y) => y - x)[Math.floor(FEW * strangers.length)]!;
  const membership = areaUnderCurve(members, strangers);
  const toLearned = s.map((row) => nearest(row, a));
  const toOthers = s.map((row) => nearest(row, b));
  const few = s.slice(0, count);
  return {
    membership,
    membersFound: members.filter((score) => score > bar).length / members.length,
    isLeaking: membership > LEAK,
    attribute: attributeInference(
      { ...learned, rows: learned.rows.slice(0, count) },
      { ...others, rows: others.rows.slice(0, count) },
      synthetic,
    ),
    closestRatio: ratio(
      percentile(toLearned.map(([first]) => first)),
      percentile(toOthers.map(([first]) => first)),
    ),
    nearestRatios: [
      percentile(toLearned.map(([first, second]) => ratio(first, second))),
      percentile(toOthers.map(([first, second]) => ratio(first, second))),
    ],
    adversarialLoss: adversarialAccuracy(b, few) - adversarialAccuracy(a, few),
  };
}

/** Distances to the nearest and the second nearest row, the row itself left out. */
function nearest(row: readonly number[], rows: readonly number[][]): [number, number] {
  let first = Infinity;
  let second = Infinity;
  for (const other of rows) {
    if (other === row) continue;
    let square = 0;
    for (let at = 0; at < row.length && square < second; at++) {
      square += (row[at]! - other[at]!) ** 2;
    }
    if (square < first) [first, second] = [square, first];
    else if (square < second) second = square;
  }
  return [Math.sqrt(first), Math.sqrt(second)];
}

/** How often a row is nearer to its own kind than to the other, in the mean of both kinds: 1/2 if they are alike. */
function adversarialAccuracy(real: readonly number[][], synthetic: readonly number[][]): number {
  const share = (own: readonly number[][], other: readonly number[][]): number =>
    own.filter((row) => nearest(row, other)[0] > nearest(row, own)[0]).length / own.length;
  return (share(real, synthetic) + share(synthetic, real)) / 2;
}

function ratio(a: number, b: number): number {
  return b === 0 ? 1 : a / b;
}

/** The 5th percentile. */
function percentile(numbers: readonly number[]): number {
  return [...numbers].sort((x, y) => x - y)[Math.floor(0.05 * numbers.length)]!;
}
