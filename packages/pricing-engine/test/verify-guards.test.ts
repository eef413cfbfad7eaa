import type { Basket, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { describe, expect, test } from "vitest";
import { basket, line, member, rules } from "./build.js";
import { accusations, accusedAfter, hundred, judged, off, settingAt, withAt } from "./forged.js";

describe("discounts by hand", () => {
  const hands = { manual: { roles: { clerk: {} } } };
  const asking = (...asked: readonly object[]): Basket => ({
    ...hundred,
    manual: asked.map((one, i) => ({ id: `h${i}`, role: "clerk", ...one })),
  });
  const document = rules([off()], hands);

  test("one after the other, each of what the one before left", () => {
    const of = asking({ pay: "90%" }, { off: "50%" });
    expect(compile(document).price(of).totals.due).toBe(4_050);
    expect(judged(document, document, of)).toEqual([]);
  });

  test("each for lines of its own", () => {
    const of = asking({ pay: "50%", lineIds: ["p1"] }, { pay: "80%", lineIds: ["p2"] });
    expect(judged(document, document, of)).toEqual([]);
  });

  test("before two order promotions, which look at what is left", () => {
    const lanes = [
      "unit-price",
      "item",
      "manual",
      "order",
      "coupon",
      "points",
      "fee",
      "tax",
    ] as const;
    const rate: Promotion = { kind: "threshold-rate", id: "r", pieces: 1, pay: "90%" };
    const late = rules([off({ counts: "running" }), rate], { ...hands, lanes });
    const of = asking({ pay: "50%" });
    // 50.00 are left, less 10.00, and 90% of the 40.00.
    expect(compile(late).price(of).totals.due).toBe(3_600);
    expect(judged(late, late, of)).toEqual([]);
  });

  test("another share than was asked for, and one that was refused but taken", () => {
    const made = compile(document).price(asking({ pay: "88%" }));
    expect(accusations(document, asking({ pay: "87%" }), made)).toEqual([
      "pricing.wrong-discount | h0: took 1080, 1170 were asked for",
    ]);
    expect(accusations(document, asking({ off: "11%" }), made)).toEqual([
      "pricing.wrong-discount | h0: took 1080, 990 were asked for",
    ]);
    const refusals = [{ manualId: "h0", because: "role-limit", roles: [] }];
    expect(
      accusations(document, asking({ pay: "88%" }), withAt(made, "refusals", refusals)),
    ).toEqual(["pricing.wrong-discount | h0: took 1080 though it was refused"]);
  });

  test("a refusal that is not told", () => {
    const nobody = rules([off()]);
    expect(accusedAfter(nobody, asking({ pay: "90%" }), settingAt(["refusals", []]))).toEqual([
      "pricing.wrong-discount | h0: took 0, 900 were asked for",
    ]);
  });

  test("taken from other lines than were named", () => {
    const made = compile(document).price(asking({ amount: 100, lineIds: ["p1"] }));
    expect(accusations(document, asking({ amount: 100, lineIds: ["p2"] }), made)).toEqual([
      "pricing.not-eligible | h0: line p1 does not take part",
      "pricing.wrong-discount | h0: took from other lines",
    ]);
  });

  test("that nobody asked for, beside one that somebody did", () => {
    const made = compile(document).price(asking({ pay: "90%" }, { pay: "90%" }));
    expect(accusations(document, asking({ pay: "90%" }), made)).toContain(
      "pricing.not-eligible | h1: the rules have none in manual",
    );
  });

  test("in another lane, or paid for by somebody else", () => {
    const of = asking({ pay: "90%" });
    const stamp = "pricing.wrong-stamp | h0: its lane or who pays for it";
    expect(accusedAfter(document, of, settingAt(["applied.1.lane", "order"]))).toEqual([
      stamp,
      "pricing.not-eligible | h0: the rules have none in order",
    ]);
    expect(accusedAfter(document, of, settingAt(["applied.1.fundedBy", "brand"]))).toEqual([stamp]);
  });
});

describe("floors and gates", () => {
  const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
  const two = basket([line("tea", 10, 2), line("pen", 3)]);

  test("a unit below its floor is found among those of its line, and not at it", () => {
    const floored = (price: string) =>
      rules([half], { floors: [{ goods: { product: "tea" }, price }] });
    expect(judged(rules([half]), floored("5.00"), two)).toEqual([]);
    expect(judged(rules([half]), floored("5.01"), two)).toEqual([
      "pricing.below-floor | tea: a unit lies below 501",
    ]);
  });

  test("goods that cost less than the floor already may stay as they are, and fall no further", () => {
    const floored = rules([half], { floors: [{ price: "20.00" }] });
    expect(judged(floored, floored, two)).toEqual([]);
    expect(judged(rules([half]), floored, two)).toEqual([
      "pricing.below-floor | tea: a unit lies below 2000",
    ]);
  });

  test("what points pay does not sink below a floor", () => {
    const floored = rules([half], { floors: [{ price: "8.00" }] });
    const points = {
      balance: 999,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    expect(judged(floored, floored, { ...two, points })).toEqual([]);
  });

  test("gates bar by the price that was made, line by line, and no fee", () => {
    const equal = (lineId: string) => line("tea", 10, 1, { lineId });
    const of = basket([equal("b"), equal("a"), line("pen", 3)], { member: member() });
    const document = rules([{ kind: "member-price", id: "card", prices: { tea: "8.00" } }], {
      fees: [{ kind: "packaging", id: "bag", amount: "1.00", discounted: true }],
      gates: [
        { id: "g", goods: { product: "tea" }, when: { amount: { atLeast: "16.01" } } },
        { id: "h", goods: { not: { product: "pen" } }, atMost: 9 },
      ],
    });
    const priced = compile(document).price(of);
    expect(priced.barred.map(({ gateId, lineId }) => `${gateId}/${lineId}`)).toEqual([
      "g/b",
      "g/a",
    ]);
    expect(accusations(document, of, priced)).toEqual([]);
    expect(accusations(document, of, { ...priced, barred: priced.barred.slice(0, 1) })).toEqual([
      "pricing.wrong-bars | : g/b are barred, not g/a,g/b",
    ]);
    const fees = document.fees ?? [];
    const open = rules([], {
      fees,
      gates: [{ id: "g", goods: { not: { product: "pen" } }, when: { tier: "gold" } }],
    });
    const turned = basket([line("z", 1, 1, { lineId: "1" }), line("a", 1, 1, { lineId: "2" })]);
    expect(judged(open, open, turned)).toEqual([]);
    expect(judged(open, open, of)).toEqual([]);
  });
});

describe("who may take part", () => {
  test("lines that the goods of a promotion leave out", () => {
    const one = rules([off({ goods: { product: "p1" } })]);
    expect(judged(rules([off()]), one)).toEqual([
      "pricing.not-eligible | off: line p2 does not take part",
      "pricing.wrong-discount | off: took 600, its terms give 1000",
    ]);
  });

  test("groups that exclude each other are named, and no others", () => {
    const all = [
      off({ id: "a", group: "g" }),
      off({ id: "b", group: "h" }),
      off({ id: "c", group: "i" }),
    ];
    expect(judged(rules(all), rules(all, { exclusions: [["g", "h", "none"]] }))).toEqual([
      "pricing.not-eligible | a,b: their groups exclude each other",
    ]);
    expect(judged(rules(all), rules(all, { exclusions: [["g", "none"]] }))).toEqual([]);
    const same = [off({ id: "a", group: "g" }), off({ id: "b", group: "g" })];
    expect(
      judged(rules(same.map(({ group: _, ...one }) => one as Promotion)), rules(same)),
    ).toEqual([
      "pricing.not-eligible | a: b of its group gave something too",
      "pricing.not-eligible | b: a of its group gave something too",
    ]);
  });
});
