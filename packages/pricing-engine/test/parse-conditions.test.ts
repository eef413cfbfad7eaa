import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import type { Issue } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { rules } from "./build.js";

function issues(terms: object): readonly Issue[] {
  const promotion = { kind: "amount-off", id: "a", off: "1.00", ...terms };
  const result = parseRules({ ...rules([]), promotions: [promotion] });
  return result.ok ? [] : result.issues;
}

const when = (condition: unknown): readonly string[] =>
  issues({ when: condition }).map(({ message }) => message.replace("promotions[0].when", ""));
const goods = (condition: unknown): readonly string[] =>
  issues({ goods: condition }).map(({ message }) => message.replace("promotions[0].goods", ""));

describe("conditions that are sound", () => {
  test.each([
    { member: "any" },
    { member: "none" },
    { tier: ["gold", "silver"] },
    { weekday: [1, 7] },
    { dayOfMonth: 31 },
    { daily: { from: "08:00", until: "20:00" } },
    { dates: { from: "2027-01-01", through: "2027-01-01" } },
    { joinedOn: { through: "2027-01-01" } },
    { window: { from: "2027-01-01T00:00:00+08:00" } },
    { window: { from: "2027-01-01T00:00:00+08:00", until: "2027-01-01T00:00:01+08:00" } },
    { birthday: "month" },
    { birthday: { scope: "day", leapDay: "02-28" } },
    { birthday: { scope: "day", leapDay: "03-01" } },
    { birthday: { scope: "week", leapDay: "leap-years-only" } },
    { purchases: { atLeast: 0, atMost: 0 } },
    { quantity: { atLeast: 2, atMost: 2 } },
    { amount: { atLeast: "9.00", atMost: "10.00" } },
    { amount: { atLeast: "10.00", atMost: "10.0" } },
    { all: [{ any: [{ not: { tender: "cash" } }] }] },
  ])("of the basket: %j", (condition) => {
    expect(when(condition)).toEqual([]);
  });

  test.each([
    { product: "tea" },
    { tag: ["a", "b"] },
    { price: { atLeast: "5.00" } },
    { attribute: { name: "size", is: ["s", 7, true] } },
    { attribute: { name: "organic", is: false } },
  ])("of goods: %j", (condition) => {
    expect(goods(condition)).toEqual([]);
  });
});

describe("conditions that never hold or say nothing are refused", () => {
  test.each<[unknown, string]>([
    [{ quantity: {} }, ".quantity: give atLeast, atMost or both"],
    [{ dates: {} }, ".dates: give from, through or both"],
    [{ window: {} }, ".window: give from, until or both"],
    [
      { quantity: { atLeast: 3, atMost: 2 } },
      ".quantity.atMost: atMost comes before atLeast, so it never holds",
    ],
    [
      { amount: { atLeast: "10.00", atMost: "9.00" } },
      ".amount.atMost: atMost comes before atLeast, so it never holds",
    ],
    [
      { window: { from: "2027-01-01T00:00:00+08:00", until: "2027-01-01T00:00:00+08:00" } },
      ".window.until: until comes before from, so it never holds",
    ],
    [
      { window: { from: "2027-01-01T00:00:00+08:00", until: "2026-12-31T17:00:00+01:00" } },
      ".window.until: until comes before from, so it never holds",
    ],
    [{ member: "all" }, '.member must be "any" or "none", but is "all"'],
    [{ tier: [] }, ".tier must have at least 1 entries"],
    [{ tier: "" }, ".tier must have at least 1 characters"],
    [{ weekday: 0 }, ".weekday must be at least 1, but is 0"],
    [{ weekday: [1, 8] }, ".weekday[1] must be at most 7, but is 8"],
    [{ dayOfMonth: 32 }, ".dayOfMonth must be at most 31, but is 32"],
    [{ purchases: { atLeast: -1 } }, ".purchases.atLeast must be at least 0, but is -1"],
    [{ all: [{ tier: "gold" }, { weekday: 9 }] }, ".all[1].weekday must be at most 7, but is 9"],
    [{ any: { tier: "gold" } }, ".any must be a list of one or more conditions, but is an object"],
    [{}, ' must have exactly one key; join several conditions with "all" or "any"'],
  ])("%j", (condition, message) => {
    expect(when(condition)).toEqual([message]);
  });

  test("an attribute is told where it is wrong", () => {
    expect(goods({ attribute: { name: "size", is: null } })).toHaveLength(1);
    expect(goods({ attribute: { name: "size", is: [] } })).toEqual([
      ".attribute.is must have at least 1 entries",
    ]);
    expect(goods({ attribute: { name: "", is: "m" } })).toEqual([
      ".attribute.name must have at least 1 characters",
    ]);
  });

  test("what is no condition is of the wrong type, and what is empty has the wrong value", () => {
    for (const condition of [null, 7, "gold", ["gold"]]) {
      expect(issues({ when: condition })).toMatchObject([
        { code: "pricing.wrong-type", path: ["promotions", 0, "when"] },
      ]);
    }
    expect(issues({ when: { all: [] } })).toMatchObject([
      { code: "pricing.wrong-type", path: ["promotions", 0, "when", "all"] },
    ]);
    expect(issues({ when: {} })).toMatchObject([{ code: "pricing.wrong-value" }]);
    expect(issues({ when: { all: [{ tier: "a" }, { not: { mood: "good" } }] } })).toMatchObject([
      {
        code: "pricing.unknown-condition",
        path: ["promotions", 0, "when", "all", 1, "not", "mood"],
      },
    ]);
  });

  test("a condition that is not known is told with those of its place, and no others", () => {
    const [ofGoods] = goods({ colour: "red" });
    expect(ofGoods).toMatch(
      /^\.colour: "colour" is not a condition; in "goods" there are product, department, .*price, attribute, all, any, not$/u,
    );
    expect(ofGoods).not.toContain("tier");
    const [ofBasket] = when({ colour: "red" });
    expect(ofBasket).toContain("member, tier");
    expect(ofBasket).not.toContain("brand");
  });
});

describe("values are shown as they are read best", () => {
  const seen = (value: unknown): string => when({ dates: { from: value } })[0] ?? "";

  test("texts in quotes and cut, lists and objects by their names", () => {
    expect(seen([])).toBe(".dates.from must be a text, but is a list");
    expect(seen({})).toBe(".dates.from must be a text, but is an object");
    expect(seen(null)).toBe(".dates.from must be a text, but is null");
    expect(seen(true)).toBe(".dates.from must be a text, but is true");
    const kind = (length: number): string => {
      const [one] = issues({ kind: "x".repeat(length) });
      return /: ("x+…?") is not/u.exec(one?.message ?? "")?.[1] ?? "";
    };
    expect(kind(40)).toBe(`"${"x".repeat(40)}"`);
    expect(kind(41)).toBe(`"${"x".repeat(40)}…"`);
  });
});
