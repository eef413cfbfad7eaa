/** The constants of FIPS 180-4: the first 32 bits behind the point of roots of the first primes. */
interface Constants {
  /** Square roots of the first eight. */
  readonly start: Int32Array;
  /** Cube roots of the first sixty-four. */
  readonly rounds: Int32Array;
}

let known: Constants | null = null;

/** Worked out when something is first hashed: a list of them would be most of what a page loads for a hash. */
function constants(): Constants {
  if (known === null) {
    const primes: number[] = [];
    for (let next = 2; primes.length < 64; next += 1) {
      if (primes.every((prime) => next % prime > 0)) primes.push(next);
    }
    known = {
      start: Int32Array.from(primes.slice(0, 8), (prime) => rootBits(prime, 2n)),
      rounds: Int32Array.from(primes, (prime) => rootBits(prime, 3n)),
    };
  }
  return known;
}

/** In whole numbers, so that every engine finds the same bits: the largest x with x ** degree <= prime × 2 ** (32 × degree). */
function rootBits(prime: number, degree: bigint): number {
  const power = BigInt(prime) << (32n * degree);
  let root = 0n;
  for (let bit = 1n << 35n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** degree <= power) root += bit;
  }
  return Number(BigInt.asIntN(32, root));
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** SHA-256 (FIPS 180-4) of some bytes, as eight words of 32 bits. */
export function sha256(bytes: Uint8Array): Int32Array {
  const { start, rounds } = constants();
  const sums = start.slice();
  const words = new Int32Array(64);
  // One bit behind the bytes and their length in bits fill up the last block.
  const blocks = Math.floor((bytes.length + 72) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  for (let block = 0; block < padded.length; block += 64)
    addBlock(view, block, words, sums, rounds);
  return sums;
}

function addBlock(
  view: DataView,
  from: number,
  words: Int32Array,
  sums: Int32Array,
  rounds: Int32Array,
): void {
  for (let i = 0; i < 64; i += 1) {
    if (i < 16) {
      words[i] = view.getInt32(from + 4 * i);
      continue;
    }
    const early = at(words, i - 15);
    const late = at(words, i - 2);
    const low = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
    const high = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
    words[i] = at(words, i - 16) + low + at(words, i - 7) + high;
  }
  let a = at(sums, 0);
  let b = at(sums, 1);
  let c = at(sums, 2);
  let d = at(sums, 3);
  let e = at(sums, 4);
  let f = at(sums, 5);
  let g = at(sums, 6);
  let h = at(sums, 7);
  for (let i = 0; i < 64; i += 1) {
    const high = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const choice = (e & f) ^ (~e & g);
    const one = (h + high + choice + at(rounds, i) + at(words, i)) | 0;
    const low = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + low + majority) | 0;
  }
  const round = Int32Array.of(a, b, c, d, e, f, g, h);
  for (let i = 0; i < 8; i += 1) sums[i] = at(sums, i) + at(round, i);
}

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}
