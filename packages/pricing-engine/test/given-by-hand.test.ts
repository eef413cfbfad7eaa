import type { ManualDiscount, ManualTerms } from "@tillwright/pricing-engine";
import { isCodedError } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, lines, price, rules } from "./build.js";

const manual: ManualTerms = { roles: { clerk: { amount: "50.00" }, owner: {} } };

function asked(of: readonly ManualDiscount[], terms = manual, goods = lines(100)) {
  const priced = price(rules([], { manual: terms }), basket(goods, { manual: of }));
  return [priced.totals.due, priced.refusals.map(({ because }) => because)];
}

describe("a role's amount", () => {
  test("may be given to the last fen, at once or in steps, and no fen more", () => {
    const clerk = (id: string, amount: number) => ({ id, role: "clerk", amount });
    expect(asked([clerk("a", 5000)])).toEqual([5000, []]);
    expect(asked([clerk("a", 5001)])).toEqual([10_000, ["role-limit"]]);
    expect(asked([clerk("a", 3000), clerk("b", 2000)])).toEqual([5000, []]);
    expect(asked([clerk("a", 3000), clerk("b", 2000), clerk("c", 1)])).toEqual([
      5000,
      ["role-limit"],
    ]);
    expect(asked([clerk("a", 5000), { id: "b", role: "owner", amount: 100 }])).toEqual([4900, []]);
  });

  test("of nothing is given without a word", () => {
    const priced = price(
      rules([], { manual }),
      basket(lines(100), { manual: [{ id: "a", role: "clerk", amount: 0 }] }),
    );
    expect([priced.totals.due, priced.applied, priced.refusals]).toEqual([10_000, [], []]);
  });

  test("below zero is none", () => {
    const caught = (): unknown => {
      try {
        return asked([{ id: "a", role: "clerk", amount: -1 }]);
      } catch (error) {
        return isCodedError(error) ? [error.code, error.facts] : error;
      }
    };
    expect(caught()).toMatchObject(["pricing.bad-basket", { manualId: "a" }]);
  });
});

test("goods that cost nothing are none that anything could be taken off", () => {
  const goods = [line("gift", 0), line("bag", 0)];
  expect(asked([{ id: "a", role: "owner", pay: "50%" }], manual, goods)).toEqual([0, ["no-goods"]]);
});

test("one line that would lie below its margin is enough to ask somebody else", () => {
  const terms: ManualTerms = { roles: { clerk: {} }, margin: "10%" };
  const goods = [line("a", 12, 1, { cost: 100 }), line("b", 12, 1, { cost: 1070 }), line("c", 12)];
  expect(asked([{ id: "d", role: "clerk", off: "5%" }], terms, goods)).toEqual([
    3600,
    ["below-margin"],
  ]);
  expect(
    asked([{ id: "d", role: "clerk", off: "50%", lineIds: ["a", "c"] }], terms, goods),
  ).toEqual([2400, []]);
});

test("what is taken off one of two equal lines is gone for what is asked for afterwards", () => {
  const goods = [line("a", 10), line("a", 10, 1, { lineId: "a2" })];
  const first: ManualDiscount = { id: "x", role: "owner", amount: 400, lineIds: ["a2"] };
  const priced = price(
    rules([], { manual }),
    basket(goods, { manual: [first, { id: "y", role: "owner", pay: "50%" }] }),
  );
  expect(priced.lines.map(({ paid }) => paid)).toEqual([600, 200]);
  expect(priced.applied.map(({ amount }) => amount)).toEqual([400, 800]);
});
