import {
  addDays,
  businessDayOf,
  businessDayWindow,
  isWithin,
  parseInstant,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";
import { arbitraryMoment } from "./zones.js";

const rule = { zone: "Asia/Shanghai", cutOff: "04:00" };

function dayAt(text: string, cutOff = "04:00", zone = "Asia/Shanghai"): string {
  const parsed = parseInstant(text);
  return parsed.ok ? businessDayOf(parsed.value, { zone, cutOff }) : "no instant";
}

test("the cut-off itself begins the day", () => {
  expect(dayAt("2027-01-22T03:59:59.999+08:00")).toBe("2027-01-21");
  expect(dayAt("2027-01-22T04:00:00+08:00")).toBe("2027-01-22");
});

test("a cut-off at midnight is the calendar", () => {
  expect(dayAt("2027-01-22T00:00:00+08:00", "00:00")).toBe("2027-01-22");
  expect(dayAt("2027-01-21T23:59:59+08:00", "00:00")).toBe("2027-01-21");
});

test("on the night the clocks go back the day begins once", () => {
  // 02:00 goes back to 01:00; the cut-off 01:30 is shown at 05:30Z and again at 06:30Z.
  const days = ["05:29:59", "05:30:00", "06:10:00", "06:30:00"].map((time) =>
    dayAt(`2027-11-07T${time}Z`, "01:30", "America/New_York"),
  );
  expect(days).toEqual(["2027-11-06", "2027-11-07", "2027-11-07", "2027-11-07"]);
});

test("clocks that go back over midnight do not bring yesterday back", () => {
  // In St. John's 00:01 on the 7th went back to 23:01 on the 6th.
  const days = ["02:29:59", "02:30:30", "02:31:00", "03:29:59", "03:30:00"].map((time) =>
    dayAt(`2010-11-07T${time}Z`, "00:00", "America/St_Johns"),
  );
  expect(days).toEqual(["2010-11-06", "2010-11-07", "2010-11-07", "2010-11-07", "2010-11-07"]);
});

test("a cut-off the clocks jump over moves on by the jump", () => {
  // 02:00 jumps to 03:00 at 07:00Z; 02:30 becomes 03:30.
  const days = ["07:29:59", "07:30:00"].map((time) =>
    dayAt(`2027-03-14T${time}Z`, "02:30", "America/New_York"),
  );
  expect(days).toEqual(["2027-03-13", "2027-03-14"]);
});

test("a day that the zone leaves out has no instant", () => {
  const apia = { zone: "Pacific/Apia", cutOff: "04:00" };
  const left = businessDayWindow("2011-12-30", apia);
  expect(left.from).toBe(left.until);
  expect(dayAt("2011-12-31T00:30:00+14:00", "04:00", "Pacific/Apia")).toBe("2011-12-29");
});

test("a cut-off is a time before 24:00", () => {
  expect(thrownCode(() => businessDayWindow("2027-01-21", { ...rule, cutOff: "24:00" }))).toBe(
    "values.invalid-time",
  );
  expect(thrownCode(() => businessDayOf(0, { ...rule, cutOff: "24:00" }))).toBe(
    "values.invalid-time",
  );
  expect(thrownCode(() => businessDayOf(0, { ...rule, cutOff: "4" }))).toBe("values.invalid-time");
  expect(thrownCode(() => businessDayOf(0, { ...rule, zone: "Nowhere" }))).toBe(
    "values.unknown-zone",
  );
  expect(thrownCode(() => businessDayOf(Number.NaN, rule))).toBe("values.out-of-range");
});

test("an instant lies in the window of its own day and in no other, and the windows touch", () => {
  const cutOffs = fc.constantFrom(
    "00:00",
    "00:30",
    "01:30",
    "02:00",
    "02:30",
    "04:00",
    "18:00",
    "23:59",
  );
  fc.assert(
    fc.property(arbitraryMoment, cutOffs, ([zone, instant], cutOff) => {
      const own = { zone, cutOff };
      const day = businessDayOf(instant, own);
      expect(isWithin(businessDayWindow(day, own), instant)).toBe(true);
      const next = businessDayWindow(addDays(day, 1), own);
      expect(businessDayWindow(day, own).until).toBe(next.from);
      expect(isWithin(next, instant)).toBe(false);
      expect(isWithin(businessDayWindow(addDays(day, -1), own), instant)).toBe(false);
    }),
    { numRuns: runs * 3 },
  );
});
