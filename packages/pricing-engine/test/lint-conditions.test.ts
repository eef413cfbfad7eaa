import type { Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type LintFinding, type LintOptions, lint, lintEn } from "@tillwright/pricing-engine/lint";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { rules } from "./build.js";

const base = { kind: "threshold", id: "m", amount: "1.00", off: "1.00" } as const;

function documentOf(terms: object) {
  const parsed = parseRules(rules([{ ...base, ...terms } as Promotion]));
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join("\n"));
  return parsed.value;
}

/** What is wrong with a promotion of these terms; notices left out. */
function wrong(terms: object, options: LintOptions = {}): readonly LintFinding[] {
  return lint(documentOf(terms), options).findings.filter(({ severity }) => severity !== "notice");
}

describe("a condition that can hold is met, so nothing is said against it", () => {
  test.each<[string, object]>([
    ["a tier", { when: { tier: "gold" } }],
    ["the first of several stores", { when: { store: ["s1", "s2"] } }],
    ["a channel", { when: { channel: "web" } }],
    ["a way to pay", { when: { tender: "wechat" } }],
    ["two tags of a member", { when: { all: [{ memberTag: "vip" }, { memberTag: "staff" }] } }],
    ["no member", { when: { member: "none" } }],
    ["not without a member", { when: { not: { member: "none" } } }],
    ["who joined from a day on", { when: { joinedOn: { from: "2027-01-01" } } }],
    ["who joined until a day", { when: { joinedOn: { through: "2026-01-01" } } }],
    [
      "who joined between two days",
      {
        when: {
          all: [{ joinedOn: { through: "2026-01-01" } }, { joinedOn: { from: "2025-01-01" } }],
        },
      },
    ],
    ["not the new members", { when: { not: { joinedOn: { from: "2027-01-01" } } } }],
    ["after five purchases", { when: { purchases: { atLeast: 5 } } }],
    ["before the third purchase", { when: { purchases: { atMost: 2 } } }],
    ["not the first purchase", { when: { not: { purchases: { atMost: 0 } } } }],
    ["a birthday", { when: { birthday: { scope: "day", leapDay: "02-28" } } }],
    ["exactly four pieces", { when: { quantity: { atLeast: 4, atMost: 4 } } }],
    ["more than seven pieces", { when: { not: { quantity: { atMost: 7 } } } }],
    ["an amount between two", { when: { amount: { atLeast: "33.00", atMost: "33.10" } } }],
    ["a price between two", { goods: { price: { atLeast: "700.00", atMost: "705.00" } } }],
    ["a brand", { goods: { brand: "north" } }],
    ["a department and a product", { goods: { all: [{ department: "d" }, { product: "p" }] } }],
    ["three tags of one line", { goods: { all: [{ tag: "a" }, { tag: "b" }, { tag: "c" }] } }],
    ["an attribute", { goods: { attribute: { name: "size", is: ["m", "l"] } } }],
    [
      "two attributes",
      {
        goods: {
          all: [
            { attribute: { name: "size", is: "m" } },
            { attribute: { name: "organic", is: true } },
          ],
        },
      },
    ],
    ["a code", { needs: "code", codes: ["X", "Y"] }],
    ["an offer", { needs: "offer" }],
    ["a limit per member", { limits: { perMember: 1 } }],
    ["a window in the future", { when: { window: { from: "2030-01-01T00:00:00+08:00" } } }],
    ["a window of the past", { when: { window: { until: "2020-01-01T00:00:00+08:00" } } }],
    [
      "not from a past moment on",
      { when: { not: { window: { from: "2020-01-01T00:00:00+08:00" } } } },
    ],
    [
      "not until a moment to come",
      { when: { not: { window: { until: "2035-01-01T00:00:00+08:00" } } } },
    ],
    ["not from a past day on", { when: { not: { dates: { from: "2027-01-01" } } } }],
    ["not until a day to come", { when: { not: { dates: { through: "2035-01-01" } } } }],
    [
      "not in a span of days around now",
      { when: { not: { dates: { from: "2027-06-01", through: "2027-06-30" } } } },
    ],
    ["a 29th that is a Tuesday", { when: { all: [{ dayOfMonth: 29 }, { weekday: 2 }] } }],
    ["no weekday but Sunday", { when: { not: { weekday: [1, 2, 3, 4, 5, 6] } } }],
    ["outside of opening hours", { when: { not: { daily: { from: "08:00", until: "20:00" } } } }],
    ["a minute before midnight", { when: { daily: { from: "23:59", until: "23:59:30" } } }],
    [
      "the last second of one window and the first of another",
      {
        when: {
          all: [
            { window: { until: "2027-03-01T00:00:00+08:00" } },
            { window: { from: "2027-02-28T23:59:59+08:00" } },
          ],
        },
      },
    ],
    [
      "one way of several",
      { when: { any: [{ all: [{ tier: "a" }, { tier: "b" }] }, { weekday: 3 }] } },
    ],
    ["not both of two tiers", { when: { not: { all: [{ tier: "a" }, { tier: "b" }] } } }],
    [
      "the tier that two lists share",
      { when: { all: [{ tier: ["a", "b"] }, { tier: ["b", "c"] }, { not: { tier: "a" } }] } },
    ],
    ["a tag, and not a brand", { goods: { all: [{ tag: "a" }, { not: { brand: "a" } }] } }],
  ])("%s", (_title, terms) => {
    expect(wrong(terms)).toEqual([]);
  });

  test("in any zone: the one day that is left is found", () => {
    const onlyDay = {
      when: {
        all: [{ dates: { from: "2027-06-14" } }, { not: { dates: { from: "2027-06-15" } } }],
      },
    };
    const lastDay = {
      when: {
        all: [{ dates: { through: "2027-06-14" } }, { not: { dates: { through: "2027-06-13" } } }],
      },
    };
    for (const zone of ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"]) {
      expect(wrong(onlyDay, { zone })).toEqual([]);
      expect(wrong(lastDay, { zone })).toEqual([]);
    }
  });
});

