import {
  type Clock,
  createUuidV7,
  fixedClock,
  instantOfUuid,
  isUuid,
  seededRandom,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

const now = 1_801_389_600_000;

function replayed(times: readonly number[]): Clock {
  let index = 0;
  return {
    now: () => {
      const time = times[index] ?? times.at(-1) ?? 0;
      index += 1;
      return time;
    },
  };
}

test("an id has version 7, the variant of RFC 9562 and its time in front", () => {
  const id = createUuidV7(fixedClock(now), seededRandom(1))();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(id.replaceAll("-", "").slice(0, 12)).toBe(now.toString(16).padStart(12, "0"));
  expect(instantOfUuid(id)).toBe(now);
});

test("the same clock and the same random source give the same ids", () => {
  const first = createUuidV7(fixedClock(now, 1), seededRandom(1));
  const second = createUuidV7(fixedClock(now, 1), seededRandom(1));
  expect([first(), first()]).toEqual([second(), second()]);
});

test("ids of one millisecond count on, and still end in random bits", () => {
  const next = createUuidV7(fixedClock(now), seededRandom(1));
  const ids = Array.from({ length: 1000 }, next);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids.map((id) => id.slice(-8))).size).toBeGreaterThan(990);
});

test("a source of random bits that only knows ones does not make the counter run over", () => {
  const next = createUuidV7(fixedClock(now), (bytes) => new Uint8Array(bytes).fill(255));
  const ids = Array.from({ length: 100 }, next);
  expect([...new Set(ids)].sort()).toEqual(ids);
  expect(instantOfUuid(ids.at(-1))).toBe(now);
});

test("the vector of RFC 9562, appendix A.6, is read", () => {
  expect(instantOfUuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")).toBe(
    Date.UTC(2022, 1, 22, 19, 22, 22),
  );
  // Version 4 of the same appendix tells no time.
  expect(isUuid("919108f7-52d1-4320-9bac-f847db4148a8")).toBe(true);
  expect(instantOfUuid("919108f7-52d1-4320-9bac-f847db4148a8")).toBe(null);
});

test("what is no UUID is none", () => {
  const id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
  const texts = [
    "",
    id.slice(1),
    `${id}0`,
    ` ${id}`,
    `${id}\n`,
    `{${id}}`,
    id.replaceAll("-", ""),
    id.replace("7cc3", "0cc3"),
    id.replace("7cc3", "9cc3"),
    id.replace("98c4", "c8c4"),
    id.replace("f", "g"),
    7,
    null,
  ];
  for (const text of texts) {
    expect(isUuid(text), String(text)).toBe(false);
    expect(instantOfUuid(text)).toBe(null);
  }
});

test("a time that does not fit and a random source that answers short are misuse", () => {
  const make = (time: number): (() => string) => createUuidV7(fixedClock(time), seededRandom(1));
  expect(thrownCode(make(-1))).toBe("values.out-of-range");
  expect(thrownCode(make(2 ** 48))).toBe("values.out-of-range");
  expect(thrownCode(createUuidV7({ now: () => Number.NaN }, seededRandom(1)))).toBe(
    "values.out-of-range",
  );
  expect(thrownCode(createUuidV7(fixedClock(now), () => new Uint8Array(3)))).toBe(
    "values.random-source",
  );
  expect(instantOfUuid(make(2 ** 48 - 1)())).toBe(2 ** 48 - 1);
  expect(instantOfUuid(make(0)())).toBe(0);
});

test("ids sort in the order they were made, whatever the clock does, and none comes twice", () => {
  const steps = fc.array(
    fc.oneof(
      fc.constant(0),
      fc.integer({ min: -5, max: 5 }),
      fc.integer({ min: -100_000, max: 100_000 }),
    ),
    { minLength: 1, maxLength: 60 },
  );
  const extremes = fc.constantFrom<(bytes: number) => Uint8Array>(
    (bytes) => new Uint8Array(bytes),
    (bytes) => new Uint8Array(bytes).fill(255),
  );
  const sources = fc.oneof(fc.maxSafeInteger().map(seededRandom), extremes);
  fc.assert(
    fc.property(steps, sources, (moves, source) => {
      let time = now;
      const times = moves.map((move) => {
        time += move;
        return time;
      });
      const next = createUuidV7(replayed(times), source);
      const ids = times.map(() => next());
      expect([...new Set(ids)].sort()).toEqual(ids);
      expect(ids.every(isUuid)).toBe(true);
      const latest = times.map((_, index) => Math.max(...times.slice(0, index + 1)));
      expect(ids.map(instantOfUuid)).toEqual(latest);
    }),
    { numRuns: runs },
  );
});
