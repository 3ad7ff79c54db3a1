import { HelmholtzError } from '../../agents/index.ts';
import type { ScriptSource } from './read-script.ts';

/** Makes an error that says where in a script its cause lies. */
export type Refusal = ScriptSource['refusal'];

/** What is done, with a refusal made into one that says where in the script its cause lies. */
export function refused<Result>(
  action: () => Result,
  path: readonly PropertyKey[],
  refusal: Refusal,
): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof HelmholtzError) throw refusal(path, error.message);
    throw error;
  }
}
