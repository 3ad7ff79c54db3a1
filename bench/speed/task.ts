import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Hierarchy, type HierarchyWeights } from '../../agents/index.ts';
import { type Row, STEPS } from './rows.ts';

/** One network with its first weights and one batch. */
export interface Task {
  readonly row: Row;
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly observations: Float32Array;
  readonly targets: Float32Array;
  readonly inferenceRate: number;
  readonly learningRate: number;
  /** Where the peers read it: two files with this beginning. */
  readonly path: string;
}

const INFERENCE_RATE = 0.1;
const LEARNING_RATE = 0.01;

/**
 * Makes the network of a row, and writes it down for the peers.
 *
 *   prediction of a level = W f(level nearer the input) + b,  f = identity at the input, tanh else
 */
export function createTask(row: Row, folder: string): Task {
  const { sizes, batch } = row;
  const random = createRandom(1, 'bench', row.number);
  const normal = (length: number, scale: number): Float32Array =>
    Float32Array.from({ length }, () => scale * random.normal());
  const layers = sizes.slice(1).map((upper, index) => ({
    weights: normal(upper * sizes[index]!, 1 / Math.sqrt(sizes[index]!)),
    bias: normal(upper, 0.1),
  }));
  const observations = Float32Array.from({ length: batch * sizes[0]! }, () => random.uniform());
  const outputs = sizes.at(-1)!;
  const targets = new Float32Array(batch * outputs);
  for (let one = 0; one < batch; one += 1) targets[one * outputs + random.integer(outputs)] = 1;

  const path = join(folder, `row-${row.number}`);
  const arrays = [...layers.flatMap(({ weights, bias }) => [weights, bias]), observations, targets];
  writeFileSync(
    `${path}.f32`,
    Buffer.concat(
      arrays.map(
        ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
      ),
    ),
  );
  writeFileSync(
    `${path}.json`,
    JSON.stringify({
      ...{ sizes, batch, steps: STEPS },
      ...{ inferenceRate: INFERENCE_RATE, learningRate: LEARNING_RATE },
    }),
  );
  return {
    row,
    hierarchy: hierarchyOf(sizes),
    // Ours are counted from what is predicted last, the output.
    weights: layers.toReversed().map(({ weights, bias }) => ({
      lowerFromUpper: Float64Array.from(weights),
      bias: Float64Array.from(bias),
      logPrecision: new Float64Array(bias.length),
    })),
    observations,
    targets,
    inferenceRate: INFERENCE_RATE,
    learningRate: LEARNING_RATE,
    path,
  };
}

function hierarchyOf(sizes: readonly number[]): Hierarchy {
  const levels = sizes.toReversed().map((units, index) => ({
    name: `level ${index}`,
    meaning: 'Numbers',
    unit: '1',
    arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns: units },
  }));
  return {
    levels,
    connections: levels.slice(1).map((_, index) => ({
      activation: index === levels.length - 2 ? ('linear' as const) : ('tanh' as const),
      outputActivation: 'linear',
      biased: true,
      precision: 1,
      precisionLearned: false,
      transform: { kind: 'dense' },
    })),
  };
}
