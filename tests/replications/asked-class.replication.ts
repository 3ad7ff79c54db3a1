import { expect, test } from '@jest/globals';
import {
  createRandom,
  familyStory,
  familyTraining,
  isAble,
  type LearnedFamily,
  shippedTensors,
  type TrainingData,
  trainNetworks,
} from '../../agents/index.ts';
import { askedClass, type AskedClass, familyData, ringDensity } from '../../experiments/index.ts';

/** A quarter of the steps of the shipped ones. */
const STEPS = 1500;
const PER_CLASS = 50;

async function learned(family: LearnedFamily, data: TrainingData): Promise<AskedClass> {
  const learning = trainNetworks(familyTraining(family, data, { seed: 11, steps: STEPS }));
  let next = await learning.next();
  while (next.done !== true) next = await learning.next();
  const tensors = shippedTensors(next.value.parameters);
  const { modes } = ringDensity();
  const classNames = modes!.means.map((_, kind) => String(kind));
  const random = createRandom(11, 'asked');
  const made = classNames.map((_, kind) => {
    const { synthesise } = familyStory(family, tensors, { size: 2, classNames, shape: null }, kind);
    if (!isAble(synthesise)) throw new Error(synthesise.unable);
    return Array.from({ length: PER_CLASS }, () => synthesise(random).text.split(',').map(Number));
  });
  return askedClass(made, modes!);
}

/** The same points, their labels in another order. */
function shuffled(data: TrainingData): TrainingData {
  const labels = createRandom(11, 'labels').shuffle(Array.from(data.classes!.labels));
  return { ...data, classes: { ...data.classes!, labels: Int32Array.from(labels) } };
}

test.each(['conditional-gan', 'conditional-diffusion'] as const)(
  '%s makes the class that is asked for, and any class where labels were shuffled before it learned',
  async (family) => {
    const data = familyData('ring', 11);
    const told = await learned(family, data);
    expect(told.nearest).toBeGreaterThan(0.9);
    const deaf = await learned(family, shuffled(data));
    // Four standard errors around chance; a generator may miss modes, but what it makes does not depend on the class.
    expect(Math.abs(deaf.nearest - deaf.chance)).toBeLessThan(
      4 * Math.sqrt((deaf.chance * (1 - deaf.chance)) / deaf.points),
    );
    expect(deaf.within).toBeLessThan(0.2);
  },
  600_000,
);
