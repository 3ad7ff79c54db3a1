import type { Column } from './experiment.ts';

/** A column of numbers. */
export function numberColumn(name: string, unit: string, meaning: string): Column {
  return { name, meaning, unit, kind: 'number' };
}

/** A column of words. */
export function textColumn(name: string, meaning: string): Column {
  return { name, meaning, unit: '1', kind: 'text' };
}
