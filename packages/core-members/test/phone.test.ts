import { maskPhone, parsePhone } from "@tillwright/core-members";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";

describe("a mainland mobile number, as people write it", () => {
  test.each([
    "13812345678",
    "+8613812345678",
    "8613812345678",
    "008613812345678",
    "138 1234 5678",
    "138-1234-5678",
    " (+86) 138.1234.5678 ",
    "１３８１２３４５６７８",
    "＋８６ １３８ １２３４ ５６７８",
  ])("%s", (text) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: "+8613812345678" });
  });
});

describe("numbers of other countries", () => {
  test.each([
    ["+852 6123 4567", "+85261234567"],
    ["00852 61234567", "+85261234567"],
    ["+1 (415) 555-2671", "+14155552671"],
    ["+44 20 7946 0958", "+442079460958"],
    ["+290 2345", "+2902345"],
  ])("%s", (text, wanted) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: wanted });
  });
});

describe("what is no phone number", () => {
  test.each([
    "",
    "12345",
    "1381234567",
    "138123456789",
    "12812345678",
    "+86 12812345678",
    "+86 138 1234 567",
    "6123 4567",
    "+0 123456789",
    "+1234567890123456",
    "13812345678x",
    "one three eight",
    "👩‍👩‍👧",
  ])('"%s"', (text) => {
    expect(parsePhone(text).ok).toBe(false);
  });

  test.each([undefined, null, 13812345678, {}, []])("%s", (value) => {
    expect(parsePhone(value).ok).toBe(false);
  });
});

describe("masking", () => {
  test.each([
    ["13812345678", "138****5678"],
    ["+8613812345678", "138****5678"],
    ["138 1234 5678", "138****5678"],
    ["+85261234567", "****4567"],
    ["1234567", "****"],
    ["", "****"],
  ])("%s -> %s", (phone, wanted) => {
    expect(maskPhone(phone)).toBe(wanted);
  });
});

const digits = fc.stringMatching(/^\d{4,20}$/u);

test("the middle of a number appears in no message", () => {
  fc.assert(
    fc.property(digits, fc.constantFrom("", "+", "+86", "x"), (number, front) => {
      const text = front + number;
      const parsed = parsePhone(text);
      const told = parsed.ok ? maskPhone(parsed.value) : JSON.stringify(parsed.issues);
      for (let start = 0; start + 5 <= number.length; start += 1) {
        expect(told).not.toContain(number.slice(start, start + 5));
      }
    }),
    { numRuns: runs },
  );
});

test("the international form is read as itself", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+(?:861[3-9]\d{9}|852\d{8}|1\d{10})$/u), (phone) => {
      expect(parsePhone(phone)).toEqual({ ok: true, value: phone });
    }),
    { numRuns: runs },
  );
});
