import { unitsOf, type Hierarchy } from '../hierarchy.ts';
import type { BuildOptions, LevelBuffers } from './built-program.ts';
import type { Writer } from './writer.ts';

/** Declares the buffers that every level has, whatever predicts it. */
export function declareLevels(
  { buffer }: Writer,
  hierarchy: Hierarchy,
  { batch, held, momentum = false }: BuildOptions,
): readonly LevelBuffers[] {
  return hierarchy.levels.map((level, index): LevelBuffers => {
    const units = unitsOf(level);
    const name = (what: string): string => `level ${index} ${what}`;
    const { prior } = level;
    return {
      units,
      values: buffer(name('values'), batch, units),
      gradient: held.has(index) ? null : buffer(name('gradient'), batch, units),
      velocity: momentum && !held.has(index) ? buffer(name('velocity'), batch, units) : null,
      free: buffer(name('free'), 1, units),
      prior:
        prior === undefined
          ? null
          : prior.kind === 'gaussian'
            ? {
                kind: 'gaussian',
                minusMean: buffer(name('minus prior mean'), 1, units),
                precision: buffer(name('prior precision'), 1, units),
                rowEnergy: buffer(name('prior energy'), batch, 1),
              }
            : {
                kind: prior.kind,
                weight: buffer(name('prior weight'), 1, units),
                rowEnergy: buffer(name('prior energy'), batch, 1),
              },
    };
  });
}
