import { connectionShape } from '../hierarchy.ts';
import { createRandom, type Random } from '../maths/random.ts';
import {
  blankWeights,
  type ConnectionWeights,
  type HierarchyWeights,
} from '../weights/parameters-of-hierarchy.ts';
import type { InitialWeights, TrainingStage } from './training-plan.ts';

/** A deep copy, so that training never writes into what it was given. */
export function copyWeights(weights: HierarchyWeights): HierarchyWeights {
  return weights.map(({ lowerFromUpper, bias, logPrecision }) => ({
    lowerFromUpper: Float64Array.from(lowerFromUpper),
    bias: bias === null ? null : Float64Array.from(bias),
    logPrecision: Float64Array.from(logPrecision),
  }));
}

/** Weights as a stage sees them. */
export function stageWeights(
  weights: HierarchyWeights,
  { hierarchy, connections }: TrainingStage,
): HierarchyWeights {
  const shapes = blankWeights(hierarchy);
  return connections.map((connection, index) => {
    const own = weights[connection]!;
    // A part of a hierarchy may have fewer windows: then precisions of its own, as described.
    const { logPrecision } = shapes[index]!;
    return own.logPrecision.length === logPrecision.length ? own : { ...own, logPrecision };
  });
}

/** Gives the weights that a stage learns their start, normalised as the stage asks. */
export function initialised(
  weights: HierarchyWeights,
  stage: TrainingStage,
  stageIndex: number,
  seed: number,
): HierarchyWeights {
  const copies = copyWeights(weights);
  for (const [slot, connection] of stage.learned.entries()) {
    const index = stage.connections[connection]!;
    const random = createRandom(seed, 'initial weights', stageIndex, index);
    fillInitially(copies[index]!, stage.initial[slot]!, {
      ...connectionShape(stage.hierarchy, connection),
      random,
    });
    normalise(stage, connection, copies[index]!);
  }
  return copies;
}

function fillInitially(
  { lowerFromUpper, bias }: ConnectionWeights,
  initial: InitialWeights,
  {
    lower,
    upper,
    random,
  }: { readonly lower: number; readonly upper: number; readonly random: Random },
): void {
  const perClass = Math.floor(lower / upper);
  for (let entry = 0; entry < lowerFromUpper.length; entry++) {
    switch (initial.kind) {
      case 'normal':
        lowerFromUpper[entry] = initial.deviation * random.normal();
        break;
      case 'uniform':
        lowerFromUpper[entry] = Math.sqrt(6 / (lower + upper)) * (2 * random.uniform() - 1);
        break;
      case 'fan-in':
        lowerFromUpper[entry] = (2 * random.uniform() - 1) / Math.sqrt(upper);
        break;
      case 'class-blocks': {
        const row = Math.floor(entry / upper);
        lowerFromUpper[entry] = Math.floor(row / perClass) === entry % upper ? initial.named : 0;
      }
    }
  }
  bias?.fill(initial.kind === 'class-blocks' ? initial.bias : 0);
  if (initial.kind === 'fan-in') {
    bias?.forEach((_, unit) => (bias[unit] = (2 * random.uniform() - 1) / Math.sqrt(upper)));
  }
}

/** Scales every column (the field of one upper unit) to length 1, where the stage asks for it. */
export function normalise(
  { normalisation, hierarchy }: TrainingStage,
  connection: number,
  { lowerFromUpper }: ConnectionWeights,
): void {
  if (normalisation === 'none') return;
  const { upper } = connectionShape(hierarchy, connection);
  const squares = new Float64Array(upper);
  lowerFromUpper.forEach((weight, entry) => {
    squares[entry % upper]! += weight * weight;
  });
  for (let entry = 0; entry < lowerFromUpper.length; entry++) {
    const square = squares[entry % upper]!;
    if (square > 0) lowerFromUpper[entry]! /= Math.sqrt(square);
  }
}
