import { currencyOf, isCurrencyCode } from "@tillwright/values";
import { expect, test } from "vitest";
import { codesByMinorDigits } from "./iso-4217.js";
import { thrownCode } from "./thrown-code.js";

for (const [digits, codes] of Object.entries(codesByMinorDigits)) {
  test(`every active currency with ${digits} minor digits has them`, () => {
    for (const code of codes) {
      expect(isCurrencyCode(code), code).toBe(true);
      expect(currencyOf(code).minorDigits, code).toBe(Number(digits));
    }
  });
}

test("money of a currency withdrawn since 2021 can still be read", () => {
  for (const code of ["ANG", "BGN", "CUC", "HRK", "SLL", "ZWL"]) {
    expect(currencyOf(code).minorDigits, code).toBe(2);
  }
});

test("no other three letters are a currency", () => {
  const known = new Set([...Object.values(codesByMinorDigits).flat()]);
  const withdrawn = new Set(["ANG", "BGN", "CUC", "HRK", "SLL", "ZWL"]);
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const accepted = letters.flatMap((first) =>
    letters.flatMap((second) =>
      letters.map((third) => first + second + third).filter((code) => isCurrencyCode(code)),
    ),
  );
  expect(accepted.filter((code) => !known.has(code) && !withdrawn.has(code))).toEqual([]);
  expect(accepted.length).toBe(known.size + withdrawn.size);
});

test("what is no code is refused by name", () => {
  for (const code of ["", "CN", "CNYY", "cny", "AED AFN", "D A", "RMB", "XAU", "XXX"]) {
    expect(isCurrencyCode(code), code).toBe(false);
    expect(thrownCode(() => currencyOf(code))).toBe("values.unknown-currency");
  }
  expect(isCurrencyCode(156)).toBe(false);
  expect(isCurrencyCode(null)).toBe(false);
});

test("each currency has a symbol: its sign where one is common, else its code", () => {
  const symbols = ["CNY", "HKD", "TWD", "USD", "EUR", "VND", "CHF", "KWD", "AUD"].map(
    (code) => currencyOf(code).symbol,
  );
  expect(symbols).toEqual(["¥", "HK$", "NT$", "$", "€", "₫", "CHF", "KWD", "A$"]);
});
