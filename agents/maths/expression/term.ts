import type { Operation } from './operations.ts';

/**
 * An expression that has been found harmless: numbers, names and operations of a fixed list, and nothing else. There is
 * no way to write down an assignment, a loop, a property or a function of one's own.
 */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'operation'; readonly operation: Operation; readonly terms: readonly Term[] }
  /** Comparisons in a row, `a < b <= c`: every neighbouring pair must fulfil its own. */
  | {
      readonly kind: 'chain';
      readonly comparisons: readonly Operation[];
      readonly terms: readonly Term[];
    };
