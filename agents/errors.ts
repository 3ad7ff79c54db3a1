/**
 * Everything that this project refuses on purpose. The message is one line for people: the place, the expectation, the
 * value and, where one is known, the nearest valid choice. The code is stable, for programs.
 */
export class HelmholtzError extends Error {
  readonly code: HelmholtzErrorCode;

  constructor(code: HelmholtzErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HelmholtzError';
    this.code = code;
  }
}

/** Stable codes of refusals. */
export type HelmholtzErrorCode =
  | 'unknown-agent'
  | 'unknown-parameter'
  | 'unknown-engine'
  | 'unknown-scheme'
  | 'engine-unavailable'
  | 'unknown-level'
  | 'unknown-picture'
  | 'unknown-dataset'
  | 'unknown-experiment'
  | 'bad-expression'
  | 'bad-script'
  | 'unknown-story'
  | 'bad-datum'
  | 'bad-model'
  | 'bad-sequence'
  | 'bad-experiment'
  | 'bad-journal'
  | 'parameter-out-of-range'
  | 'bad-shape'
  | 'bad-weights'
  | 'bad-checkpoint'
  | 'not-an-image'
  | 'too-large'
  | 'not-readable'
  | 'not-writable'
  | 'diverged'
  | 'not-applicable'
  | 'interrupted'
  | 'disposed';
