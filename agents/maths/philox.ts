/** Four 32-bit words, each in [0, 2^32). */
export type Words4 = readonly [number, number, number, number];

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
/** The golden ratio and sqrt(3) - 1, times 2^32: what is added to the key between rounds. */
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * Philox4x32-10: a keyed bijection of 128-bit counters whose outputs are indistinguishable from independent uniform
 * bits. Random number n of a stream is simply the image of counter n, so that streams can be jumped into, split among
 * workers and resumed.
 *
 * @param counter Four words, least significant first.
 * @param key0 Lower word of the key.
 * @param key1 Upper word of the key.
 * @param out Receives the four words; the caller owns it. May be the counter itself.
 * @see Salmon, Moraes, Dror & Shaw (2011), `REFERENCES.salmon2011`
 */
export function philox4x32(
  counter: ArrayLike<number>,
  key0: number,
  key1: number,
  out: Uint32Array,
): void {
  let c0 = counter[0]!;
  let c1 = counter[1]!;
  let c2 = counter[2]!;
  let c3 = counter[3]!;
  let k0 = key0;
  let k1 = key1;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highProduct(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = highProduct(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** Upper 32 bits of the 64-bit product of two words. */
function highProduct(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  // Every sum stays below 2^32.
  const cross = aHigh * bLow + ((aLow * bLow) >>> 16);
  const middle = aLow * bHigh + (cross & 0xffff);
  return (aHigh * bHigh + (cross >>> 16) + (middle >>> 16)) | 0;
}
