/** Entropy of a discrete distribution, -sum p log2 p, bits. */
export function entropyBits(p: readonly number[]): number {
  return crossEntropyBits(p, p);
}

/**
 * Cross-entropy -sum p log2 q, bits: what a code for q costs per symbol of p. It is the entropy of p plus KL(p || q);
 * infinite where q excludes what p has.
 */
export function crossEntropyBits(p: readonly number[], q: readonly number[]): number {
  return p.reduce((sum, value, index) => sum - (value === 0 ? 0 : value * Math.log2(q[index]!)), 0);
}

/** KL(p || q), bits. */
export function divergenceBits(p: readonly number[], q: readonly number[]): number {
  return crossEntropyBits(p, q) - entropyBits(p);
}

/** 2^cross-entropy: as uncertain as a choice between so many symbols that are alike. */
export function perplexity(p: readonly number[], q: readonly number[]): number {
  return 2 ** crossEntropyBits(p, q);
}
