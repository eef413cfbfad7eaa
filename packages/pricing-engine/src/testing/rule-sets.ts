import fc from "fast-check";
import type { Condition } from "../condition.js";
import { defaultLanes } from "../lanes.js";
import type { Lane } from "../priced-basket.js";
import type { PricePolicy, Promotion, PromotionTerms, RulesDocument } from "../rules-document.js";
import { goodsConditions } from "./goods.js";
import { itemPromotions, money, orderPromotions, pricePromotions } from "./promotions.js";

const basketConditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ member: "any" }),
  fc.constantFrom("silver", "gold").map((tier) => ({ tier })),
  fc.constantFrom(1, 2, 6).map((weekday) => ({ weekday })),
  fc.integer({ min: 0, max: 5 }).map((atLeast) => ({ quantity: { atLeast } })),
  money.map((atLeast) => ({ amount: { atLeast } })),
  fc.constant<Condition>({ daily: { from: "09:00", until: "18:00" } }),
);

type Terms = { readonly [Key in keyof PromotionTerms]: PromotionTerms[Key] };

const anyTerms: fc.Arbitrary<Omit<Terms, "id">> = fc.record(
  {
    goods: goodsConditions,
    when: basketConditions,
    priority: fc.integer({ min: -1, max: 1 }),
    fundedBy: fc.constantFrom("shop", "brand"),
  },
  { requiredKeys: [] },
);

const openedBy: fc.Arbitrary<Omit<Terms, "id">> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 6 },
  fc.constant({ needs: "offer" as const }),
  fc.constant({ needs: "code" as const, codes: ["SAVE", "more"] }),
  fc.record({
    limits: fc.record(
      {
        perMember: fc.integer({ min: 1, max: 3 }),
        total: fc.integer({ min: 1, max: 3 }),
        budget: money,
      },
      { requiredKeys: [] },
    ),
  }),
);

/** What a list of promotions is made of. @public */
export interface PromotionListOptions {
  /** @defaultValue 6 */
  readonly maxLength?: number;
  /** What each is given besides its kind. @defaultValue goods, conditions, a priority and who pays, each or none */
  readonly terms?: fc.Arbitrary<object>;
}

/**
 * Lists of promotions with the ids `p0`, `p1`, … over goods that overlap.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { itemPromotions, promotionLists } from "@tillwright/pricing-engine/testing";
 *
 * const [list] = fc.sample(promotionLists(itemPromotions, { maxLength: 3 }), { numRuns: 1, seed: 4 });
 * list?.every(({ id }, i) => id === `p${i}`); //=> true
 * ```
 *
 * @public
 */
export function promotionLists(
  kinds: fc.Arbitrary<Promotion>,
  { maxLength = 6, terms = anyTerms }: PromotionListOptions = {},
): fc.Arbitrary<readonly Promotion[]> {
  return fc
    .array(fc.tuple(kinds, terms), { maxLength })
    .map((list) => list.map(([kind, more], i): Promotion => ({ ...kind, ...more, id: `p${i}` })));
}

/** What rule sets are made of. @public */
export interface RuleSetOptions {
  /** The promotions to draw from; a vendor adds its own kinds with `fc.oneof`. @defaultValue every built-in kind */
  readonly promotions?: fc.Arbitrary<Promotion>;
  /** @defaultValue 8 */
  readonly maxPromotions?: number;
  /** @defaultValue "CNY" */
  readonly currency?: string;
}

// The lanes that may change places; unit prices come first, points, fees and taxes last.
const lanesInAnyOrder: fc.Arbitrary<readonly Lane[]> = fc
  .shuffledSubarray<Lane>(["item", "order", "coupon", "manual"], { minLength: 4 })
  .map((lanes) => [defaultLanes[0] ?? "unit-price", ...lanes, ...defaultLanes.slice(5)]);

/**
 * Rule documents whose promotions really overlap: few products, groups that exclude each other, conditions, codes, offers,
 * limits, priorities, and now and then another order of the lanes. All of them pass `parseRules`.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse/complete";
 * import { ruleSets } from "@tillwright/pricing-engine/testing";
 * import fc from "fast-check";
 *
 * fc.sample(ruleSets(), { numRuns: 20, seed: 5 }).every((rules) => parseRules(rules).ok); //=> true
 * ```
 *
 * @public
 */
export function ruleSets(options: RuleSetOptions = {}): fc.Arbitrary<RulesDocument> {
  const { maxPromotions = 8, currency = "CNY" } = options;
  const kinds = options.promotions ?? fc.oneof(itemPromotions, orderPromotions, pricePromotions);
  const terms = fc.tuple(anyTerms, openedBy).map(([some, more]) => ({ ...some, ...more }));
  const groups = fc.constantFrom("", "", "g1", "g2");
  return fc
    .record({
      promotions: promotionLists(kinds, { maxLength: maxPromotions, terms }),
      pricePolicy: fc.constantFrom<PricePolicy>("lowest", "priority", "stack"),
      groups: fc.array(groups, { minLength: maxPromotions, maxLength: maxPromotions }),
      exclusive: fc.boolean(),
      lanes: fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, lanesInAnyOrder),
    })
    .map((drawn) => ({
      format: "tillwright.rules/1",
      currency,
      pricePolicy: drawn.pricePolicy,
      ...(drawn.lanes === null ? {} : { lanes: drawn.lanes }),
      ...(drawn.exclusive ? { exclusions: [["g1", "g2"]] } : {}),
      promotions: drawn.promotions.map((one, i) => inGroup(one, drawn.groups[i] ?? "")),
    }));
}

function inGroup(promotion: Promotion, group: string): Promotion {
  return group === "" ? promotion : { ...promotion, group };
}
