import { describe, expect, test } from "vitest";
import { countsUntil } from "../src/tier-window.js";
import { at, zone } from "./shop.js";

const rolling = { kind: "rolling", months: 12 } as const;
const quarter = { kind: "rolling", months: 3 } as const;
const calendar = { kind: "calendar-year" } as const;
const membership = { kind: "membership-year" } as const;
const march = at("2026-03-01");

describe("until when a sale counts towards a tier", () => {
  test("twelve months, or to the end of the year", () => {
    expect(countsUntil(rolling, march, null, zone)).toBe(at("2027-03-01T00:00"));
    expect(countsUntil(calendar, march, null, zone)).toBe(at("2027-01-01T00:00"));
  });

  test.each([
    ["before the day of joining comes round", "2025-06-01", "2026-06-01"],
    ["after it", "2025-02-01", "2027-02-01"],
    ["on it, a new year begins", "2025-03-01", "2027-03-01"],
    ["on the day of joining itself", "2026-03-01", "2027-03-01"],
    ["joined on 29 February", "2024-02-29", "2027-02-28"],
    ["joined after the sale, by a till whose clock was late", "2026-06-01", "2027-06-01"],
  ])("to the end of the membership year: %s", (_name, joinedOn, until) => {
    expect(countsUntil(membership, march, joinedOn, zone)).toBe(at(`${until}T00:00`));
  });

  test("who did not say when they joined, joined with the sale", () => {
    expect(countsUntil(membership, march, null, zone)).toBe(at("2027-03-01T00:00"));
  });

  test("one programme, member or zone after another: each has its own answer", () => {
    expect(countsUntil(rolling, march, null, zone)).toBe(at("2027-03-01T00:00"));
    expect(countsUntil(quarter, march, null, zone)).toBe(at("2026-06-01T00:00"));
    expect(countsUntil(rolling, march, null, zone)).toBe(at("2027-03-01T00:00"));
    expect(countsUntil(rolling, at("2026-03-02"), null, zone)).toBe(at("2027-03-02T00:00"));
    const noon = at("2026-03-02");
    expect(countsUntil(rolling, noon, null, "UTC")).toBe(Date.UTC(2027, 2, 2));
    expect(countsUntil(rolling, noon, null, zone)).toBe(at("2027-03-02T00:00"));
    expect(countsUntil(membership, noon, "2025-06-01", zone)).toBe(at("2026-06-01T00:00"));
    expect(countsUntil(membership, noon, "2025-07-01", zone)).toBe(at("2026-07-01T00:00"));
  });
});
