import { fixedClock, seededRandom } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

test("a fixed clock stands still, or goes on by its step", () => {
  const standing = fixedClock(1000);
  expect([standing.now(), standing.now()]).toEqual([1000, 1000]);
  const going = fixedClock(1000, 250);
  expect([going.now(), going.now(), going.now()]).toEqual([1000, 1250, 1500]);
  const back = fixedClock(1000, -1);
  expect([back.now(), back.now()]).toEqual([1000, 999]);
  expect(thrownCode(() => fixedClock(0.5))).toBe("values.out-of-range");
  expect(thrownCode(() => fixedClock(0, Number.NaN))).toBe("values.out-of-range");
});

test("two clocks do not share their time", () => {
  const first = fixedClock(0, 1);
  const second = fixedClock(0, 1);
  first.now();
  expect(second.now()).toBe(0);
});

test("the same seed gives the same bytes for good", () => {
  expect([...seededRandom(7)(8)]).toEqual([74, 105, 12, 164, 185, 196, 67, 46]);
  expect(thrownCode(() => seededRandom(0.5))).toBe("values.out-of-range");
});

test("seeds that differ in any bit give other bytes", () => {
  const seeds = [0, 1, 2, -1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
  const texts = seeds.map((seed) => [...seededRandom(seed)(16)].join());
  expect(new Set(texts).size).toBe(seeds.length);
});

test("a source goes on where it stopped and answers with as many bytes as asked for", () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.array(fc.nat({ max: 40 }), { maxLength: 6 }),
      (seed, asked) => {
        const source = seededRandom(seed);
        const again = seededRandom(seed);
        for (const bytes of asked) {
          const drawn = source(bytes);
          expect(drawn.length).toBe(bytes);
          expect([...again(bytes)]).toEqual([...drawn]);
        }
      },
    ),
    { numRuns: runs },
  );
});

test("every byte comes about equally often", () => {
  const counts = new Array<number>(256).fill(0);
  for (const byte of seededRandom(42)(256_000)) counts[byte] = (counts[byte] ?? 0) + 1;
  // A thousand each; the standard deviation is 32.
  expect(Math.min(...counts)).toBeGreaterThan(840);
  expect(Math.max(...counts)).toBeLessThan(1160);
});
