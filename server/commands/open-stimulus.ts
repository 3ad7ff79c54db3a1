import { findStimulus, openScriptFile, type StimulusKind } from '../../experiments/index.ts';

/** A stimulus to be drawn, and how fast its frames follow each other. */
export interface OpenStimulus {
  readonly kind: StimulusKind;
  readonly framesPerSecond: number;
}

const USUAL_FRAME_RATE = 60;

/**
 * The stimulus that somebody means: a script if the name ends in `.yaml`, `.yml` or `.json`, else one of the catalogue.
 *
 * @throws {HelmholtzError} `unknown-picture`, `not-readable`, `bad-script`.
 */
export async function openStimulus(nameOrFile: string): Promise<OpenStimulus> {
  if (/\.(ya?ml|json)$/i.test(nameOrFile)) return openScriptFile(nameOrFile);
  return { kind: await findStimulus(nameOrFile), framesPerSecond: USUAL_FRAME_RATE };
}
