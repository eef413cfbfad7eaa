import type { PricedBasket, Stacking } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { describe, expect, test } from "vitest";
import type { CompiledPromotion } from "../src/internal/compiled.js";
import { compileCompletely, completeRegistry } from "../src/internal/complete-registry.js";
import { bestChoice, type StackingTerms } from "../src/internal/stacking.js";
import { basket, lines, rules } from "./build.js";

// The choice among groups is shown pricings that are made up here, so that it can be seen what it asks for.

const plain = compile(rules([])).price(basket(lines(100)));

/** Promotions named by their group and a digit, `g1` and `g2` of the group `g`, in this order; `-` belongs to no group. */
function promotions(...names: readonly string[]): readonly CompiledPromotion[] {
  const document = rules(
    names.map((id, i) => ({
      kind: "threshold",
      id,
      priority: names.length - i,
      amount: "0.00",
      off: "1.00",
      ...(id.startsWith("-") ? {} : { group: id.slice(0, -1) }),
    })),
  );
  return compileCompletely(document, completeRegistry([])).map(({ promotion }) => promotion);
}

interface Asked {
  /** What every pricing left in, in the order in which they were asked for. */
  readonly tried: readonly string[];
  /** How many pricings each was told to share the budget with. */
  readonly pricings: readonly number[];
  readonly chosen: string;
  readonly groups: string;
}

/** What is asked for and chosen where every promotion that is left in gives what `worth` says. */
function chosen(
  names: readonly string[],
  worth: (kept: readonly string[]) => number,
  terms: Partial<StackingTerms> = {},
): Asked {
  const candidates = promotions(...names);
  const tried: string[] = [];
  const pricings = new Set<number>();
  const price = (barred: ReadonlySet<CompiledPromotion>, count: number): PricedBasket => {
    const kept = candidates.filter((one) => !barred.has(one)).map(({ id }) => id);
    tried.push(kept.join(" "));
    pricings.add(count);
    const applied = kept
      .filter((id) => worth([id]) > 0)
      .map((promotionId) => ({
        promotionId,
        lane: "order" as const,
        times: 1,
        amount: 1,
        fundedBy: "shop",
      }));
    return {
      ...plain,
      configuration: kept.join(" "),
      applied,
      totals: { ...plain.totals, discount: worth(kept) },
    };
  };
  const isBetter = (one: PricedBasket, other: PricedBasket): boolean =>
    one.totals.discount > other.totals.discount;
  const best = bestChoice(candidates, { exclusions: [], modes: {}, ...terms }, isBetter, price);
  return {
    tried,
    pricings: [...pricings],
    chosen: best.configuration,
    groups: best.certificate.groups,
  };
}

/** The sum of the digits. */
const digits = (kept: readonly string[]): number =>
  kept.reduce((sum, id) => sum + Number(id.slice(-1)), 0);

describe("a basket is priced for every choice of one promotion a group", () => {
  test("beside those of no group, and each pricing is told of all", () => {
    expect(chosen(["a1", "a2", "-5", "b1", "b3"], digits)).toEqual({
      tried: ["a1 -5 b1", "a1 -5 b3", "a2 -5 b1", "a2 -5 b3"],
      pricings: [4],
      chosen: "a2 -5 b3",
      groups: "every-choice",
    });
  });

  test("of equal ones the first is kept", () => {
    expect(chosen(["a2", "a2"], () => 1).tried).toHaveLength(2);
    expect(chosen(["a1", "a2"], () => 1).chosen).toBe("a1");
  });

  test("one that all promotions are kept for compounds", () => {
    const modes: Record<string, Stacking> = { a: "compound" };
    expect(chosen(["a1", "a2", "b1"], digits, { modes }).tried).toEqual(["a1 a2 b1"]);
  });

  test("an exclusive one gives by its first that gives anything", () => {
    const modes: Record<string, Stacking> = { a: "exclusive" };
    expect(chosen(["a0", "a1", "a9"], digits, { modes }).chosen).toBe("a1");
    expect(chosen(["a0", "a1", "a9"], digits).chosen).toBe("a9");
    const two: Record<string, Stacking> = { a: "exclusive", b: "exclusive" };
    expect(chosen(["a1", "a9", "b1", "b9"], digits, { modes: two }).chosen).toBe("a1 b1");
  });
});

describe("groups that exclude each other", () => {
  test("may give nothing, and two of them never give together", () => {
    const found = chosen(["a2", "b1", "b3"], digits, { exclusions: [["a", "b"]] });
    expect(found.tried).toEqual(["a2", "b1", "b3", ""]);
    expect(found.chosen).toBe("b3");
    expect(found.pricings).toEqual([2 * 3]);
  });

  test("are only those that are there: others have nothing to give way to", () => {
    const exclusions = [
      ["a", "nobody"],
      ["c", "d"],
    ];
    const found = chosen(["a1", "a2", "c1"], digits, { exclusions });
    expect(found.tried).toEqual(["a1 c1", "a2 c1"]);
    expect(found.pricings).toEqual([2]);
  });

  test("are not those that are named twice, nor those in no exclusion", () => {
    expect(chosen(["a1", "b1"], digits, { exclusions: [["a", "a"]] }).tried).toEqual(["a1 b1"]);
    const three = chosen(["a1", "b2", "c1"], digits, { exclusions: [["a", "b"]] });
    expect(three.tried).toEqual(["a1 c1", "b2 c1", "c1"]);
  });

  test("of an exclusive group that gives way nothing is counted as its last choice", () => {
    const modes: Record<string, Stacking> = { a: "exclusive" };
    const found = chosen(["a1", "b9"], digits, { modes, exclusions: [["a", "b"]] });
    expect(found.chosen).toBe("a1");
  });
});

describe("more than 512 choices are settled one group after the other", () => {
  const groups = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, i) => [`g${i}x1`, `g${i}x2`]).flat();

  test("nine groups of two are 512 and are all tried; ten are told to share 2048 pricings", () => {
    const nine = chosen(groups(9), digits);
    expect([nine.tried.length, nine.pricings, nine.groups]).toEqual([512, [512], "every-choice"]);
    const ten = chosen(groups(10), digits);
    expect([ten.pricings, ten.groups]).toEqual([[2048], "one-by-one"]);
    expect(ten.chosen.split(" ")).toEqual(groups(10).filter((id) => id.endsWith("2")));
  });

  test("begins with the groups that have no choice, and asks for each choice twice", () => {
    const { tried } = chosen([...groups(10), "z5"], digits);
    expect(tried[0]).toBe("z5");
    expect(tried).toHaveLength(1 + 2 * (10 * 2 + 1));
    expect(tried.slice(1, 4)).toEqual(["g0x1 z5", "g0x2 z5", "g0x2 g1x1 z5"]);
  });

  test("asks for no choice that an exclusion forbids", () => {
    const { tried, chosen: kept } = chosen(groups(10), digits, { exclusions: [["g0x", "g1x"]] });
    expect(kept).toContain("g0x2");
    expect(kept).not.toContain("g1x");
    expect(tried.some((one) => one.includes("g0x") && one.includes("g1x"))).toBe(false);
  });

  test("asks for no more than 2048 pricings, however many the choices of a group", () => {
    const wide = (group: string): readonly string[] =>
      Array.from({ length: 600 }, (_, i) => `${group}${String.fromCharCode(0x4e00 + i)}`);
    const { tried } = chosen([...wide("a"), ...wide("b")], ({ length }) => length);
    expect(tried).toHaveLength(1 + 2048);
  });
});
