import {
  type Basket,
  type BasketLine,
  defaultLanes,
  type Lane,
  type PricedBasket,
  type Promotion,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import type { MemberFacts } from "@tillwright/values";

export const inShanghai = (text: string): number => Date.parse(`${text}+08:00`);

/** A line of `count` pieces at `yuan` each. */
export function line(
  productId: string,
  yuan: number,
  count = 1,
  more: Partial<BasketLine> = {},
): BasketLine {
  return {
    lineId: productId,
    productId,
    quantity: { kind: "pieces", count },
    price: { unit: { micros: Math.round(yuan * 1_000_000), per: 1, unit: "piece" } },
    department: "food",
    categories: [],
    brand: null,
    tags: [],
    ...more,
  };
}

/** Pieces of one product at a price each, by their prices. */
export function lines(...yuan: readonly number[]): readonly BasketLine[] {
  return yuan.map((price, i) => line(`p${i + 1}`, price));
}

export const nobody: Basket = {
  currency: "CNY",
  at: inShanghai("2027-06-15T12:00:00"),
  zone: "Asia/Shanghai",
  storeId: "s1",
  channel: "till",
  member: null,
  lines: [],
  codes: [],
  points: null,
  usage: [],
};

export function basket(of: readonly BasketLine[], more: Partial<Basket> = {}): Basket {
  return { ...nobody, lines: of, ...more };
}

export function member(more: Partial<MemberFacts> = {}): MemberFacts {
  return {
    memberId: "m1",
    tier: null,
    tags: [],
    birthday: null,
    joinedOn: null,
    purchases: 0,
    offers: [],
    ...more,
  };
}

export function rules(
  promotions: readonly Promotion[],
  more: Partial<RulesDocument> = {},
): RulesDocument {
  return { format: "tillwright.rules/1", currency: "CNY", promotions, ...more };
}

/** Prices a basket by rules that have passed the parser. */
export function price(document: RulesDocument, of: Basket): PricedBasket {
  const parsed = parseRules(document);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join("\n"));
  return compile(parsed.value).price(of);
}

/** What is owed in yuan. */
export function due(document: RulesDocument, of: Basket): number {
  return price(document, of).totals.due / 100;
}

/** Lanes in which order promotions come before those that take units. */
export const orderBeforeItems: readonly Lane[] = [
  "unit-price",
  "order",
  "item",
  ...defaultLanes.slice(3),
];