describe("a condition that cannot hold is told with the two that clash", () => {
  const english = ({ reason }: LintFinding): string =>
    renderReason(lintEn, reason, { language: "en", currency: "CNY" });

  test.each<[string, object, string, string]>([
    [
      "two ways to pay",
      { when: { all: [{ tender: "cash" }, { tender: "wechat" }] } },
      '{"tender":"cash"}',
      '{"tender":"wechat"}',
    ],
    [
      "two channels",
      { when: { all: [{ channel: ["a", "b"] }, { channel: ["c", "d"] }] } },
      '{"channel":["a","b"]}',
      '{"channel":["c","d"]}',
    ],
    [
      "who joined, and is no member",
      { when: { all: [{ member: "none" }, { joinedOn: { from: "2027-01-01" } }] } },
      '{"member":"none"}',
      '{"joinedOn":{"from":"2027-01-01"}}',
    ],
    [
      "a tag of a member, and not a member",
      { when: { all: [{ memberTag: "vip" }, { not: { member: "any" } }] } },
      '{"not":{"member":"any"}}',
      '{"memberTag":"vip"}',
    ],
    [
      "a member and no member",
      { when: { all: [{ member: "any" }, { member: "none" }] } },
      '{"member":"none"}',
      '{"member":"any"}',
    ],
    [
      "neither with nor without a member",
      { when: { all: [{ not: { member: "any" } }, { not: { member: "none" } }] } },
      '{"not":{"member":"any"}}',
      '{"not":{"member":"none"}}',
    ],
    [
      "a birthday of nobody",
      { when: { all: [{ birthday: "day" }, { member: "none" }] } },
      '{"member":"none"}',
      '{"birthday":"day"}',
    ],
    [
      "one of two tiers that are both refused",
      { when: { all: [{ tier: ["a", "b"] }, { not: { tier: ["b", "a", "c"] } }] } },
      '{"tier":["a","b"]}',
      '{"not":{"tier":["b","a","c"]}}',
    ],
    [
      "10.00 to 20.00 and not from 10.00 on",
      {
        when: {
          all: [
            { amount: { atLeast: "10.00", atMost: "20.00" } },
            { not: { amount: { atLeast: "10.00" } } },
          ],
        },
      },
      '{"amount":{"atLeast":"10.00","atMost":"20.00"}}',
      '{"not":{"amount":{"atLeast":"10.00"}}}',
    ],
    [
      "up to 5.00 and not up to 5.0",
      { when: { all: [{ amount: { atMost: "5.00" } }, { not: { amount: { atMost: "5.0" } } }] } },
      '{"not":{"amount":{"atMost":"5.0"}}}',
      '{"amount":{"atMost":"5.00"}}',
    ],
    [
      "neither up to three pieces nor from four on",
      {
        when: {
          all: [{ not: { quantity: { atMost: 3 } } }, { not: { quantity: { atLeast: 4 } } }],
        },
      },
      '{"not":{"quantity":{"atMost":3}}}',
      '{"not":{"quantity":{"atLeast":4}}}',
    ],
    [
      "six purchases and not five",
      { when: { all: [{ purchases: { atLeast: 6 } }, { purchases: { atMost: 5 } }] } },
      '{"purchases":{"atLeast":6}}',
      '{"purchases":{"atMost":5}}',
    ],
    [
      "an attribute that is refused",
      {
        goods: {
          all: [
            { attribute: { name: "size", is: "m" } },
            { not: { attribute: { name: "size", is: "m" } } },
          ],
        },
      },
      '{"attribute":{"name":"size","is":"m"}}',
      '{"not":{"attribute":{"name":"size","is":"m"}}}',
    ],
    [
      "two brands",
      { goods: { all: [{ brand: "a" }, { brand: "b" }] } },
      '{"brand":"a"}',
      '{"brand":"b"}',
    ],
    [
      "two departments",
      { goods: { all: [{ department: "a" }, { department: "b" }] } },
      '{"department":"a"}',
      '{"department":"b"}',
    ],
    [
      "hours and days that never meet",
      {
        when: {
          all: [
            { window: { until: "2027-01-01T00:00:00+08:00" } },
            { tier: "gold" },
            { dates: { from: "2027-01-01" } },
          ],
        },
      },
      '{"window":{"until":"2027-01-01T00:00:00+08:00"}}',
      '{"dates":{"from":"2027-01-01"}}',
    ],
    [
      "a 30th within a February",
      {
        when: {
          all: [{ dayOfMonth: 30 }, { dates: { from: "2028-02-01", through: "2028-02-29" } }],
        },
      },
      '{"dayOfMonth":30}',
      '{"dates":{"from":"2028-02-01","through":"2028-02-29"}}',
    ],
  ])("%s", (_title, terms, one, other) => {
    const found = wrong(terms);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ["pricing.lint.never-true", "error"],
    ]);
    const field = "goods" in terms ? "goods" : "when";
    expect(found[0]?.reason.facts).toMatchObject({ field, one, other });
  });

  test("of several ways in which it could hold, the first one's clash is told", () => {
    const [one] = wrong({
      when: {
        any: [{ all: [{ tier: "a" }, { tier: "b" }] }, { all: [{ store: "x" }, { store: "y" }] }],
      },
    });
    expect(one?.reason.facts).toMatchObject({ one: '{"tier":"a"}', other: '{"tier":"b"}' });
    if (one === undefined) throw new Error("not found");
    expect(english(one)).toContain('{"tier":"a"}');
  });

  test("what lies in the kind counts too: a member's price for nobody, goods that the kind takes", () => {
    const card = { kind: "member-price", prices: { tea: "1.00" }, when: { member: "none" } };
    const { amount: _amount, off: _off, ...rest } = base;
    const parsed = parseRules(rules([{ ...rest, ...card } as Promotion]));
    if (!parsed.ok) throw new Error("it is sound");
    expect(lint(parsed.value).findings.map(({ code }) => code)).toEqual([
      "pricing.lint.never-true",
    ]);
  });

  test("the basket beside it meets all that can be met", () => {
    const terms = { when: { all: [{ tier: "gold" }, { store: "a" }, { store: "b" }] } };
    const [one] = wrong(terms);
    expect(one?.basket?.member?.tier).toBe("gold");
    if (one?.basket == null) throw new Error("no basket");
    expect(compile(documentOf(terms)).price(one.basket).applied).toEqual([]);
  });
});
