import { learnLinearCauses } from '../../../agents/index.ts';
import { recordEncoding } from '../encode-records.ts';
import type { RecordGenerator } from './record-generator.ts';

/** Hidden causes, at most. */
const MOST_CAUSES = 6;

/**
 * The linear Gaussian model that predictive coding settles in exactly: hidden causes mixed into the encoded columns, with
 * noise of its own in each. Told forward, a category is the value with the largest place.
 */
export const principalCauses: RecordGenerator = {
  learn(table) {
    const { encode, decode, width } = recordEncoding(table);
    const causes = Math.min(MOST_CAUSES, width - 1);
    const { weights, mean, variance } = learnLinearCauses(table.rows.map(encode), causes, false);
    return (count, random) => ({
      schema: table.schema,
      rows: Array.from({ length: count }, () => {
        const hidden = Array.from({ length: causes }, () => random.normal());
        return decode(
          weights.map((row, at) =>
            row.reduce(
              (sum, weight, cause) => sum + weight * hidden[cause]!,
              mean[at]! + Math.sqrt(variance[at]!) * random.normal(),
            ),
          ),
        );
      }),
    });
  },
};
