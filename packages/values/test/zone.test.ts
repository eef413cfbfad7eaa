import {
  formatInstant,
  instantOfLocal,
  isZone,
  localDateOf,
  localTimeOf,
  startOfLocalDay,
} from "@tillwright/values";
import { expect, test } from "vitest";
import { thrownCode } from "./thrown-code.js";

function utc(date: string, time: string, zone: string): string {
  return formatInstant(instantOfLocal(date, time, zone));
}

test("a time the clocks jump over moves on by the length of the jump", () => {
  expect(utc("2027-03-14", "01:59:59", "America/New_York")).toBe("2027-03-14T06:59:59.000Z");
  expect(utc("2027-03-14", "02:00", "America/New_York")).toBe("2027-03-14T07:00:00.000Z");
  expect(utc("2027-03-14", "02:30", "America/New_York")).toBe("2027-03-14T07:30:00.000Z");
  expect(utc("2027-03-14", "03:00", "America/New_York")).toBe("2027-03-14T07:00:00.000Z");
});

test("a time the clocks show twice is the first of the two", () => {
  expect(utc("2027-11-07", "00:59", "America/New_York")).toBe("2027-11-07T04:59:00.000Z");
  expect(utc("2027-11-07", "01:30", "America/New_York")).toBe("2027-11-07T05:30:00.000Z");
  expect(utc("2027-11-07", "02:00", "America/New_York")).toBe("2027-11-07T07:00:00.000Z");
});

test("24:00 is 00:00 of the next day", () => {
  expect(utc("2027-01-31", "24:00", "Asia/Shanghai")).toBe(
    utc("2027-02-01", "00:00", "Asia/Shanghai"),
  );
});

test("a day begins at midnight, or where the clocks skip midnight at the end of the jump", () => {
  const start = (date: string, zone: string): string => formatInstant(startOfLocalDay(date, zone));
  expect(start("2027-01-31", "Asia/Shanghai")).toBe("2027-01-30T16:00:00.000Z");
  // 00:00 jumped to 01:00.
  expect(start("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
  // 23:59:59 on the 6th went back to 23:01... and 00:01 to 23:01: midnight was shown twice.
  expect(start("2010-11-07", "America/St_Johns")).toBe("2010-11-07T02:30:00.000Z");
  // 30 December 2011 was left out; what would have been its start is that of the 31st.
  expect(start("2011-12-30", "Pacific/Apia")).toBe(start("2011-12-31", "Pacific/Apia"));
  // In 1919 the clocks of Toronto jumped from 23:30 to 00:30: the day began half an hour late.
  expect(start("1919-03-31", "America/Toronto")).toBe("1919-03-31T04:30:00.000Z");
  expect(localDateOf(startOfLocalDay("1919-03-31", "America/Toronto") - 1, "America/Toronto")).toBe(
    "1919-03-30",
  );
});

test("a fixed offset needs no table of zones", () => {
  expect(localTimeOf(0, "+08:00")).toEqual(localTimeOf(0, "Asia/Shanghai"));
  expect(localTimeOf(0, "-00:30")).toEqual({
    date: "1969-12-31",
    hour: 23,
    minute: 30,
    second: 0,
    weekday: 3,
  });
  expect(localTimeOf(0, "+05:45").minute).toBe(45);
  expect(localTimeOf(-1, "UTC")).toEqual({
    date: "1969-12-31",
    hour: 23,
    minute: 59,
    second: 59,
    weekday: 3,
  });
});

test("what is no zone is refused by name", () => {
  expect(
    ["Asia/Shanghai", "UTC", "Etc/GMT+8", "America/Argentina/Buenos_Aires"].map(isZone),
  ).toEqual([true, true, true, true]);
  const texts = [
    "",
    "Asia/Atlantis",
    "+8",
    "+08",
    "+25:00",
    "+14:60",
    "08:00",
    "Foo/Bar-12",
    "local",
    " UTC",
  ];
  for (const text of texts) {
    expect(isZone(text), text).toBe(false);
    expect(thrownCode(() => localTimeOf(0, text))).toBe("values.unknown-zone");
    expect(thrownCode(() => startOfLocalDay("2027-01-31", text))).toBe("values.unknown-zone");
  }
  expect(isZone(8)).toBe(false);
  expect(isZone(undefined)).toBe(false);
});

test("instants and dates that are none are misuse", () => {
  for (const instant of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 9e15, -9e15]) {
    expect(thrownCode(() => localTimeOf(instant, "Asia/Shanghai"))).toBe("values.out-of-range");
    expect(thrownCode(() => localDateOf(instant, "Asia/Shanghai"))).toBe("values.out-of-range");
  }
  expect(thrownCode(() => startOfLocalDay("2027-02-29", "UTC"))).toBe("values.invalid-date");
  expect(thrownCode(() => instantOfLocal("2027-02-29", "00:00", "UTC"))).toBe(
    "values.invalid-date",
  );
  expect(thrownCode(() => instantOfLocal("2027-02-28", "24:01", "UTC"))).toBe(
    "values.invalid-time",
  );
});
