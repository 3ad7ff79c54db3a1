import { HelmholtzError } from '../errors.ts';
import { unitsOf } from '../hierarchy.ts';
import { checkOptimiser } from './optimiser.ts';
import { checkSchedule } from './schedule.ts';
import type { TrainingStage } from './training-plan.ts';

/** Every batch is cut into this many shards, whatever the number of workers. */
export const SHARDS = 4;

/** Where the picture and the label of an example go, and which levels they hold as a whole. */
export interface StageClamps {
  readonly pictureLevel: number;
  readonly labelLevel: number;
  readonly held: ReadonlySet<number>;
}

/** Which levels of a stage an example clamps. */
export function clampsOf({
  hierarchy,
  classes,
  pictureLevel = 0,
  labelLevel = hierarchy.levels.length - 1,
}: Pick<TrainingStage, 'hierarchy' | 'classes' | 'pictureLevel' | 'labelLevel'>): StageClamps {
  const holdsLabel = classes > 0 && classes === unitsOf(hierarchy.levels[labelLevel]!);
  return {
    pictureLevel,
    labelLevel,
    held: new Set(holdsLabel ? [pictureLevel, labelLevel] : [pictureLevel]),
  };
}

/**
 * Checks that what a stage asks for goes together.
 *
 * @throws {HelmholtzError} `parameter-out-of-range`, `unknown-level` or `not-applicable` naming the stage, the option and
 *   the reason.
 */
export function checkStage(stage: TrainingStage): void {
  const place = `stage ${stage.name}`;
  checkOptimiser(stage.optimiser, `${place}.optimiser`);
  checkSchedule(stage.schedule, `${place}.schedule`);
  checkCounts(stage, place);
  checkLevels(stage, place);
  const { rule = 'settled', posterior = 'point' } = stage;
  if (rule === 'backpropagation') checkBackpropagation(stage, place);
  if (posterior === 'laplace') checkLaplace(stage, place, rule);
}

function refuse(place: string, reason: string): never {
  throw new HelmholtzError('not-applicable', `${place}: ${reason}`);
}

function checkCounts(stage: TrainingStage, place: string): void {
  const { batch, batches, settleSteps, momentum = 0, learningRate, precisionRate } = stage;
  const expect = (isValid: boolean, name: string, expectation: string, value: unknown): void => {
    if (isValid) return;
    throw new HelmholtzError(
      'parameter-out-of-range',
      `${place}.${name}: expected ${expectation}; got ${String(value)}`,
    );
  };
  expect(
    Number.isInteger(batch) && batch > 0 && batch % SHARDS === 0,
    'batch',
    `a multiple of ${SHARDS}`,
    batch,
  );
  expect(Number.isInteger(batches) && batches > 0, 'batches', 'a whole number > 0', batches);
  const leastSteps = stage.rule === 'incremental' ? 1 : 0;
  expect(
    Number.isInteger(settleSteps) && settleSteps >= leastSteps,
    'settleSteps',
    `a whole number >= ${leastSteps}`,
    settleSteps,
  );
  expect(momentum >= 0 && momentum < 1, 'momentum', 'a number in [0, 1)', momentum);
  for (const [name, rate] of Object.entries({ learningRate, precisionRate })) {
    expect(rate >= 0 && Number.isFinite(rate), name, 'a finite number >= 0', rate);
  }
}

function checkLevels(stage: TrainingStage, place: string): void {
  const top = stage.hierarchy.levels.length - 1;
  const { pictureLevel, labelLevel } = clampsOf(stage);
  for (const [name, level] of Object.entries({ pictureLevel, labelLevel })) {
    if (stage.hierarchy.levels[level] === undefined) {
      throw new HelmholtzError(
        'unknown-level',
        `${place}.${name}: expected a level in 0..${top}; got ${level}`,
      );
    }
  }
  if (stage.classes > 0 && pictureLevel === labelLevel) {
    refuse(place, `picture and label cannot both be clamped at level ${labelLevel}`);
  }
  const units = unitsOf(stage.hierarchy.levels[labelLevel]!);
  if (stage.classes > units) {
    refuse(
      place,
      `${stage.classes} classes do not fit into the ${units} units of level ${labelLevel}`,
    );
  }
}

/** Why one sweep at rate 1 from a forward pass would not be backpropagation. */
function checkBackpropagation(stage: TrainingStage, place: string): void {
  const { levels, connections } = stage.hierarchy;
  const top = levels.length - 1;
  const { held } = clampsOf(stage);
  if (!held.has(0) || !held.has(top)) {
    refuse(
      place,
      'backpropagation needs the picture clamped at one end and the label at the other',
    );
  }
  if ((stage.momentum ?? 0) !== 0) refuse(place, 'backpropagation has no momentum of settling');
  if (stage.start === 'zero') refuse(place, 'backpropagation starts from a forward pass');
  levels.forEach(({ prior }, level) => {
    if (prior !== undefined && level > 0 && level < top) {
      refuse(place, `backpropagation knows no prior, and level ${level} has one`);
    }
  });
  connections.forEach(({ precision, precisionLearned }, index) => {
    if (precision !== 1 || precisionLearned !== false) {
      refuse(
        place,
        `backpropagation needs fixed precisions of 1; connection ${index} has ${precisionLearned === false ? precision : 'a learned one'}`,
      );
    }
  });
}

function checkLaplace(stage: TrainingStage, place: string, rule: string): void {
  if (rule !== 'settled') refuse(place, `posterior laplace needs rule settled; got ${rule}`);
  stage.hierarchy.connections.forEach(({ activation, outputActivation, transform }, index) => {
    if (activation !== 'linear' || outputActivation !== 'linear') {
      refuse(
        place,
        `posterior laplace needs linear levels, where it is exact; connection ${index} has ${activation} and ${outputActivation}`,
      );
    }
    if (transform.kind !== 'dense') {
      refuse(
        place,
        `posterior laplace needs dense connections; connection ${index} has ${transform.kind}`,
      );
    }
  });
  stage.hierarchy.levels.forEach(({ prior }, level) => {
    if (prior !== undefined && prior.kind !== 'gaussian') {
      refuse(
        place,
        `posterior laplace needs Gaussian priors; level ${level} has a ${prior.kind} one`,
      );
    }
  });
}
