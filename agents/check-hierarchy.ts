import { HelmholtzError } from './errors.ts';
import { predictionsOf, type LevelPrediction } from './graph.ts';
import {
  type Connection,
  connectionEnds,
  connectionShape,
  type Hierarchy,
  namedLevel,
  unitsOf,
} from './hierarchy.ts';

/**
 * Checks a description as a whole.
 *
 * @throws {HelmholtzError} `bad-shape` naming the level or connection.
 */
export function checkHierarchy(hierarchy: Hierarchy): void {
  const { levels, connections } = hierarchy;
  if (levels.length < 1) {
    throw new HelmholtzError('bad-shape', 'hierarchy: expected at least one level; got none');
  }
  for (const [index, connection] of connections.entries()) {
    connectionShape(hierarchy, index);
    checkConnection(connection, `connection ${index}`);
    checkLikelihood(hierarchy, index);
    checkPrecision(hierarchy, index);
  }
  for (const prediction of predictionsOf(hierarchy)) checkAgreement(hierarchy, prediction);
}

function checkConnection(
  { precision, transform, activation, outputActivation, scale = 1 }: Connection,
  place: string,
): void {
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new HelmholtzError('bad-shape', `${place}: expected a finite scale > 0; got ${scale}`);
  }
  if (transform.kind === 'identity' && scale !== 1) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: an identity has no weights to scale: expected the scale 1; got ${scale}`,
    );
  }
  if (!(precision > 0)) {
    throw new HelmholtzError('bad-shape', `${place}: expected precision > 0; got ${precision}`);
  }
  if (transform.kind === 'identity' && activation !== 'linear') {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: an identity passes values on as they are: expected the activation linear; got ${activation}`,
    );
  }
  if (transform.kind === 'windows' && outputActivation === 'softmax') {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: the output activation softmax compares all units of a level; windows predict some of them each`,
    );
  }
}

function checkLikelihood(hierarchy: Hierarchy, index: number): void {
  const connection = hierarchy.connections[index]!;
  const { likelihood = 'gaussian', outputActivation, precisionLearned } = connection;
  if (likelihood === 'gaussian') return;
  const place = `connection ${index}: the likelihood ${likelihood}`;
  const needed = likelihood === 'categorical' ? 'softmax' : 'sigmoid';
  if (outputActivation !== needed) {
    throw new HelmholtzError(
      'bad-shape',
      `${place} needs the output activation ${needed}; got ${outputActivation}`,
    );
  }
  if (precisionLearned !== false) {
    throw new HelmholtzError(
      'bad-shape',
      `${place} has no precision to learn; got ${precisionLearned}`,
    );
  }
  for (const name of ['precisionFrom', 'precisionFactor'] as const) {
    if (connection[name] !== undefined) {
      throw new HelmholtzError('bad-shape', `${place} has no Gaussian errors for ${name}`);
    }
  }
  if (connectionShape(hierarchy, index).unitOfError !== null) {
    throw new HelmholtzError('bad-shape', `${place} needs one prediction per unit; got windows`);
  }
  const { lower } = connectionEnds(hierarchy, index);
  const { name, prior } = hierarchy.levels[lower]!;
  const predicts = hierarchy.connections.some((_, other) => {
    const from = connectionEnds(hierarchy, other).upper;
    return from === lower || namedLevel(hierarchy, other, 'precisionFrom') === lower;
  });
  if (prior !== undefined || predicts) {
    const fault = predicts ? 'predicts others' : 'has a prior';
    throw new HelmholtzError(
      'bad-shape',
      `${place} is for a level that is observed or follows its prediction; the level "${name}" ${fault}`,
    );
  }
}

function checkPrecision(hierarchy: Hierarchy, index: number): void {
  const { precisionFactor: factor, precisionLearned } = hierarchy.connections[index]!;
  const { errors, windows } = connectionShape(hierarchy, index);
  const source = namedLevel(hierarchy, index, 'precisionFrom');
  const place = `connection ${index}`;
  if (source !== null) {
    const units = unitsOf(hierarchy.levels[source]!);
    if (![1, windows, errors].includes(units) || errors % units !== 0) {
      throw new HelmholtzError(
        'bad-shape',
        `${place}: precisionFrom needs 1 unit, one per window (${windows}) or one per prediction error (${errors}); level "${hierarchy.levels[source]!.name}" has ${units}`,
      );
    }
    if (source === connectionEnds(hierarchy, index).lower) {
      throw new HelmholtzError('bad-shape', `${place}: a level cannot hold its own log precision`);
    }
  }
  if (factor === undefined) return;
  if (source !== null || precisionLearned !== false) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: a precisionFactor is given and stays; expected neither precisionFrom nor precisionLearned beside it`,
    );
  }
  if (factor.length !== errors * errors || !factor.every(Number.isFinite)) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected ${errors} x ${errors} finite numbers as precisionFactor; got ${factor.length}`,
    );
  }
  factor.forEach((entry, position) => {
    const row = Math.floor(position / errors);
    const column = position % errors;
    if ((column > row && entry !== 0) || (column === row && !(entry > 0))) {
      const expected = column === row ? 'a positive diagonal' : 'zeros above the diagonal';
      throw new HelmholtzError(
        'bad-shape',
        `${place}: expected ${expected} of precisionFactor; got ${entry} in row ${row}, column ${column}`,
      );
    }
  });
}

const AGREED = [
  'outputActivation',
  'precision',
  'precisionLearned',
  'likelihood',
  'precisionFrom',
  'precisionFactor',
] as const;

/** Connections that predict a level together make one prediction, with one precision. */
function checkAgreement(hierarchy: Hierarchy, { connections }: LevelPrediction): void {
  const [first, ...others] = connections;
  const leader = hierarchy.connections[first!]!;
  const shape = connectionShape(hierarchy, first!);
  for (const index of others) {
    const other = hierarchy.connections[index]!;
    const both = `connections ${first!} and ${index} predict one level together`;
    for (const property of AGREED) {
      if (String(other[property]) !== String(leader[property])) {
        throw new HelmholtzError(
          'bad-shape',
          `${both}: expected the same ${property}; got ${String(leader[property])} and ${String(other[property])}`,
        );
      }
    }
    const { unitOfError } = connectionShape(hierarchy, index);
    if (String(unitOfError) !== String(shape.unitOfError)) {
      throw new HelmholtzError(
        'bad-shape',
        `${both}: expected each to predict every unit once, or both to predict the same windows`,
      );
    }
  }
}
