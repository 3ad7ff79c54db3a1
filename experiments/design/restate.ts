import { HelmholtzError, type ParameterTable, resolveParameters } from '../../agents/index.ts';
import type { Refusal } from '../read-described.ts';

/** Does something; what is refused there is refused at a place of the file. */
export async function placed<Result>(
  work: () => Promise<Result>,
  path: readonly PropertyKey[],
  refusal: Refusal,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw restated(error, path, refusal);
  }
}

/** Refuses a value that a table does not allow, at its place in the file. */
export function checkAt(
  table: ParameterTable,
  values: Parameters<typeof resolveParameters>[2],
  { path, refusal }: { readonly path: readonly PropertyKey[]; readonly refusal: Refusal },
): void {
  try {
    resolveParameters('file', table, values);
  } catch (error) {
    throw restated(error, path, refusal);
  }
}

/** The same refusal, at a place in the file; the place that it names itself is said by the path. */
function restated(error: unknown, path: readonly PropertyKey[], refusal: Refusal): unknown {
  if (!(error instanceof HelmholtzError)) return error;
  return refusal(path, error.message.replace(/^[\w.[\]-]+: /, ''));
}
