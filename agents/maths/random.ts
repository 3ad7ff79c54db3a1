import { HelmholtzError } from '../errors.ts';
import { philox4x32, type Words4 } from './philox.ts';

/**
 * A source of random numbers: the only way in which anything in this project may be random. Two sources made from the
 * same seed and stream give the same numbers on every machine, whatever other sources do.
 */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** Standard normal, mean 0 and variance 1 (Box-Muller). */
  normal(): number;
  /** Fills with standard normal numbers, those that as many calls of `normal` would give, and returns the same array. */
  normals<Numbers extends Float64Array | Float32Array>(out: Numbers): Numbers;
  /**
   * Uniform among 0, 1, ..., below - 1, without bias.
   *
   * @throws {RangeError} unless `below` is a whole number in [1, 2^32].
   */
  integer(below: number): number;
  /** Puts the elements in random order, in place, and returns the same array. */
  shuffle<Element>(elements: Element[]): Element[];
  /**
   * One of the elements, each equally likely.
   *
   * @throws {RangeError} if there is none.
   */
  choose<Element>(elements: readonly Element[]): Element;
  /**
   * An independent source for a part of the work, named by labels. It depends on the seed and the labels only, not on
   * what was drawn before: `createRandom(1, 'trial').fork(17)` equals `createRandom(1, 'trial', 17)`.
   */
  fork(...stream: readonly StreamLabel[]): Random;
  /** Where the source is, as plain JSON data; {@link restoreRandom} goes on from there, to the bit. */
  state(): RandomState;
}

/** Part of the name of a stream. The number 1 and the text '1' name different streams. */
export type StreamLabel = number | string;

/** A saved random source. */
export interface RandomState {
  /** Which stream: key and upper half of the counter. */
  readonly stream: Words4;
  /** How many 32-bit words have been drawn. */
  readonly position: number;
  /** Second normal number of a Box-Muller pair, not handed out yet. */
  readonly spareNormal: number | null;
}

/**
 * A random source for a seed and, optionally, a named stream of it, such as `createRandom(seed, 'trial', 17)`. Streams
 * are independent, so that work split by trial gives the same result whatever the number of workers.
 *
 * Numbers come from Philox4x32-10. The name of the stream is hashed to 128 bits: 64 are its key, 64 the upper half of
 * its counter; the lower half counts, so that a stream holds 2^66 words.
 *
 * @param seed Whole number in [0, 2^53).
 * @throws {HelmholtzError} `parameter-out-of-range` for another seed.
 * @see Salmon, Moraes, Dror & Shaw (2011), `REFERENCES.salmon2011`
 */
export function createRandom(seed: number, ...stream: readonly StreamLabel[]): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `seed: expected whole number in [0, ${Number.MAX_SAFE_INTEGER}]; got ${seed}`,
    );
  }
  const root: Words4 = [seed >>> 0, Math.floor(seed / 0x1_0000_0000), 0, 0];
  return new PhiloxRandom({ stream: absorb(root, stream), position: 0, spareNormal: null });
}

/** A source that goes on exactly where the saved one was. */
export function restoreRandom(state: RandomState): Random {
  return new PhiloxRandom(state);
}

/** Words of a block. */
const BLOCK = 4;
/** The block that is asked for. */
const counter = new Uint32Array(BLOCK);

class PhiloxRandom implements Random {
  readonly #stream: Words4;
  readonly #block = new Uint32Array(BLOCK);
  /** How many words of the block have been drawn. */
  #used = BLOCK;
  /** Number of the block that comes next. */
  #next: number;
  #spareNormal: number | null;

  constructor({ stream, position, spareNormal }: RandomState) {
    this.#stream = stream;
    this.#next = Math.floor(position / BLOCK);
    this.#spareNormal = spareNormal;
    if (position % BLOCK === 0) return;
    this.#fillBlock();
    this.#used = position % BLOCK;
  }

