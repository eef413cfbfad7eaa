import {
  instantOfLocal,
  localDateOf,
  localTimeOf,
  startOfLocalDay,
  weekdayOf,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { arbitraryMoment, changesOf, shownByPlatform, zones } from "./zones.js";

function shown(instant: number, zone: string): string {
  const { date, hour, minute, second } = localTimeOf(instant, zone);
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
  return `${date} ${clock}`;
}

test("the zones under test really change their clocks", () => {
  const counted = zones.map((zone) => changesOf(zone).length);
  expect(counted.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(400);
});

test("calendar and clock show what the platform's formatter shows", () => {
  fc.assert(
    fc.property(arbitraryMoment, ([zone, instant]) => {
      expect(shown(instant, zone)).toBe(shownByPlatform(instant, zone));
      const local = localTimeOf(instant, zone);
      expect(localDateOf(instant, zone)).toBe(local.date);
      expect(local.weekday).toBe(weekdayOf(local.date));
    }),
    { numRuns: runs * 3 },
  );
});

test("the instant of what the clock shows is the first at which it shows that", () => {
  fc.assert(
    fc.property(arbitraryMoment, ([zone, instant]) => {
      const [date = "", time = ""] = shown(instant, zone).split(" ");
      const second = Math.floor(instant / 1000) * 1000;
      const found = instantOfLocal(date, time, zone);
      expect(shownByPlatform(found, zone)).toBe(`${date} ${time}`);
      expect(found).toBeLessThanOrEqual(second);
      // Either it is the same moment, or the clocks went back in between and no earlier moment shows it.
      for (const minutes of [30, 60, 120]) {
        const earlier = found - minutes * 60_000;
        expect(shownByPlatform(earlier, zone)).not.toBe(`${date} ${time}`);
      }
    }),
    { numRuns: runs * 2 },
  );
});

test("a time that no clock shows moves on by the length of the jump", () => {
  const jumps = zones.flatMap((zone) =>
    changesOf(zone).flatMap((change) => {
      const before =
        Date.parse(`${shownByPlatform(change - 1000, zone).replace(" ", "T")}Z`) + 1000;
      const after = Date.parse(`${shownByPlatform(change, zone).replace(" ", "T")}Z`);
      return after > before ? [{ zone, change, before, length: after - before }] : [];
    }),
  );
  expect(jumps.length).toBeGreaterThan(200);
  fc.assert(
    fc.property(
      fc.constantFrom(...jumps),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (jump, share) => {
        const into = Math.floor((share * jump.length) / 1000) * 1000;
        const wall = new Date(jump.before + into).toISOString();
        const found = instantOfLocal(wall.slice(0, 10), wall.slice(11, 19), jump.zone);
        expect(found).toBe(jump.change + into);
      },
    ),
    { numRuns: runs },
  );
});

test("a day starts at the first instant that has its date", () => {
  fc.assert(
    fc.property(arbitraryMoment, ([zone, instant]) => {
      const date = localDateOf(instant, zone);
      const start = startOfLocalDay(date, zone);
      expect(shownByPlatform(start, zone).slice(0, 10)).toBe(date);
      expect(shownByPlatform(start - 1, zone) < shownByPlatform(start, zone)).toBe(true);
      expect(shownByPlatform(start - 1, zone).slice(0, 10) < date).toBe(true);
      expect(start).toBeLessThanOrEqual(instant);
    }),
    { numRuns: runs },
  );
});
