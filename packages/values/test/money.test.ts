import { checkMinor, displayMoney, formatMoney, parseMoney, sumMinor } from "@tillwright/values";
import { expect, test } from "vitest";
import { thrownCode } from "./thrown-code.js";

function minorOf(text: unknown, currency = "CNY"): number | string {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.value : parsed.issues.map((found) => found.code).join();
}

test("people write 12, 12.3, 12.30 and -12.30", () => {
  expect(["12", "12.3", "12.30", "-12.30", "0", "0.05"].map((text) => minorOf(text))).toEqual([
    1200, 1230, 1230, -1230, 0, 5,
  ]);
});

test("minus nothing is nothing", () => {
  expect(Object.is(minorOf("-0.00"), 0)).toBe(true);
});

test("more decimals than the currency has are refused, zeros too", () => {
  expect(minorOf("12.345")).toBe("values.money-decimals");
  expect(minorOf("12.340")).toBe("values.money-decimals");
  expect(minorOf("12.0", "JPY")).toBe("values.money-decimals");
  expect(minorOf("12.3456", "KWD")).toBe("values.money-decimals");
  expect(minorOf("12.345", "KWD")).toBe(12345);
  expect(minorOf("12.3456", "CLF")).toBe(123456);
  expect(minorOf("12", "JPY")).toBe(12);
});

test("what is not plain decimal text is refused", () => {
  const texts: readonly unknown[] = [
    ..."1e3|1E3| 1|1 |+1|１２|٣|1,000|1_000|.5|5.|--1|-|- 1|007|00.5|0x10|Infinity|NaN|¥1|1元||.|1.2.3|1\n".split(
      "|",
    ),
    12.3,
    12,
    12n,
    null,
    undefined,
    true,
    ["12"],
    { toString: () => "12" },
  ];
  for (const text of texts) expect(minorOf(text), String(text)).toBe("values.money-format");
});

test("the largest amount is the largest safe integer of minor units", () => {
  expect(minorOf("90071992547409.91")).toBe(Number.MAX_SAFE_INTEGER);
  expect(minorOf("-90071992547409.91")).toBe(-Number.MAX_SAFE_INTEGER);
  expect(minorOf("90071992547409.92")).toBe("values.money-range");
  expect(minorOf("99999999999999999999")).toBe("values.money-range");
  expect(minorOf("9".repeat(400))).toBe("values.money-format");
});

test("a problem says what was seen and what was expected", () => {
  const problem = (text: unknown, currency: string): string => {
    const parsed = parseMoney(text, currency);
    return parsed.ok ? "none" : parsed.issues.map((found) => found.message).join();
  };
  expect(problem("12.345", "CNY")).toBe('"12.345" has 3 decimals, and CNY has 2');
  expect(problem(12, "JPY")).toBe('expected an amount of JPY as text, such as "1230", but saw 12');
  expect(problem("x".repeat(1000), "CNY").length).toBeLessThan(200);
  expect(problem(Symbol("s"), "CNY")).toContain("a symbol");
});

test("documents hold all decimals of the currency", () => {
  expect(formatMoney(1230, "CNY")).toBe("12.30");
  expect(formatMoney(5, "CNY")).toBe("0.05");
  expect(formatMoney(-5, "CNY")).toBe("-0.05");
  expect(formatMoney(-5, "KWD")).toBe("-0.005");
  expect(formatMoney(0, "JPY")).toBe("0");
  expect(formatMoney(-0, "CNY")).toBe("0.00");
  expect(formatMoney(123456789, "CNY")).toBe("1234567.89");
});

test("people see the sign first, the symbol, and thousands in groups", () => {
  expect(displayMoney(1230, "CNY", "zh-CN")).toBe("¥12.30");
  expect(displayMoney(-1230, "CNY", "en")).toBe("-¥12.30");
  expect(displayMoney(100_000, "CNY", "en")).toBe("¥1,000.00");
  expect(displayMoney(99_999, "CNY", "en")).toBe("¥999.99");
  expect(displayMoney(1_234_567, "JPY", "zh-CN")).toBe("¥1,234,567");
  expect(displayMoney(-5, "KWD", "en")).toBe("-KWD 0.005");
  expect(displayMoney(Number.MAX_SAFE_INTEGER, "CNY", "en")).toBe("¥90,071,992,547,409.91");
});

test("a sum that leaves the safe range on the way and comes back is exact", () => {
  const largest = Number.MAX_SAFE_INTEGER;
  expect(sumMinor([largest, 1, 1, -3])).toBe(largest - 1);
  expect(sumMinor([largest, largest, largest, -largest, -largest, 0, -1])).toBe(largest - 1);
  expect(thrownCode(() => sumMinor([largest, 1]))).toBe("values.out-of-range");
  expect(thrownCode(() => sumMinor([-largest, -largest, largest, -1]))).toBe("values.out-of-range");
});

test("what is not a whole safe number is no amount", () => {
  for (const value of [0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(thrownCode(() => checkMinor(value, "test"))).toBe("values.out-of-range");
    expect(thrownCode(() => sumMinor([1, value]))).toBe("values.out-of-range");
    expect(thrownCode(() => formatMoney(value, "CNY"))).toBe("values.out-of-range");
    expect(thrownCode(() => displayMoney(value, "CNY", "en"))).toBe("values.out-of-range");
  }
  expect(() => checkMinor(0.5, "the due of sale 7")).toThrow("the due of sale 7: 0.5");
});

test("an unknown currency is misuse", () => {
  expect(thrownCode(() => parseMoney("1", "RMB"))).toBe("values.unknown-currency");
  expect(thrownCode(() => formatMoney(1, "RMB"))).toBe("values.unknown-currency");
  expect(thrownCode(() => displayMoney(1, "RMB", "en"))).toBe("values.unknown-currency");
});