  uniform(): number {
    const upper = this.#word();
    return unitOf(upper, this.#word());
  }

  normal(): number {
    const spare = this.#spareNormal;
    if (spare !== null) {
      this.#spareNormal = null;
      return spare;
    }
    // 1 - u lies in (0, 1], where the logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  normals<Numbers extends Float64Array | Float32Array>(out: Numbers): Numbers {
    let at = 0;
    if (out.length > 0 && this.#spareNormal !== null) out[at++] = this.normal();
    // Four words are two uniform numbers, and these a pair: a block holds just one.
    if (this.#used === BLOCK) {
      const block = this.#block;
      for (; at + 1 < out.length; at += 2) {
        this.#fillBlock();
        const radius = Math.sqrt(-2 * Math.log(1 - unitOf(block[0]!, block[1]!)));
        const angle = 2 * Math.PI * unitOf(block[2]!, block[3]!);
        out[at] = radius * Math.cos(angle);
        out[at + 1] = radius * Math.sin(angle);
      }
    }
    for (; at < out.length; at++) out[at] = this.normal();
    return out;
  }

  integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > 0x1_0000_0000) {
      throw new RangeError(`random.integer: expected whole number in [1, 2^32]; got ${below}`);
    }
    // Words at or above the largest multiple of `below` would favour small results: draw again.
    const fair = Math.floor(0x1_0000_0000 / below) * below;
    for (;;) {
      const word = this.#word();
      if (word < fair) return word % below;
    }
  }

  shuffle<Element>(elements: Element[]): Element[] {
    for (let last = elements.length - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      const moved = elements[last]!;
      elements[last] = elements[other]!;
      elements[other] = moved;
    }
    return elements;
  }

  choose<Element>(elements: readonly Element[]): Element {
    if (elements.length === 0) {
      throw new RangeError('random.choose: expected at least one element; got none');
    }
    return elements[this.integer(elements.length)]!;
  }

  fork(...stream: readonly StreamLabel[]): Random {
    return new PhiloxRandom({
      stream: absorb(this.#stream, stream),
      position: 0,
      spareNormal: null,
    });
  }

  state(): RandomState {
    return {
      stream: this.#stream,
      position: BLOCK * (this.#next - 1) + this.#used,
      spareNormal: this.#spareNormal,
    };
  }

  #word(): number {
    if (this.#used === BLOCK) {
      this.#fillBlock();
      this.#used = 0;
    }
    return this.#block[this.#used++]!;
  }

  #fillBlock(): void {
    const index = this.#next++;
    counter[0] = index >>> 0;
    counter[1] = Math.floor(index / 0x1_0000_0000);
    counter[2] = this.#stream[2];
    counter[3] = this.#stream[3];
    philox4x32(counter, this.#stream[0], this.#stream[1], this.#block);
  }
}

/** 53 bits of two words as a number in [0, 1). */
function unitOf(upper: number, lower: number): number {
  return ((upper >>> 5) * 0x400_0000 + (lower >>> 6)) / 0x20_0000_0000_0000;
}

/** The words of a number, lower one first. */
const number = new Float64Array(1);
const wordsOfNumber = new Uint32Array(number.buffer);

/** The name that is being hashed, and what a step makes of it. */
const hash = new Uint32Array(4);
const mixed = new Uint32Array(4);

/** Hashes labels into the name of a stream, one after the other, so that absorbing can be continued later. */
function absorb(name: Words4, labels: readonly StreamLabel[]): Words4 {
  hash.set(name);
  for (const label of labels) {
    if (typeof label === 'number') {
      number[0] = label;
      mix(1, 0);
      mix(wordsOfNumber[0]!, wordsOfNumber[1]!);
    } else {
      mix(2, label.length);
      for (let index = 0; index < label.length; index += 4) {
        mix(
          unitAt(label, index) | (unitAt(label, index + 1) << 16),
          unitAt(label, index + 2) | (unitAt(label, index + 3) << 16),
        );
      }
    }
  }
  return [hash[0]!, hash[1]!, hash[2]!, hash[3]!];
}

function mix(key0: number, key1: number): void {
  philox4x32(hash, key0, key1, mixed);
  // Feeding the input forward makes the step one-way: no two labels can undo each other.
  for (let word = 0; word < 4; word++) hash[word]! ^= mixed[word]!;
}

/** A unit of UTF-16 of a text, 0 beyond its end. */
function unitAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) : 0;
}
