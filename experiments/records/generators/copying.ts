import { recordEncoding } from '../encode-records.ts';
import type { RecordGenerator } from './record-generator.ts';

/**
 * A generator that leaks, to try measures of privacy on: with a probability it hands out the record of a real person, else
 * what another generator draws. `noise` is added to the numbers of a copy, in deviations of their column.
 */
export function copying(
  other: RecordGenerator,
  { probability, noise = 0 }: { readonly probability: number; readonly noise?: number },
): RecordGenerator {
  return {
    learn(table, learning) {
      const draw = other.learn(table, learning);
      const { encode, decode } = recordEncoding(table);
      return (count, random) => ({
        schema: table.schema,
        rows: draw(count, random).rows.map((row) => {
          if (random.uniform() >= probability) return row;
          const copied = random.choose(table.rows);
          if (noise === 0) return copied;
          const shaken = decode(encode(copied).map((value) => value + noise * random.normal()));
          return copied.map((value, at) =>
            table.schema.columns[at]!.kind === 'number' ? shaken[at]! : value,
          );
        }),
      });
    },
  };
}
