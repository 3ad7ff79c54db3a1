import {
  defineAgent,
  type AgentKind,
  type Connection,
  type Hierarchy,
  type Level,
  type Tensor,
} from '../../../agents/index.ts';

/** A level of `units` unnamed units in one row. */
export function plainLevel(units: number, prior?: Level['prior']): Level {
  return {
    name: `${units} units`,
    meaning: 'test units',
    unit: '1',
    arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns: units },
    ...(prior === undefined ? {} : { prior }),
  };
}

/** A dense connection; linear, unit precision and no bias unless told otherwise. */
export function denseConnection(changes: Partial<Connection> = {}): Connection {
  return {
    activation: 'linear',
    outputActivation: 'linear',
    biased: false,
    precision: 1,
    precisionLearned: false,
    transform: { kind: 'dense' },
    ...changes,
  };
}

/** An agent kind around a hierarchy, for tests that need a small real agent. */
export function testKind(
  hierarchy: Hierarchy,
  weights: Record<string, { shape: readonly number[]; data: readonly number[] }>,
  settling: { inferenceRate: number; steps: number; tolerance: number },
): AgentKind {
  return defineAgent({
    name: 'test-agent',
    summary: 'A small agent for tests.',
    sources: [],
    parameters: {},
    hierarchy: () => hierarchy,
    retina: (picture) => picture,
    fit: 'scale',
    settling: () => settling,
    weights: () =>
      new Map(
        Object.entries(weights).map(([name, { shape, data }]): [string, Tensor] => [
          name,
          { shape, data: Float64Array.from(data) },
        ]),
      ),
    firstPicture: 'mid-grey',
  });
}
