import type { Interval } from '../psychophysics/fit-psychometric.ts';

/** A number that was measured, with its 95 % interval. */
export interface Estimate95 {
  readonly value: number;
  readonly interval: Interval;
}

/** A table of results. */
export interface ResultTable {
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A picture of results, as SVG. */
export interface ResultFigure {
  readonly name: string;
  readonly caption: string;
  readonly svg: string;
}

/** What a run has shown. */
export interface Summary {
  readonly tables: readonly ResultTable[];
  readonly figures: readonly ResultFigure[];
  /** For programs, and for what a paradigm claims. */
  readonly estimates: Readonly<Record<string, Estimate95>>;
  /** What to know about the data. */
  readonly notes: readonly string[];
}
