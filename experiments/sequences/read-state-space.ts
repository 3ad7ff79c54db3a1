import { HelmholtzError, type LinearGaussian, suggestion } from '../../agents/index.ts';

const PARTS = [
  'dynamics',
  'observation',
  'processCovariance',
  'observationCovariance',
  'initialMean',
  'initialCovariance',
] as const;

/**
 * A state-space model from a JSON text with matrices as rows of numbers: dynamics, observation, processCovariance,
 * observationCovariance, initialMean, initialCovariance. That the shapes fit together is checked where it is used.
 *
 * @throws {HelmholtzError} `bad-shape` for a name that is missing or unknown, or a value of another kind.
 */
export function readStateSpace(text: string, place: string): LinearGaussian {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected JSON; ${String(cause instanceof Error ? cause.message : cause)}`,
      { cause },
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HelmholtzError('bad-shape', `${place}: expected an object with ${PARTS.join(', ')}`);
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  for (const name of entries.keys()) {
    if (!PARTS.some((part) => part === name)) {
      throw new HelmholtzError(
        'bad-shape',
        `${place}: ${name}: no such part${suggestion(name, PARTS)}`,
      );
    }
  }
  const matrix = (name: (typeof PARTS)[number]): number[][] => {
    const rows = entries.get(name);
    if (Array.isArray(rows) && rows.every((row) => Array.isArray(row) && row.every(isNumber))) {
      return rows.map((row: number[]) => [...row]);
    }
    throw new HelmholtzError(
      'bad-shape',
      `${place}: ${name}: expected rows of numbers, for example [[1, 0], [0, 1]]; got ${rows === undefined ? 'nothing' : JSON.stringify(rows)}`,
    );
  };
  const initialMean = entries.get('initialMean');
  if (!Array.isArray(initialMean) || !initialMean.every(isNumber)) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: initialMean: expected numbers, for example [0, 0]; got ${initialMean === undefined ? 'nothing' : JSON.stringify(initialMean)}`,
    );
  }
  return {
    dynamics: matrix('dynamics'),
    observation: matrix('observation'),
    processCovariance: matrix('processCovariance'),
    observationCovariance: matrix('observationCovariance'),
    initialMean: [...initialMean],
    initialCovariance: matrix('initialCovariance'),
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
