import type { Clock } from "./clock.js";
import { ValuesError } from "./errors.js";
import type { Instant } from "./instant.js";
import type { RandomSource } from "./random.js";

/**
 * A source of ids that sort as texts in the order in which they were made: UUIDs of version 7 (RFC 9562).
 *
 * The 48 bits of time are followed by a counter of 42 bits, which starts at a random number each millisecond and counts on
 * while the clock stands still or steps back (RFC 9562, section 6.2, methods 1 and 2), and by 32 random bits each time.
 *
 * The function throws `values.out-of-range` when the clock shows a time before 1970 or after the year 10889, and
 * `values.random-source` when the random source answers with another number of bytes than asked for.
 *
 * @example
 * ```ts
 * import { createUuidV7, fixedClock, isUuid, seededRandom } from "@tillwright/values";
 *
 * const nextId = createUuidV7(fixedClock(1801389600000), seededRandom(1));
 * const first = nextId();
 * const second = nextId();
 * isUuid(first); //=> true
 * first < second; //=> true
 * ```
 *
 * @public
 */
export function createUuidV7(clock: Clock, random: RandomSource): () => string {
  let time = -1;
  let counter = 0;
  return () => {
    const now = checkTime(clock.now());
    const bytes = drawBytes(random);
    if (now > time) {
      time = now;
      counter = seedCounter(bytes);
    } else if (counter < lastCounter) {
      counter += 1;
    } else {
      // More than two billion ids within one millisecond: borrow the next one.
      time = checkTime(time + 1);
      counter = seedCounter(bytes);
    }
    return layOut(time, counter, bytes);
  };
}

const lastTime = 2 ** 48 - 1;
const lastCounter = 2 ** 42 - 1;

function checkTime(time: Instant): number {
  if (Number.isSafeInteger(time) && time >= 0 && time <= lastTime) return time;
  throw new ValuesError(
    "values.out-of-range",
    `createUuidV7: ${String(time)} cannot stand in a UUID`,
  );
}

/** Four bytes for the random end and six for the start of the counter. */
function drawBytes(random: RandomSource): Uint8Array {
  const bytes = random(10);
  if (bytes.length === 10) return bytes;
  throw new ValuesError(
    "values.random-source",
    `createUuidV7: asked for 10 random bytes and got ${bytes.length}`,
  );
}

/** 41 random bits, so that the upper half of the counter stays free to count. */
function seedCounter(bytes: Uint8Array): number {
  let seed = (bytes[4] ?? 0) & 1;
  for (const byte of bytes.subarray(5, 10)) seed = seed * 256 + byte;
  return seed;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

/** time 48 | version 4 | counter 12 | variant 2 | counter 30 | random 32 */
function layOut(time: number, counter: number, bytes: Uint8Array): string {
  const stamp = hex(time, 12);
  const upper = Math.floor(counter / 2 ** 30);
  const lower = counter % 2 ** 30;
  const variant = hex(0x80000000 + lower, 8);
  let tail = "";
  for (const byte of bytes.subarray(0, 4)) tail += hex(byte, 2);
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(upper, 3)}-${variant.slice(0, 4)}-${variant.slice(4)}${tail}`;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * Whether the text is a UUID of RFC 9562, of any version, in either case of letters.
 *
 * @example
 * ```ts
 * import { isUuid } from "@tillwright/values";
 *
 * isUuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"); //=> true
 * isUuid("017f22e279b07cc398c4dc0c0c07398f"); //=> false
 * ```
 *
 * @public
 */
export function isUuid(text: unknown): text is string {
  return typeof text === "string" && uuidPattern.test(text);
}

/**
 * When a UUID of version 7 was made; `null` for any other text.
 *
 * @example
 * ```ts
 * import { formatInstant, instantOfUuid } from "@tillwright/values";
 *
 * const made = instantOfUuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
 * made === null ? "" : formatInstant(made); //=> "2022-02-22T19:22:22.000Z"
 * instantOfUuid("not an id"); //=> null
 * ```
 *
 * @public
 */
export function instantOfUuid(text: unknown): Instant | null {
  if (!isUuid(text) || text[14] !== "7") return null;
  return Number.parseInt(text.slice(0, 8) + text.slice(9, 13), 16);
}
