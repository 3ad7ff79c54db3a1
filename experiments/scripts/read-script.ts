import { readDescribed, type Refusal } from '../read-described.ts';
import { type Script, SCRIPT_LIMITS, SCRIPT_SCHEMA } from './script.ts';

/** A script, and how to say where in its file a fault is. */
export interface ScriptSource {
  readonly script: Script;
  readonly refusal: Refusal;
}

/**
 * Reads a script, which is YAML 1.2 or JSON without aliases and tags.
 *
 * @param place Name of the file, for messages.
 * @throws {HelmholtzError} `bad-script`, which names file, line, column and key.
 */
export function readScript(text: string, place: string): ScriptSource {
  const { value, refusal } = readDescribed(text, place, {
    schema: SCRIPT_SCHEMA,
    code: 'bad-script',
    what: 'a script',
    bytes: SCRIPT_LIMITS.bytes,
  });
  return { script: value, refusal };
}
