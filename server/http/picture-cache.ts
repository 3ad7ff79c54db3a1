import type { Laboratory } from '../dependencies.ts';

/** Pictures that are kept: the gallery in a few sizes. */
const MOST_KEPT = 100;

/** Draws gallery pictures as PNG, each size of each only once as long as it is kept. */
export class PictureCache {
  readonly #laboratory: Laboratory;
  readonly #kept = new Map<string, Uint8Array>();

  constructor(laboratory: Laboratory) {
    this.#laboratory = laboratory;
  }

  /** A picture of the gallery as PNG, `size` pixels on each side. */
  async png(name: string, size: number): Promise<Uint8Array> {
    const key = `${name} ${size}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const { renderPicture, encodeGreyPng } = this.#laboratory;
    const png = encodeGreyPng(await renderPicture(name, size));
    this.#kept.set(key, png);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return png;
  }
}
