import { formatInstant, parseInstant } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

function read(text: unknown): number | null {
  const parsed = parseInstant(text);
  return parsed.ok ? parsed.value : null;
}

test("the same moment in several zones is the same instant", () => {
  const moment = Date.UTC(2027, 0, 31, 10, 0, 0);
  expect(read("2027-01-31T10:00:00Z")).toBe(moment);
  expect(read("2027-01-31T18:00:00+08:00")).toBe(moment);
  expect(read("2027-01-31T18:00+0800")).toBe(moment);
  expect(read("2027-01-31T05:00:00.000-05:00")).toBe(moment);
  expect(read("2027-01-31T15:30:00+05:30")).toBe(moment);
  expect(read("2027-01-31T06:30:00-03:30")).toBe(moment);
});

test("fractions finer than a millisecond are cut off, never rounded up", () => {
  expect(read("1970-01-01T00:00:00.1Z")).toBe(100);
  expect(read("1970-01-01T00:00:00.999999999Z")).toBe(999);
  expect(read("1969-12-31T23:59:59.9999Z")).toBe(-1);
});

test("text without zone names no moment, and days and times that do not exist are refused", () => {
  const texts = [
    "2027-01-31T18:00:00",
    "2027-01-31",
    "2027-02-29T00:00:00Z",
    "2027-13-01T00:00:00Z",
    "2027-00-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "2027-01-31T24:00:00Z",
    "2027-01-31T23:60:00Z",
    "2027-01-31T23:59:60Z",
    "2027-01-31T18:00:00+24:00",
    "2027-01-31T18:00:00+08:60",
    "2027-01-31T18:00:00+8",
    "2027-01-31 18:00:00Z",
    "2027-01-31T18Z",
    "2027-01-31T18:00:00.Z",
    "２027-01-31T18:00:00Z",
    "2027-01-31T18:00:00Z\n",
    "",
    0,
    new Date(0),
    null,
  ];
  for (const text of texts) expect(read(text), String(text)).toBe(null);
});

test("only whole milliseconds of the years 1 to 9999 can be written", () => {
  expect(formatInstant(-62_135_596_800_000)).toBe("0001-01-01T00:00:00.000Z");
  expect(formatInstant(253_402_300_799_999)).toBe("9999-12-31T23:59:59.999Z");
  for (const instant of [-62_135_596_800_001, 253_402_300_800_000, 0.5, Number.NaN]) {
    expect(thrownCode(() => formatInstant(instant))).toBe("values.out-of-range");
  }
});

test("what is written is read back, and is what the platform writes", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (instant) => {
      expect(read(formatInstant(instant))).toBe(instant);
      expect(formatInstant(instant)).toBe(new Date(instant).toISOString());
    }),
    { numRuns: runs },
  );
});

test("an offset moves the moment by just that much", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      fc.integer({ min: -839, max: 839 }),
      (instant, minutes) => {
        const wall = new Date(instant + minutes * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(minutes);
        const hours = String(Math.floor(size / 60)).padStart(2, "0");
        const offset = `${minutes < 0 ? "-" : "+"}${hours}:${String(size % 60).padStart(2, "0")}`;
        expect(read(wall + offset)).toBe(instant);
      },
    ),
    { numRuns: runs },
  );
});
