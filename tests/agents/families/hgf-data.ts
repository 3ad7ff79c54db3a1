import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../../shared/data/hgf');

/** Whether the series on which every implementation of the HGF is checked are there. */
export const hasSeries = existsSync(FOLDER);

/** One of the series, one number per line. */
export function series(name: 'binary_input' | 'binary_response' | 'usdchf'): Float64Array {
  const text = readFileSync(join(FOLDER, `${name}.txt`), 'utf8');
  return Float64Array.from(text.trim().split(/\s+/), Number);
}
