import type { Objective, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";

const tenth: Promotion = { kind: "percent-off", id: "tenth", off: "10%" };
const fifth: Promotion = { kind: "percent-off", id: "fifth", off: "20%" };
const objectives: readonly Objective[] = ["customer-best", "merchant-priority", "least-cost"];

/** What is owed under each objective, in its order. */
function dueOf(promotions: readonly Promotion[], ...yuan: readonly number[]): readonly number[] {
  const document = rules(promotions);
  const of = basket(lines(...yuan));
  return objectives.map((objective) => {
    const priced = compile({ ...document, objective }).price(of);
    expect(verify(of, { ...document, objective }, priced)).toEqual([]);
    expect(priced.certificate).toMatchObject({ objective, optimal: true, gap: 0 });
    expect(priced.certificate.upperBound).toBe(priced.totals.discount);
    return priced.totals.due;
  });
}

test("10 % and 20 % on 50: the customer gets 20 %, the merchant's first choice or the cheaper one is 10 %", () => {
  expect(dueOf([{ ...tenth, priority: 1 }, fifth], 50)).toEqual([4000, 4500, 4500]);
});

test("what the brand pays for costs the shop nothing, so the larger discount is the cheaper one", () => {
  expect(dueOf([tenth, { ...fifth, fundedBy: "brand" }], 50)).toEqual([4000, 4000, 4000]);
});

test("what is shared costs the shop its share: a quarter of 20 % is less than the whole of 10 %", () => {
  const shared: Promotion = { ...fifth, fundedBy: { shop: "25%", brand: "75%" } };
  expect(dueOf([tenth, shared], 50)).toEqual([4000, 4000, 4000]);
  const half: Promotion = { ...fifth, fundedBy: { shop: "60%", brand: "40%" } };
  expect(dueOf([tenth, half], 50)).toEqual([4000, 4000, 4500]);
});

test("a higher priority takes units first, whatever the customer would save", () => {
  // 买2送1 on 30, 20, 10 saves 10; 20 % on each would save 12.
  const trio: Promotion = { kind: "buy-n-get-m", id: "trio", buy: 2, get: 1, priority: 5 };
  expect(dueOf([trio, fifth], 30, 20, 10)).toEqual([4800, 5000, 5000]);
});

test("of the ways that are equal for the first priority, the one counts that is best for the next", () => {
  // The pair may be any two of the three at 10; the third may have 20 % only when it is the one that is tagged.
  const pair: Promotion = { kind: "nth-item", id: "pair", nth: 2, pay: "50%", priority: 5 };
  const goods = [line("a", 10, 1, { tags: ["new"] }), line("b", 10), line("c", 10)];
  const document = rules([pair, { ...fifth, goods: { tag: "new" } }]);
  const priced = compile({ ...document, objective: "merchant-priority" }).price(basket(goods));
  expect(priced.totals.due).toBe(3000 - 500 - 200);
});

test("three priorities are compared one after the other", () => {
  const first: Promotion = { kind: "amount-off", id: "one-yuan", off: "1.00", priority: 3 };
  const second: Promotion = { kind: "amount-off", id: "two-yuan", off: "2.00", priority: 2 };
  const third: Promotion = { kind: "amount-off", id: "three-yuan", off: "3.00", priority: 1 };
  const [customer, merchant] = dueOf(
    [third, second, { ...first, goods: { product: "p1" } }],
    50,
    50,
  );
  expect([customer, merchant]).toEqual([9400, 10000 - 100 - 200]);
});

test("least cost leaves no unit without a promotion that could have one", () => {
  // The pair alone would cost 10 and leave 20 without anything; with 10 % on each of the three it is 6.
  const pair: Promotion = { kind: "nth-item", id: "pair", nth: 2, pay: "50%" };
  expect(dueOf([pair, tenth], 20, 20, 20)).toEqual([6000 - 1200, 6000 - 1200, 6000 - 600]);
});

test("least cost gives the cheaper units away where a promotion does not reach all of them", () => {
  const trio: Promotion = { kind: "buy-n-get-m", id: "trio", buy: 2, get: 1 };
  expect(dueOf([trio], 9, 8, 5, 4)).toEqual([2100, 2100, 2200]);
});

test("least cost makes no set dearer than its pieces, and says that it did not prove the rest", () => {
  const pick: Promotion = { kind: "pick-m-for-price", id: "pick", pieces: 3, price: "99.00" };
  const document = { ...rules([pick]), objective: "least-cost" as const };
  const { totals, certificate } = compile(document).price(basket(lines(50, 39, 39, 20)));
  expect(totals.due).toBe(9900 + 2000);
  expect(certificate).toMatchObject({ optimal: false, gap: 2900 });
});

test("one call may ask for another objective, and the certificate says so", () => {
  const engine = compile(rules([{ ...tenth, priority: 1 }, fifth]));
  const of = basket(lines(50));
  expect(engine.price(of).certificate.objective).toBe("customer-best");
  const other = engine.price(of, { objective: "merchant-priority" });
  expect(other.certificate.objective).toBe("merchant-priority");
  expect([engine.price(of).totals.due, other.totals.due]).toEqual([4000, 4500]);
  expect(other.configuration).toBe(engine.configuration);
});

test("an objective in the document is part of its hash, and only the three are known", () => {
  const document = rules([tenth]);
  const hash = compile({ ...document, objective: "least-cost" }).configuration;
  expect(hash).not.toBe(compile(document).configuration);
  expect(parseRules({ ...document, objective: "least-cost" }).ok).toBe(true);
  expect(parseRules({ ...document, objective: "cheapest" })).toMatchObject({
    ok: false,
    issues: [{ path: ["objective"] }],
  });
});

test("of a group the objective chooses: the best, the first by priority, or the one that costs the shop least", () => {
  const off = (id: string, amount: string, more: Partial<Promotion> = {}): Promotion =>
    ({
      kind: "threshold",
      id,
      amount: "50.00",
      off: amount,
      group: "one",
      ...more,
    }) as Promotion;
  const promotions = [
    off("twenty", "20.00"),
    off("ten", "10.00", { priority: 1 }),
    off("five", "5.00"),
  ];
  const due = (more: readonly Promotion[]): readonly number[] =>
    objectives.map(
      (objective) => compile({ ...rules(more), objective }).price(basket(lines(100))).totals.due,
    );
  expect(due(promotions)).toEqual([8000, 9000, 9500]);
  // What nobody reaches is no choice, however little it costs.
  const unreached = off("nothing", "1.00", { amount: "500.00", priority: 9 } as Partial<Promotion>);
  expect(due([...promotions, unreached])).toEqual([8000, 9000, 9500]);
  const funded = off("by-brand", "30.00", { fundedBy: "brand" });
  expect(due([...promotions, funded])).toEqual([7000, 9000, 7000]);
});

const bundle: Promotion = {
  kind: "bundle",
  id: "bundle",
  parts: [
    { goods: { product: "p1" }, pieces: 1 },
    { goods: { product: "p2" }, pieces: 1 },
  ],
  price: "22.00",
};

test("a set of different goods competes under each objective: 18 + 8 for 22 saves 4, 20 % on both 5.20", () => {
  expect(dueOf([{ ...bundle, priority: 1 }, fifth], 18, 8)).toEqual([2080, 2200, 2200]);
  expect(dueOf([bundle, { ...fifth, priority: 1 }], 18, 8)).toEqual([2080, 2080, 2200]);
  const funded: Promotion = { ...fifth, fundedBy: "brand" };
  expect(dueOf([bundle, funded], 18, 8)).toEqual([2080, 2080, 2080]);
});

test("a set of different goods that would cost more than they do is left alone under each objective", () => {
  const document = rules([bundle]);
  for (const objective of objectives) {
    expect(compile({ ...document, objective }).price(basket(lines(10, 5))).totals.due).toBe(1500);
  }
});

test("least cost without steps to solve anew leaves the sets out that would cost more, and keeps the others", () => {
  const pick: Promotion = { kind: "pick-m-for-price", id: "pick", pieces: 3, price: "99.00" };
  const due = (promotion: Promotion, workBudget: number, yuan: readonly number[]): number => {
    const document = rules([promotion], { objective: "least-cost" });
    const priced = compile(document, { workBudget }).price(basket(lines(...yuan)));
    expect(priced.certificate.optimal).toBe(false);
    expect(verify(basket(lines(...yuan)), document, priced)).toEqual([]);
    return priced.totals.due;
  };
  // One table takes (4 units × 3 states + 4 prices) × 2 × 2 steps at the most.
  expect(due(pick, 64, [50, 39, 39, 20])).toBe(14800);
  expect(due(pick, 128, [50, 39, 39, 20])).toBe(9900 + 2000);
  const two: Promotion = { kind: "pick-m-for-price", id: "two", pieces: 2, price: "50.00" };
  expect(due(two, 48, [40, 30, 20, 10])).toBe(5000 + 2000 + 1000);
  expect(due(two, 48, [30, 30, 10, 10])).toBe(5000 + 1000 + 1000);
  expect(due(two, 72, [40, 40, 30, 30, 5, 5])).toBe(5000 + 5000 + 1000);
});

test("a list of shares that may stay open counts a piece only once it saves something", () => {
  // The first of the pair alone saves nothing, so 10 % is the promotion that the single piece has.
  const open: Promotion = { kind: "nth-item", id: "open", rates: ["100%", "50%"], repeat: true };
  expect(dueOf([open, tenth], 20)).toEqual([1800, 1800, 1800]);
  expect(dueOf([open], 20, 20, 20)).toEqual([5000, 5000, 5000]);
  const third: Promotion = { ...open, rates: ["100%", "100%", "40%"] };
  expect(dueOf([third, fifth], 20, 20, 20)).toEqual([4800, 4800, 4800]);
  expect(dueOf([third, { ...fifth, off: "25%" }], 20, 20, 20)).toEqual([4500, 4500, 4800]);
});
