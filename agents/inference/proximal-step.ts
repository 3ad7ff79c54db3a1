import type { Surface } from './surface.ts';

/**
 * Steps down a direction, and through the kinks of Laplace priors:
 *
 *   x = from - rate direction, then x <- sign(x) max(0, |x| - rate kink)
 *
 * Clamped nodes stay where `from` has them.
 *
 * @returns The new values; nothing is moved.
 * @see Beck & Teboulle (2009), `REFERENCES.beckTeboulle2009`
 */
export function proximalStep(
  surface: Pick<Surface, 'batch' | 'size' | 'free' | 'kinks'>,
  {
    from,
    direction,
    rate,
  }: { readonly from: Float64Array; readonly direction: Float64Array; readonly rate: number },
): Float64Array {
  const { size } = surface;
  const free = surface.free();
  const kinks = surface.kinks();
  return from.map((value, entry) => {
    const node = entry % size;
    if (free[node] === 0) return value;
    const moved = value - rate * direction[entry]!;
    const threshold = kinks === null ? 0 : rate * kinks[node]!;
    return threshold === 0 ? moved : Math.sign(moved) * Math.max(0, Math.abs(moved) - threshold);
  });
}
