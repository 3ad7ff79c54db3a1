import type { ConnectionDescent } from './learning-rules.ts';
import type { ShardResult } from './shard-learner.ts';

/** Sums the results of the shards for one connection, always in the same order, so that the bits are the same. */
export function sumShards(results: readonly ShardResult[], connection: number): ConnectionDescent {
  const [first, ...others] = results.map((result) => result.connections[connection]!);
  const sum = {
    weights: Float64Array.from(first!.weights),
    bias: first!.bias === null ? null : Float64Array.from(first!.bias),
    squaredErrors: Float64Array.from(first!.squaredErrors),
  };
  for (const other of others) {
    addInto(sum.weights, other.weights);
    if (sum.bias !== null && other.bias !== null) addInto(sum.bias, other.bias);
    addInto(sum.squaredErrors, other.squaredErrors);
  }
  return sum;
}

function addInto(sum: Float64Array, more: Float64Array): void {
  for (let index = 0; index < sum.length; index++) sum[index]! += more[index]!;
}
