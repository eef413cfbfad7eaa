import fc from "fast-check";
import type { Promotion } from "../rules-document.js";
import { goodsLeaf, products } from "./goods.js";

const yuanAmounts = ["0.01", "0.10", "1.00", "3.33", "5.00", "10.00", "19.99", "20.00", "99.90"];
export const money: fc.Arbitrary<string> = fc.constantFrom(...yuanAmounts);
const shares = fc.constantFrom("0%", "12.5%", "50%", "70%", "88%", "90%", "99.9%", "100%");
const counts = fc.constantFrom("deal", "running");
const atMost = fc.integer({ min: 1, max: 3 });

const nthItem = fc
  .record({ nth: fc.integer({ min: 2, max: 4 }), pay: shares })
  .map((terms): Promotion => ({ kind: "nth-item", id: "", ...terms }));

const nthRates = fc
  .record({ rates: fc.array(shares, { minLength: 1, maxLength: 3 }), repeat: fc.boolean() })
  .map((terms): Promotion => ({ kind: "nth-item", id: "", ...terms }));

const buyGet = fc
  .record(
    { buy: fc.integer({ min: 1, max: 3 }), get: fc.integer({ min: 1, max: 2 }), atMost },
    { requiredKeys: ["buy", "get"] },
  )
  .map((terms): Promotion => ({ kind: "buy-n-get-m", id: "", ...terms }));

const dearestFree = fc
  .record({ buy: fc.integer({ min: 1, max: 2 }), get: fc.integer({ min: 1, max: 2 }) })
  .map((terms): Promotion => ({ kind: "buy-n-get-m", id: "", free: "dearest", ...terms }));

const pools = fc
  .record({
    buy: fc.integer({ min: 1, max: 2 }),
    get: fc.constant(1),
    getGoods: goodsLeaf,
    pay: shares,
  })
  .map((terms): Promotion => ({ kind: "buy-n-get-m", id: "", ...terms }));

const addOnPrice = fc
  .record({ amount: money, addOn: goodsLeaf, price: money, every: fc.boolean(), atMost })
  .map((terms): Promotion => ({ kind: "add-on-price", id: "", ...terms }));

const gifts = fc
  .record({
    buy: fc.integer({ min: 1, max: 3 }),
    get: fc.integer({ min: 1, max: 2 }),
    atMost,
  })
  .map((terms): Promotion => ({ kind: "buy-n-get-m", id: "", mode: "add-on", ...terms }));

const bundle = fc
  .record({
    parts: fc.array(fc.record({ goods: goodsLeaf, pieces: fc.integer({ min: 1, max: 2 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
    price: money,
  })
  .map((terms): Promotion => ({ kind: "bundle", id: "", ...terms }));

const pick = fc
  .record({ pieces: fc.integer({ min: 2, max: 3 }), price: money })
  .map((terms): Promotion => ({ kind: "pick-m-for-price", id: "", ...terms }));

/**
 * Promotions that take units (第N件, 买N送M, 加价购, N元任选, 组合价, percent, amount and price on each piece), without goods,
 * conditions or an id of their own: `ruleSets` and `promotionLists` add them.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { itemPromotions } from "@tillwright/pricing-engine/testing";
 *
 * fc.sample(itemPromotions, { numRuns: 5, seed: 1 }).every(({ id }) => id === ""); //=> true
 * ```
 *
 * @public
 */
export const itemPromotions: fc.Arbitrary<Promotion> = fc.oneof(
  shares.map((pay): Promotion => ({ kind: "percent-off", id: "", pay })),
  money.map((off): Promotion => ({ kind: "amount-off", id: "", off })),
  money.map((price): Promotion => ({ kind: "fixed-price", id: "", price })),
  nthItem,
  nthRates,
  buyGet,
  dearestFree,
  pools,
  addOnPrice,
  gifts,
  bundle,
  pick,
);

/** Terms of a kind, with a cap or without. */
function capped<Terms extends object>(
  terms: fc.Arbitrary<Terms>,
): fc.Arbitrary<Terms & { readonly cap?: string }> {
  const cap = fc.oneof(
    fc.constant({}),
    money.map((most) => ({ cap: most })),
  );
  return fc.tuple(terms, cap).map(([own, more]) => ({ ...own, ...more }));
}

/**
 * Promotions on a sum (满减, 每满减, 阶梯满减, 满折) and those that run as coupons, without goods, conditions or an id of
 * their own.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { orderPromotions } from "@tillwright/pricing-engine/testing";
 *
 * fc.sample(orderPromotions, { numRuns: 5, seed: 1 }).length; //=> 5
 * ```
 *
 * @public
 */
export const orderPromotions: fc.Arbitrary<Promotion> = fc.oneof(
  capped(fc.record({ amount: money, off: money, counts })).map(
    (terms): Promotion => ({ kind: "threshold", id: "", ...terms }),
  ),
  capped(fc.record({ amount: money, off: money, counts, atMost })).map(
    (terms): Promotion => ({ kind: "every", id: "", ...terms }),
  ),
  capped(fc.record({ counts, first: money, second: money })).map(
    ({ first, second, ...terms }): Promotion => ({
      kind: "steps",
      id: "",
      ...terms,
      steps: [
        { amount: "5.00", off: first },
        { amount: "20.00", off: second },
      ],
    }),
  ),
  capped(fc.record({ pieces: fc.integer({ min: 1, max: 4 }), pay: shares, counts })).map(
    (terms): Promotion => ({ kind: "threshold-rate", id: "", ...terms }),
  ),
  shares.map((pay): Promotion => ({ kind: "percent-off", id: "", lane: "coupon", pay })),
  shares.map(
    (pay): Promotion => ({ kind: "percent-off", id: "", lane: "order", base: "list", pay }),
  ),
  fc.record({ amount: money, every: fc.boolean(), atMost }).map(
    (terms): Promotion => ({
      kind: "gift",
      id: "",
      gifts: [{ product: "cup", value: "3.00" }],
      ...terms,
    }),
  ),
  money.map((off): Promotion => ({ kind: "amount-off", id: "", lane: "coupon", off })),
  fc.constant<Promotion>({ kind: "offered-amount", id: "" }),
);

const priceTable = fc.dictionary(fc.constantFrom(...products), money, { maxKeys: 3 });

/**
 * Promotions that set the price of a unit before anything else is looked at (会员价, 限时价, price lists, 会员折扣).
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { pricePromotions } from "@tillwright/pricing-engine/testing";
 *
 * fc.sample(pricePromotions, { numRuns: 5, seed: 1 }).length; //=> 5
 * ```
 *
 * @public
 */
export const pricePromotions: fc.Arbitrary<Promotion> = fc.oneof(
  priceTable.map((prices): Promotion => ({ kind: "member-price", id: "", prices })),
  fc.record({ prices: priceTable, piecesPerMember: fc.integer({ min: 1, max: 5 }) }).map(
    (terms): Promotion => ({
      kind: "flash-price",
      id: "",
      during: { daily: { from: "08:00", until: "20:00" } },
      ...terms,
    }),
  ),
  fc.constant<Promotion>({ kind: "price-list", id: "", list: "card" }),
  shares.map((pay): Promotion => ({ kind: "member-rate", id: "", pay })),
  shares.map((gold): Promotion => ({ kind: "member-rate", id: "", byTier: { gold } })),
);
