import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { OptimiserState, RunningMeans } from '../../learning/optimiser.ts';
import type { LossInputs, NamedParameters } from '../networks/train-networks.ts';

type Tensor = TensorFlow.Tensor;

/** How Adam would go on from where it is. */
export interface UnrolledAdam {
  readonly steps: number;
  readonly rate: number;
  readonly decays: Required<RunningMeans>;
  /** What Adam remembers of a parameter. */
  readonly memoryOf: (name: string) => OptimiserState;
}

/** Added to squares before their root, whose derivative is infinite at zero. */
const TINY = 1e-12;
const EPSILON = 1e-8;

/**
 * Parameters after some steps of Adam down a loss, as tensors that can be differentiated by all that the loss depends on: the
 * derivative of the derivative is taken. What Adam remembers is where it is now, and not changed.
 *
 * @see Metz, Poole, Pfau & Sohl-Dickstein (2017), `REFERENCES.metz2017`
 */
export function unrollAdam(
  { library, tensor }: Pick<LossInputs, 'library' | 'tensor'>,
  names: readonly string[],
  lossOf: (parameters: NamedParameters) => Tensor,
  { steps, rate, decays: { firstDecay, secondDecay }, memoryOf }: UnrolledAdam,
): NamedParameters {
  let places = names.map(tensor);
  const memories = names.map((name, index) => {
    const { first, second } = memoryOf(name);
    const { shape } = places[index]!;
    // Before its first step an optimiser may remember nothing.
    const shaped = (numbers: Float64Array): Tensor =>
      numbers.length === 0
        ? library.zeros([...shape])
        : library.tensor(new Float32Array(numbers), [...shape]);
    return { first: shaped(first), second: shaped(second) };
  });
  const begun = names.length === 0 ? 0 : memoryOf(names[0]!).steps;
  for (let step = 1; step <= steps; step++) {
    const { grads } = library.valueAndGrads(
      (...own: Tensor[]) =>
        lossOf((name) => own[names.indexOf(name)] ?? tensor(name)) as TensorFlow.Scalar,
    )(places);
    const firstScale = 1 / (1 - firstDecay ** (begun + step));
    const secondScale = 1 / (1 - secondDecay ** (begun + step));
    places = places.map((place, index) => {
      const slope = grads[index]!;
      const memory = memories[index]!;
      // Adam remembers directions of descent, which are slopes turned round.
      memory.first = library.sub(
        library.mul(memory.first, firstDecay),
        library.mul(slope, 1 - firstDecay),
      );
      memory.second = library.add(
        library.mul(memory.second, secondDecay),
        library.mul(library.mul(slope, slope), 1 - secondDecay),
      );
      const root = library.sqrt(library.add(library.mul(memory.second, secondScale), TINY));
      const direction = library.div(
        library.mul(memory.first, rate * firstScale),
        library.add(root, EPSILON),
      );
      return library.add(place, direction);
    });
  }
  return (name) => places[names.indexOf(name)] ?? tensor(name);
}
