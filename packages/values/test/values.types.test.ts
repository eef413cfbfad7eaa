import {
  applyRate,
  contentHash,
  type Measure,
  measure,
  parseMoney,
  parseUnitPrice,
  pieces,
  type Quantity,
  rateOf,
  refuse,
  renderReason,
  roundToMultiple,
  sumMinor,
  ValuesError,
} from "@tillwright/values";
import { expect, test } from "vitest";
import { thrownCode } from "./thrown-code.js";

// Each line under @ts-expect-error must not compile; the type check of the repository fails where one does.

test("rounding is an argument and never a default", () => {
  // @ts-expect-error the mode is missing
  expect(thrownCode(() => applyRate(5, rateOf(1, 2)))).toBe("values.out-of-range");
  // @ts-expect-error there is no mode of this name
  expect(thrownCode(() => roundToMultiple(5, 10, "nearest"))).toBe("values.out-of-range");
});

test("text is not an amount until it is parsed, and a parsed amount is not there until it is checked", () => {
  // @ts-expect-error text is no amount
  expect(thrownCode(() => sumMinor(["12.30"]))).toBe("values.out-of-range");
  const parsed = parseMoney("12.345", "CNY");
  // @ts-expect-error the value exists only where ok is true
  expect(parsed.value).toBe(undefined);
});

test("a price is no amount", () => {
  const price = parseUnitPrice({ price: "12.345" });
  // @ts-expect-error a unit price is finer than money
  expect(thrownCode(() => sumMinor([price.ok ? price.value : 0]))).toBe("values.out-of-range");
});

test("a quantity is a count or a measure", () => {
  // @ts-expect-error a count has no unit
  const both: Quantity = { kind: "pieces", count: 1, unit: "g" };
  expect(both.kind).toBe("pieces");
  // @ts-expect-error a measure is not a count
  const weight: Measure = pieces(1);
  expect(weight.kind).toBe("pieces");
  // @ts-expect-error pounds are not counted
  expect(measure(1, "lb").unit).toBe("lb");
});

test("values cannot be written to", () => {
  expect(() => {
    // @ts-expect-error a rate is read-only
    rateOf(1, 2).numerator = 3;
  }).toThrow(TypeError);
  expect(() => {
    // @ts-expect-error a quantity is read-only
    pieces(1).count = 2;
  }).toThrow(TypeError);
});

test("codes of errors and refusals are closed", () => {
  // @ts-expect-error no such code
  expect(new ValuesError("values.typo", "m").code).toBe("values.typo");
  const refusal = refuse("shop.closed", "closed").refusal;
  // @ts-expect-error the code is known to the compiler
  expect(refusal.code === "shop.open").toBe(false);
});

test("a typed document needs no cast to be hashed, and what is no document at all does not compile", () => {
  interface Rules {
    readonly version: number;
    readonly names: readonly string[];
  }
  const rules: Rules = { version: 1, names: ["满减"] };
  expect(contentHash(rules)).toBe(contentHash({ names: ["满减"], version: 1 }));
  // @ts-expect-error nothing has no hash
  expect(thrownCode(() => contentHash(undefined))).toBe("values.not-json");
  // @ts-expect-error JSON holds no big integers
  expect(thrownCode(() => contentHash(1n))).toBe("values.not-json");
});

test("there are two languages", () => {
  // @ts-expect-error French is not spoken here
  expect(renderReason({ a: "b" }, { code: "a", facts: {} }, { language: "fr" })).toBe("b");
});
