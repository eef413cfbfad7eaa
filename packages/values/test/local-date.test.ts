import { UTCDateMini } from "@date-fns/utc/date/mini";
import {
  addDays,
  addMonths,
  addYears,
  compareLocalDates,
  daysBetween,
  lastDayOfMonth,
  parseLocalDate,
  weekdayOf,
} from "@tillwright/values";
import { addMonths as addCalendarMonths } from "date-fns/addMonths";
import { lastDayOfMonth as lastCalendarDayOfMonth } from "date-fns/lastDayOfMonth";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryDate } from "./arbitraries.js";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

test("31 January and one month is the last day of February", () => {
  expect(addMonths("2027-01-31", 1)).toBe("2027-02-28");
  expect(addMonths("2028-01-31", 1)).toBe("2028-02-29");
  expect(addMonths("2027-03-31", -1)).toBe("2027-02-28");
  expect(addMonths("2027-08-31", 1)).toBe("2027-09-30");
});

test("a month crosses the year in both directions", () => {
  expect(addMonths("2027-11-15", 3)).toBe("2028-02-15");
  expect(addMonths("2027-02-15", -3)).toBe("2026-11-15");
  expect(addMonths("2027-02-15", -26)).toBe("2024-12-15");
});

test("years keep 29 February where there is one", () => {
  expect(addYears("2028-02-29", 1)).toBe("2029-02-28");
  expect(addYears("2028-02-29", 4)).toBe("2032-02-29");
  expect(addYears("2096-02-29", 4)).toBe("2100-02-28");
  expect(addYears("2027-02-28", 1)).toBe("2028-02-28");
});

test("centuries are leap years only every four hundred years", () => {
  expect(["1900", "2000", "2100", "2400"].map((year) => lastDayOfMonth(`${year}-02-01`))).toEqual([
    "1900-02-28",
    "2000-02-29",
    "2100-02-28",
    "2400-02-29",
  ]);
});

test("a week from Monday to Sunday counts 1 to 7", () => {
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => addDays("2027-01-25", day));
  expect(days.map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("the calendar reaches from the year 1 to the year 9999 and says so beyond", () => {
  expect(addDays("9999-12-30", 1)).toBe("9999-12-31");
  expect(addDays("0001-01-02", -1)).toBe("0001-01-01");
  expect(addMonths("0099-12-31", 2)).toBe("0100-02-28");
  expect(lastDayOfMonth("0004-02-01")).toBe("0004-02-29");
  expect(thrownCode(() => addDays("9999-12-31", 1))).toBe("values.out-of-range");
  expect(thrownCode(() => addDays("0001-01-01", -1))).toBe("values.out-of-range");
  expect(thrownCode(() => addMonths("9999-12-01", 1))).toBe("values.out-of-range");
  expect(thrownCode(() => addYears("0001-01-01", -1))).toBe("values.out-of-range");
  expect(thrownCode(() => addYears("2027-01-01", 2 ** 50))).toBe("values.out-of-range");
  expect(thrownCode(() => addMonths("2027-01-01", 2 ** 52))).toBe("values.out-of-range");
  expect(thrownCode(() => addDays("2027-01-01", 0.5))).toBe("values.out-of-range");
  expect(thrownCode(() => addMonths("2027-01-01", 0.5))).toBe("values.out-of-range");
  expect(thrownCode(() => addYears("2027-01-01", 0.5))).toBe("values.out-of-range");
});

test("a day that does not exist is refused from outside and misuse inside", () => {
  const texts = [
    "2027-02-29",
    "2027-04-31",
    "2027-13-01",
    "2027-00-01",
    "2027-01-00",
    "0000-01-01",
  ];
  for (const text of [
    ...texts,
    "27-01-01",
    "2027-1-1",
    "2027-01-01T00:00",
    "2027/01/01",
    "",
    " ",
  ]) {
    expect(parseLocalDate(text).ok, text).toBe(false);
    expect(thrownCode(() => addDays(text, 0))).toBe("values.invalid-date");
    expect(thrownCode(() => addMonths(text, 0))).toBe("values.invalid-date");
    expect(thrownCode(() => weekdayOf(text))).toBe("values.invalid-date");
    expect(thrownCode(() => lastDayOfMonth(text))).toBe("values.invalid-date");
    expect(thrownCode(() => daysBetween("2027-01-01", text))).toBe("values.invalid-date");
    expect(thrownCode(() => compareLocalDates(text, "2027-01-01"))).toBe("values.invalid-date");
  }
  for (const other of [20270101, new Date(0), null, undefined]) {
    expect(parseLocalDate(other).ok).toBe(false);
  }
});

test("days added are days between, and the order of days is that of their texts", () => {
  fc.assert(
    fc.property(arbitraryDate, arbitraryDate, (first, second) => {
      expect(parseLocalDate(first)).toEqual({ ok: true, value: first });
      expect(addDays(first, daysBetween(first, second))).toBe(second);
      expect(compareLocalDates(first, second)).toBe(first < second ? -1 : first > second ? 1 : 0);
    }),
    { numRuns: runs },
  );
});

test("the week goes round", () => {
  fc.assert(
    fc.property(arbitraryDate, (date) => {
      const platform = new Date(`${date}T00:00:00Z`).getUTCDay();
      expect(weekdayOf(date)).toBe(platform === 0 ? 7 : platform);
    }),
    { numRuns: runs },
  );
});

test("a month later is in the month asked for, on the same day or on its last", () => {
  fc.assert(
    fc.property(arbitraryDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
      const monthNumber = (text: string): number =>
        Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      const wanted = monthNumber(date) + months;
      if (wanted < 13 || wanted > 9999 * 12 + 12) return;
      const moved = addMonths(date, months);
      expect(monthNumber(moved)).toBe(wanted);
      if (moved.slice(8) !== date.slice(8)) {
        expect(moved).toBe(lastDayOfMonth(moved));
        expect(moved.slice(8) < date.slice(8)).toBe(true);
      }
    }),
    { numRuns: runs },
  );
});

test("the last day of the month is in it, and the next day is not", () => {
  fc.assert(
    fc.property(arbitraryDate, (date) => {
      const last = lastDayOfMonth(date);
      expect(last.slice(0, 7)).toBe(date.slice(0, 7));
      if (last !== "9999-12-31") expect(addDays(last, 1).slice(8)).toBe("01");
    }),
    { numRuns: runs },
  );
});

test("months are those of another calendar library", () => {
  const written = (date: Date): string => date.toISOString().slice(0, 10);
  fc.assert(
    fc.property(arbitraryDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
      const midnight = new UTCDateMini(Date.parse(`${date}T00:00:00Z`));
      expect(lastDayOfMonth(date)).toBe(written(lastCalendarDayOfMonth(midnight)));
      const moved = addCalendarMonths(midnight, months);
      const year = moved.getUTCFullYear();
      if (year >= 1 && year <= 9999) expect(addMonths(date, months)).toBe(written(moved));
    }),
    { numRuns: runs },
  );
});
