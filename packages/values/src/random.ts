import { ValuesError } from "./errors.js";

/**
 * Where random bytes come from: it answers with exactly that many. In production the host hands in one that is fit for
 * secrets, such as `(bytes) => crypto.getRandomValues(new Uint8Array(bytes))`.
 *
 * @public
 */
export type RandomSource = (bytes: number) => Uint8Array;

/**
 * Bytes that look random and are the same for the same seed (xoshiro128**, seeded by splitmix32), for tests and
 * demonstrations. Whoever sees a few of them can compute the rest: never use it for secrets or for ids of real sales.
 *
 * Throws `values.out-of-range` when the seed is no safe integer.
 *
 * @example
 * ```ts
 * import { seededRandom } from "@tillwright/values";
 *
 * const first = seededRandom(7)(4);
 * const again = seededRandom(7)(4);
 * first.length; //=> 4
 * first.join() === again.join(); //=> true
 * ```
 *
 * @public
 */
export function seededRandom(seed: number): RandomSource {
  if (!Number.isSafeInteger(seed)) {
    throw new ValuesError(
      "values.out-of-range",
      `seededRandom: the seed ${String(seed)} is no safe integer`,
    );
  }
  const next = xoshiro128(seed | 0, Math.floor(seed / 2 ** 32) | 0);
  return (bytes) => {
    const result = new Uint8Array(bytes);
    let word = 0;
    for (let index = 0; index < bytes; index += 1) {
      word = index % 4 === 0 ? next() : word >>> 8;
      result[index] = word & 0xff;
    }
    return result;
  };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

function xoshiro128(low: number, high: number): () => number {
  const seedLow = splitmix32(low);
  const seedHigh = splitmix32(high);
  let s0 = seedLow();
  let s1 = seedHigh();
  let s2 = seedLow();
  // The generator would stand still on four zeros; the last bit makes sure there is a one.
  let s3 = seedHigh() | 1;
  return () => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
    return result;
  };
}
