import { HelmholtzError } from '../../errors.ts';
import { shownNumber } from './shown-number.ts';
import type { UpdateScheme } from './network.ts';

/** Why a filter could not go on. */
export interface HgfFailure {
  /** Trial at which it happened, from 0. */
  readonly trial: number;
  /** State whose belief went wrong. */
  readonly node: string;
  /** What went wrong: the precision became negative or zero, or a number left the range of what can be represented. */
  readonly quantity: 'posterior precision' | 'posterior mean' | 'expected precision';
  readonly value: number;
  /** The parameters that are most directly responsible, with their values, for example `volatility.tonicVolatility = 2`. */
  readonly parameter: string;
  /** What avoids it. */
  readonly remedy: string;
}

/** The failure of a node, with the responsible parameter and what helps. */
export function describeFailure({
  scheme,
  isOrdinary,
  ...what
}: {
  readonly trial: number;
  readonly node: string;
  readonly quantity: HgfFailure['quantity'];
  readonly value: number;
  readonly parameter: string;
  readonly scheme: UpdateScheme;
  /** Whether the numbers are ordinary, so that another scheme would have helped. */
  readonly isOrdinary: boolean;
}): HgfFailure {
  return { ...what, remedy: isOrdinary ? REMEDIES[scheme] : 'lower them' };
}

const REMEDIES: Readonly<Record<UpdateScheme, string>> = {
  standard: 'use the scheme unbounded, or lower them',
  ehgf: 'use the scheme unbounded, or lower them',
  unbounded: 'lower them',
};

/** The failure in one line; trials are counted from 1, as people do. */
export function failureInWords({ trial, node, quantity, value, ...rest }: HgfFailure): string {
  const { parameter, remedy } = rest;
  const what = value < 0 ? `negative ${quantity}` : quantity;
  return `hgf.${node}: ${what} ${shownNumber(value)} at trial ${trial + 1} (${parameter}); ${remedy}`;
}

/** The failure as an error. */
export function failureError(failure: HgfFailure): HelmholtzError {
  return new HelmholtzError('diverged', failureInWords(failure));
}
