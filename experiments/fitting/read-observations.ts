import type { HgfNetwork, HgfObservations } from '../../agents/index.ts';
import { columnReader, readTable } from './read-table.ts';

/**
 * Reads what the inputs of a network observed: a table with a column for each input, by its name.
 *
 * @param timeStep Column of the time before each trial; `null` for 1 each.
 * @throws {HelmholtzError} `not-readable`, or `bad-shape` naming the line, the column, the expectation and the value.
 */
export async function readObservations(
  path: string,
  { inputs }: HgfNetwork,
  timeStep: string | null,
): Promise<HgfObservations> {
  const table = await readTable(path);
  const read = columnReader(table);
  return {
    inputs: Object.fromEntries(
      inputs.map(({ name }) => [
        name,
        read(name, { says: 'a finite number', isFine: Number.isFinite }),
      ]),
    ),
    ...(timeStep === null
      ? {}
      : {
          timeSteps: read(timeStep, {
            ...{ says: 'a number > 0', isNeeded: true },
            isFine: (value) => value > 0 && value < Infinity,
          }),
        }),
  };
}
