import { HelmholtzError } from '../../agents/index.ts';
import { reasonOf } from '../read-bytes.ts';

/** What to throw where the tables of a run could not be written: a refusal by the system in words, anything else as it is. */
export function refusedWriting(folder: string, cause: unknown): unknown {
  const isSystemError = typeof cause === 'object' && cause !== null && 'code' in cause;
  if (cause instanceof HelmholtzError || !isSystemError) return cause;
  return new HelmholtzError(
    'not-writable',
    `${folder}: cannot be written: ${reasonOf(cause)}; finished trials are kept: go on with --resume`,
    { cause },
  );
}
