import type { Basket, BasketLine, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import {
  baskets,
  basketsFor,
  itemPromotions,
  orderPromotions,
  pricePromotions,
  promotionLists,
  ruleSets,
} from "@tillwright/pricing-engine/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rules } from "./build.js";

// A law that is tried on baskets which never meet its edges holds for nothing, so what is drawn is looked at: five hundred
// of each, always the same.

function drawn<Value>(from: fc.Arbitrary<Value>): readonly Value[] {
  return fc.sample(from, { numRuns: 500, seed: 20_270_615 });
}

/** Every value that occurs, once, in order. */
function distinct(values: Iterable<unknown>): readonly unknown[] {
  return [...new Set(values)].sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

const numbers = (values: Iterable<number>): readonly number[] =>
  [...new Set(values)].sort((a, b) => a - b);
const linesOf = (all: readonly Basket[]): readonly BasketLine[] =>
  all.flatMap(({ lines }) => lines);

describe("baskets", () => {
  const draw = () => {
    const all = drawn(baskets());
    const lines = linesOf(all);
    const labelled = lines.filter(({ price }) => price.amount !== undefined);
    const weighed = lines.filter(({ quantity }) => quantity.kind === "measure");
    return { all, lines, labelled, weighed };
  };

  test("have up to seven lines, or as many as are wished, and sometimes none", () => {
    const { all } = draw();
    expect(numbers(all.map((one) => one.lines.length))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const few = drawn(baskets({ maxLines: 2 }));
    expect(numbers(few.map((one) => one.lines.length))).toEqual([0, 1, 2]);
  });

  test("hold counted goods more often than weighed or labelled ones", () => {
    const { lines, labelled, weighed } = draw();
    expect(weighed.length).toBeGreaterThan(lines.length / 10);
    expect(labelled.length).toBeGreaterThan(lines.length / 10);
    expect(lines.length - weighed.length - labelled.length).toBeGreaterThan(lines.length / 2);
  });

  test("hold weighed fish that promotions on c1, t2 and fresh goods take", () => {
    const { weighed } = draw();
    expect(weighed.map(({ productId }) => productId)).toContain("fish");
    expect(
      distinct(
        weighed.map(({ department, categories, tags }) =>
          [department, ...categories, ...tags].join(),
        ),
      ),
    ).toEqual(["fresh,c1,t2"]);
  });

  test("hold labels with a price of a list and with vouchers of two promotions", () => {
    const { labelled } = draw();
    const keys = labelled.map(({ listPrices = {}, offered = {} }) => [
      ...Object.keys(listPrices),
      ...Object.keys(offered),
    ]);
    expect(distinct(keys.map(String))).toEqual(["card,p0,p1"]);
    expect(labelled.some(({ offered = {} }) => (offered["p0"] ?? 0) > 0)).toBe(true);
  });

  test("hold the same product in several lines, under ids of their own", () => {
    const { all } = draw();
    const twice = all.filter(
      (one) => new Set(one.lines.map(({ productId }) => productId)).size < one.lines.length,
    );
    expect(twice.length).toBeGreaterThan(all.length / 3);
    for (const one of all) {
      expect(new Set(one.lines.map(({ lineId }) => lineId)).size).toBe(one.lines.length);
    }
  });

  test("are bought at one store's till with either code, both or none", () => {
    const { all } = draw();
    expect(distinct(all.map(({ storeId, channel }) => `${storeId} ${channel}`))).toEqual([
      "s1 till",
    ]);
    expect(distinct(all.map(({ codes }) => codes.join()))).toEqual([
      "",
      " MORE ",
      "save",
      "save, MORE ",
    ]);
  });

  test("count each limit once by scope, and several limits", () => {
    const { all } = draw();
    const counts = all.map(({ usage }) => usage.map((one) => `${one.scope} ${one.promotionId}`));
    expect(numbers(counts.map((one) => one.length))).toEqual([0, 1, 2, 3]);
    for (const one of counts) expect(new Set(one).size).toBe(one.length);
  });
});

describe("promotions", () => {
  test("of every kind, with an id that is given later", () => {
    const kinds = (from: fc.Arbitrary<Promotion>) => distinct(drawn(from).map(({ kind }) => kind));
    expect(kinds(itemPromotions)).toEqual([
      "add-on-price",
      "amount-off",
      "bundle",
      "buy-n-get-m",
      "fixed-price",
      "nth-item",
      "percent-off",
      "pick-m-for-price",
    ]);
    expect(kinds(orderPromotions)).toEqual([
      "amount-off",
      "every",
      "gift",
      "offered-amount",
      "percent-off",
      "steps",
      "threshold",
      "threshold-rate",
    ]);
    expect(kinds(pricePromotions)).toEqual([
      "flash-price",
      "member-price",
      "member-rate",
      "price-list",
    ]);
    for (const from of [itemPromotions, orderPromotions, pricePromotions]) {
      expect(distinct(drawn(from).map(({ id }) => id))).toEqual([""]);
    }
  });

  test("with gifts in both modes, caps on some, and rates for everybody or for gold", () => {
    const items = drawn(itemPromotions).filter(({ kind }) => kind === "buy-n-get-m");
    expect(distinct(items.map((one) => ("mode" in one ? one.mode : "in-basket")))).toEqual([
      "add-on",
      "in-basket",
    ]);
    const sums = drawn(orderPromotions).filter(({ kind }) => kind === "threshold");
    expect(distinct(sums.map((one) => "cap" in one))).toEqual([false, true]);
    const rates = drawn(pricePromotions).filter(({ kind }) => kind === "member-rate");
    const tiers = rates.map((one) => ("byTier" in one ? Object.keys(one.byTier ?? {}).join() : ""));
    expect(distinct(tiers)).toEqual(["", "gold"]);
  });

  test("in lists of up to six, or as many as are wished, named by their places", () => {
    const lists = drawn(promotionLists(itemPromotions));
    expect(numbers(lists.map(({ length }) => length))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const short = drawn(promotionLists(itemPromotions, { maxLength: 2 }));
    expect(numbers(short.map(({ length }) => length))).toEqual([0, 1, 2]);
    for (const list of lists) expect(list.map(({ id }) => id)).toEqual(list.map((_, i) => `p${i}`));
  });
});

describe("rule sets", () => {
  const draw = () => {
    const all = drawn(ruleSets());
    return { all, promotions: all.flatMap((one) => one.promotions) };
  };

  test("have up to eight promotions, or as many as are wished", () => {
    const { all } = draw();
    expect(numbers(all.map((one) => one.promotions.length))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const few = drawn(ruleSets({ maxPromotions: 2 }));
    expect(numbers(few.map((one) => one.promotions.length))).toEqual([0, 1, 2]);
  });

  test("have groups that exclude each other or do not, and promotions beside them", () => {
    const { all, promotions } = draw();
    expect(distinct(promotions.map(({ group }) => group))).toEqual(["g1", "g2", undefined]);
    expect(distinct(all.map(({ exclusions }) => JSON.stringify(exclusions)))).toEqual([
      '[["g1","g2"]]',
      undefined,
    ]);
    const free = promotions.filter(({ group }) => group === undefined);
    expect(free.length).toBeGreaterThan(promotions.length / 3);
    const rivals = all.filter(
      (one) => one.promotions.filter(({ group }) => group === "g1").length > 1,
    );
    expect(rivals.length).toBeGreaterThan(all.length / 5);
  });

  test("run in the usual order of the lanes, or in another that begins and ends like it", () => {
    const { all } = draw();
    const lanes = all.map((one) => one.lanes).filter((one) => one !== undefined);
    expect(lanes.length).toBeGreaterThan(all.length / 10);
    expect(lanes.length).toBeLessThan(all.length / 3);
    for (const one of lanes) {
      expect([one[0], ...one.slice(5)]).toEqual(["unit-price", "points", "fee", "tax"]);
      expect(one.slice(1, 5).toSorted()).toEqual(["coupon", "item", "manual", "order"]);
    }
    expect(new Set(lanes.map(String)).size).toBeGreaterThan(10);
  });

  test("have promotions for some goods, under conditions, opened by offers and codes, and limited", () => {
    const { promotions } = draw();
    const share = (has: (one: Promotion) => boolean): number =>
      promotions.filter(has).length / promotions.length;
    for (const has of [
      (one: Promotion) => one.goods !== undefined,
      (one: Promotion) => one.when !== undefined,
      (one: Promotion) => one.priority !== undefined,
      (one: Promotion) => one.fundedBy !== undefined,
    ]) {
      expect(share(has)).toBeGreaterThan(0.3);
      expect(share(has)).toBeLessThan(0.9);
    }
    for (const has of [
      (one: Promotion) => one.needs === "offer",
      (one: Promotion) => one.needs === "code",
      (one: Promotion) => one.limits !== undefined,
      (one: Promotion) => one.limits !== undefined && one.goods !== undefined,
    ]) {
      expect(share(has)).toBeGreaterThan(0.02);
      expect(share(has)).toBeLessThan(0.3);
    }
  });
});

describe("basketsFor", () => {
  const document: RulesDocument = rules([
    {
      kind: "threshold",
      id: "off",
      amount: "50.00",
      off: "0.01",
      goods: { category: ["c1", "c2", "c3", "c4", "c5"] },
      when: {
        all: [{ store: "s9" }, { channel: "app" }, { tier: "gold" }, { memberTag: "staff" }],
      },
      needs: "code",
      codes: ["SPRING", "MAY"],
    },
    {
      kind: "nth-item",
      id: "half",
      nth: 5,
      pay: "50%",
      goods: { any: [{ attribute: { name: "size", is: "xl" } }, { product: "tea" }, { tag: "t" }] },
      when: { window: { from: "2030-01-01T00:00:00Z" } },
    },
    {
      kind: "price-list",
      id: "club",
      list: "club",
      goods: { any: [{ brand: "b" }, { department: "d" }] },
      when: { dates: { from: "2029-03-01" } },
    },
  ]);
  const draw = () => {
    const all = drawn(basketsFor(document));
    return { all, lines: linesOf(all) };
  };

  test("name what the rules name, and something else", () => {
    const { all, lines } = draw();
    expect(distinct(all.map(({ storeId }) => storeId))).toEqual(["s1", "s9"]);
    expect(distinct(all.map(({ channel }) => channel))).toEqual(["app", "till"]);
    expect(distinct(all.map(({ codes }) => codes.join()))).toEqual([
      "",
      "MAY",
      "SPRING",
      "SPRING,MAY",
    ]);
    expect(distinct(lines.map(({ productId }) => productId))).toEqual(["other", "tea"]);
    expect(distinct(lines.map(({ department }) => department))).toEqual(["d", "other"]);
    expect(distinct(lines.map(({ brand }) => brand))).toEqual(["b", null]);
    expect(distinct(lines.map(({ tags }) => tags.join()))).toEqual(["", "t"]);
    expect(numbers(lines.map(({ categories }) => categories.length))).toEqual([0, 1, 2, 3]);
    expect(distinct(lines.flatMap(({ categories }) => categories))).toEqual([
      "c1",
      "c2",
      "c3",
      "c4",
      "c5",
    ]);
    expect(distinct(lines.map(({ attributes }) => JSON.stringify(attributes)))).toEqual([
      '{"size":"xl"}',
      undefined,
    ]);
  });

  test("belong to members and to nobody", () => {
    const { all } = draw();
    const members = all.flatMap(({ member }) => member ?? []);
    expect(members.length).toBeLessThan(all.length);
    expect(members.length).toBeGreaterThan(all.length / 2);
    expect(distinct(members.map(({ memberId }) => memberId))).toEqual(["m1"]);
    expect(distinct(members.map(({ tier }) => tier))).toEqual(["gold", null]);
    expect(distinct(members.map(({ tags }) => tags.join()))).toEqual(["", "staff"]);
    expect(distinct(members.map(({ birthday }) => JSON.stringify(birthday)))).toEqual(
      ["null", '{"month":6,"day":15,"year":null}'].toSorted(),
    );
    expect(numbers(members.map(({ purchases }) => purchases))).toEqual([0, 1, 2, 3]);
    const offers = members.flatMap((one) => one.offers);
    expect(distinct(offers.map(({ offerId }) => offerId))).toEqual(["club", "half", "off"]);
    for (const offer of offers) {
      expect(offer).toEqual({
        offerId: offer.promotionId,
        promotionId: offer.promotionId,
        validUntil: null,
      });
    }
  });

  test("cost a fen below, at and above each amount, half of it, and what thresholds do not know", () => {
    const { lines } = draw();
    const prices = lines.map(({ price }) => (price.unit?.micros ?? 0) / 10_000);
    expect(numbers(prices)).toEqual([1, 2, 333, 1000, 2500, 4999, 5000, 5001, 9990]);
    expect(lines.every(({ price }) => price.unit?.per === 1 && price.unit.unit === "piece")).toBe(
      true,
    );
    const wide = rules([{ kind: "threshold", id: "m", amount: "1000000.00", off: "1000000.01" }]);
    const dear = linesOf(drawn(basketsFor(wide))).map(
      ({ price }) => (price.unit?.micros ?? 0) / 10_000,
    );
    expect(numbers(dear).slice(-3)).toEqual([50_000_001, 99_999_999, 100_000_000]);
    const yen = drawn(basketsFor({ ...rules([]), currency: "JPY" }));
    expect(numbers(linesOf(yen).map(({ price }) => (price.unit?.micros ?? 0) / 1_000_000))).toEqual(
      [1, 333, 1000, 9990],
    );
  });

  test("hold as many pieces as the rules count and one more, and a dozen at the most unless they count more", () => {
    const countsOf = (nth: number) =>
      numbers(
        linesOf(drawn(basketsFor(rules([{ kind: "nth-item", id: "h", nth, pay: "50%" }])))).map(
          ({ quantity }) => (quantity.kind === "pieces" ? quantity.count : 0),
        ),
      );
    expect(countsOf(5)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(countsOf(40)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 40]);
    const plain = linesOf(drawn(basketsFor(rules([]))));
    expect(
      numbers(plain.map(({ quantity }) => (quantity.kind === "pieces" ? quantity.count : 0))),
    ).toEqual([1, 2, 3, 4]);
  });

  test("bring half of the price for a list that the rules name", () => {
    const { lines } = draw();
    const brought = lines.filter(({ listPrices }) => listPrices !== undefined);
    expect(brought.length).toBeGreaterThan(lines.length / 4);
    expect(brought.length).toBeLessThan(lines.length);
    for (const { price, quantity, listPrices } of brought) {
      const count = quantity.kind === "pieces" ? quantity.count : 0;
      const whole = ((price.unit?.micros ?? 0) / 10_000) * count;
      expect(listPrices).toEqual({ club: Math.floor(whole / 2) });
    }
  });

  test("are bought at the edges of the rules, around their days, and around one noon", () => {
    const { all } = draw();
    const instant = Date.UTC(2030, 0, 1);
    const [early, late] = [instant - 1, instant].map((at) => all.filter((one) => one.at === at));
    expect([early?.length, late?.length].every((count) => (count ?? 0) > 20)).toBe(true);
    const hour = 3_600_000;
    const around = (noon: number) =>
      all.map(({ at }) => (at - noon) / hour).filter((hours) => Math.abs(hours) < 24 * 30);
    for (const noon of [Date.UTC(2027, 5, 15, 4), Date.UTC(2029, 2, 1, 4)]) {
      const hours = around(noon);
      expect(hours.every(Number.isInteger)).toBe(true);
      expect(Math.min(...hours)).toBeGreaterThanOrEqual(-24 - 12);
      expect(Math.min(...hours)).toBeLessThan(-12);
      expect(Math.max(...hours)).toBeLessThanOrEqual(7 * 24 + 11);
      expect(Math.max(...hours)).toBeGreaterThan(6 * 24 + 11);
    }
  });

  test("stand in lines of their own, up to six or as many as are wished, in the store's zone", () => {
    const { all, lines } = draw();
    expect(numbers(all.map((one) => one.lines.length))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const few = drawn(basketsFor(document, { maxLines: 1, zone: "America/New_York" }));
    expect(numbers(few.map((one) => one.lines.length))).toEqual([0, 1]);
    expect(distinct(few.map(({ zone }) => zone))).toEqual(["America/New_York"]);
    expect(distinct(all.map(({ zone }) => zone))).toEqual(["Asia/Shanghai"]);
    expect(distinct(lines.map(({ lineId }) => lineId))).toEqual([
      "l0",
      "l1",
      "l2",
      "l3",
      "l4",
      "l5",
    ]);
  });
});
