import {
  isWithin,
  isWithinDaily,
  overlaps,
  parseDailyWindow,
  parseInstant,
  parseTimeOfDay,
  secondsOfDay,
  type Window,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

const zone = "Asia/Shanghai";

function at(time: string): number {
  const parsed = parseInstant(`2027-01-31T${time}+08:00`);
  return parsed.ok ? parsed.value : Number.NaN;
}

test("hours hold their first second and not their last", () => {
  const evening = { from: "18:00", until: "20:00" };
  const times = ["17:59:59", "18:00:00", "19:59:59", "19:59:59.999", "20:00:00"];
  expect(times.map((time) => isWithinDaily(evening, at(time), zone))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test("hours may span midnight", () => {
  const night = { from: "22:00", until: "02:00" };
  const times = ["21:59:59", "22:00:00", "23:59:59", "00:00:00", "01:59:59", "02:00:00"];
  expect(times.map((time) => isWithinDaily(night, at(time), zone))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("24:00 ends the day", () => {
  const late = { from: "20:00", until: "24:00" };
  expect(
    ["19:59:59", "20:00:00", "23:59:59", "00:00:00"].map((time) =>
      isWithinDaily(late, at(time), zone),
    ),
  ).toEqual([false, true, true, false]);
  const whole = { from: "00:00", until: "24:00" };
  expect(
    ["00:00:00", "12:00:00", "23:59:59"].map((time) => isWithinDaily(whole, at(time), zone)),
  ).toEqual([true, true, true]);
  const toMidnight = { from: "20:00", until: "00:00" };
  expect(isWithinDaily(toMidnight, at("23:59:59"), zone)).toBe(true);
  expect(isWithinDaily(toMidnight, at("00:00:00"), zone)).toBe(false);
});

test("hours that could mean none or all are refused", () => {
  const codes = (source: unknown): string[] => {
    const parsed = parseDailyWindow(source);
    return parsed.ok ? [] : parsed.issues.map((found) => `${found.path.join(".")} ${found.code}`);
  };
  expect(codes({ from: "18:00", until: "20:00:30" })).toEqual([]);
  expect(codes({ from: "18:00", until: "18:00:00" })).toEqual([" values.window-format"]);
  expect(codes({ from: "24:00", until: "02:00" })).toEqual([" values.window-format"]);
  expect(codes({ from: "8:00", until: 20 })).toEqual([
    "from values.time-format",
    "until values.time-format",
  ]);
  expect(codes(null)).toEqual([" values.window-format"]);
  expect(codes("18:00-20:00")).toEqual([" values.window-format"]);
  const within = (from: string, until: string) => () => isWithinDaily({ from, until }, 0, zone);
  expect(thrownCode(within("18:00", "18:00"))).toBe("values.invalid-window");
  expect(thrownCode(within("24:00", "02:00"))).toBe("values.invalid-window");
  expect(thrownCode(within("18:00", "26:00"))).toBe("values.invalid-time");
  expect(thrownCode(() => isWithinDaily({ from: "18:00", until: "20:00" }, 0, "Nowhere"))).toBe(
    "values.unknown-zone",
  );
});

test("a time of day is read as written", () => {
  expect(
    ["00:00", "04:00", "23:59:59", "24:00", "24:00:00"].map((text) => parseTimeOfDay(text).ok),
  ).toEqual([true, true, true, true, true]);
  expect(["00:00", "04:30:01", "24:00"].map(secondsOfDay)).toEqual([0, 16_201, 86_400]);
  for (const text of [
    "4:00",
    "04",
    "24:00:01",
    "25:00",
    "12:60",
    "12:00:60",
    "12:00 ",
    "１2:00",
    "",
    4,
    null,
  ]) {
    expect(parseTimeOfDay(text).ok, String(text)).toBe(false);
  }
  expect(thrownCode(() => secondsOfDay("noon"))).toBe("values.invalid-time");
});

test("a window without ends holds every instant", () => {
  expect(isWithin({ from: null, until: null }, -1e15)).toBe(true);
  expect(isWithin({ from: 5, until: null }, 4)).toBe(false);
  expect(isWithin({ from: 5, until: 5 }, 5)).toBe(false);
});

const arbitraryEnd = fc.option(fc.integer({ min: 0, max: 6 }));
const arbitraryWindow: fc.Arbitrary<Window> = fc.record({
  from: arbitraryEnd,
  until: arbitraryEnd,
});

test("two windows overlap when some instant lies in both", () => {
  fc.assert(
    fc.property(arbitraryWindow, arbitraryWindow, (first, second) => {
      const instants = Array.from({ length: 10 }, (_, index) => index - 1);
      const shared = instants.some(
        (instant) => isWithin(first, instant) && isWithin(second, instant),
      );
      expect(overlaps(first, second)).toBe(shared);
      expect(overlaps(second, first)).toBe(shared);
    }),
    { numRuns: runs * 2 },
  );
});
