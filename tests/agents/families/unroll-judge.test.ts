import { expect, test } from '@jest/globals';
import type * as TensorFlow from '@tensorflow/tfjs-core';
import { teachDerivatives } from '../../../agents/engine/tfjs/derivatives.ts';
import { loadTensorFlow } from '../../../agents/engine/tfjs/load-tensorflow.ts';
import { unrollAdam } from '../../../agents/families/adversarial/unroll-judge.ts';
import {
  createOptimiserState,
  optimise,
  type OptimiserState,
} from '../../../agents/learning/optimiser.ts';

const RATE = 0.05;
const STEPS = 4;
const DECAYS = { firstDecay: 0.5, secondDecay: 0.9 };
const PLACE = [0.4, -0.3, 0.9];

/** An optimiser that has already taken some steps, with slopes of its own. */
function memory(): OptimiserState {
  const state = createOptimiserState({ kind: 'adam', ...DECAYS }, 3);
  state.steps = 7;
  state.first.set([0.1, -0.2, 0.05]);
  state.second.set([0.04, 0.09, 0.01]);
  return state;
}

/** sum softplus(place x) - place . x / 3 after the steps of the optimiser of this project, in double precision. */
function lossAhead(x: readonly number[]): number {
  const place = Float64Array.from(PLACE);
  const state = memory();
  for (let step = 0; step < STEPS; step++) {
    const descent = place.map((value, at) => x[at]! / 3 - x[at]! / (1 + Math.exp(-value * x[at]!)));
    optimise({ kind: 'adam', ...DECAYS }, state, place, descent, RATE);
  }
  return place.reduce(
    (sum, value, at) => sum + Math.log(1 + Math.exp(value * x[at]!)) - (value * x[at]!) / 3,
    0,
  );
}

test('a loss after steps of Adam, and its derivative through them, are those of the optimiser of this project', async () => {
  const { library } = await loadTensorFlow();
  teachDerivatives(library);
  const x = [0.8, -1.1, 0.5];
  const { value, grads } = library.valueAndGrads((given: TensorFlow.Tensor) => {
    const tensor = (): TensorFlow.Tensor => library.tensor(PLACE, [1, 3]);
    const lossOf = (place: TensorFlow.Tensor): TensorFlow.Tensor => {
      const product = library.mul(place, given);
      return library.sum(library.sub(library.softplus(product), library.mul(product, 1 / 3)));
    };
    const ahead = unrollAdam(
      { library, tensor },
      ['place'],
      (parameters) => lossOf(parameters('place')),
      { steps: STEPS, rate: RATE, decays: DECAYS, memoryOf: memory },
    );
    return lossOf(ahead('place')) as TensorFlow.Scalar;
  })([library.tensor(x, [1, 3])]);
  expect(value.dataSync()[0]).toBeCloseTo(lossAhead(x), 5);
  const slopes = grads[0]!.dataSync();
  x.forEach((_, axis) => {
    const at = (change: number): number =>
      lossAhead(x.map((own, index) => (index === axis ? own + change : own)));
    expect(slopes[axis]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 4);
  });
});
