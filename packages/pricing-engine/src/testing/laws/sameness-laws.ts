import type { Basket, BasketLine } from "../../basket.js";
import type { PricingEngine } from "../../engine.js";
import { defaultLanes } from "../../lanes.js";
import type { PricedBasket } from "../../priced-basket.js";
import { bytesWithoutLines, compileWith, type Law, sum } from "./law.js";

/** The same basket and rules give the same bytes, from copies too, and neither is changed. */
export const sameInputSameBytes: Law = (engine, basket, options) => {
  const before = JSON.stringify([engine.rules, basket]);
  const first = JSON.stringify(engine.price(basket));
  const copies: [typeof engine.rules, Basket] = JSON.parse(before);
  const again = JSON.stringify(compileWith(engine, options)(copies[0]).price(copies[1]));
  const broken: string[] = [];
  if (JSON.stringify(engine.price(basket)) !== first) broken.push("a second time other bytes came");
  if (again !== first) broken.push("copies of the rules and the basket gave other bytes");
  if (JSON.stringify([engine.rules, basket]) !== before) {
    broken.push("pricing changed the rules or the basket");
  }
  return broken;
};

/** Lines in another order cost the same, each of them. */
export const orderOfLines: Law = (engine, basket) => {
  const before = engine.price(basket);
  return otherOrders(basket.lines).flatMap((lines) =>
    differences(before, engine.price({ ...basket, lines }), "the lines in another order"),
  );
};

/** Promotions in another order give the same bytes. */
export const orderOfRules: Law = (engine, basket, options) => {
  const before = engine.price(basket);
  return otherOrders(engine.rules.promotions).flatMap((promotions) => {
    const other = compileWith(engine, options)({ ...engine.rules, promotions });
    return differences(before, other.price(basket), "the promotions in another order");
  });
};

function otherOrders<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  if (values.length < 2) return [];
  const middle = Math.ceil(values.length / 2);
  return [[...values].reverse(), [...values.slice(middle), ...values.slice(0, middle)]];
}

function differences(before: PricedBasket, after: PricedBasket, what: string): readonly string[] {
  if (bytesWithoutLines(before) !== bytesWithoutLines(after))
    return [`${what} cost something else`];
  const others = new Map(after.lines.map((line) => [line.lineId, JSON.stringify(line)]));
  return before.lines
    .filter((line) => others.get(line.lineId) !== JSON.stringify(line))
    .map(({ lineId }) => `${what}: line ${lineId} costs something else`);
}

/**
 * Whether nothing but unit prices comes before item promotions. Where an order promotion comes first, its odd minor units have
 * made equal pieces differ by one, and which of them then comes free can depend on their lines.
 */
function takesEqualUnits({ rules }: PricingEngine): boolean {
  return (rules.lanes ?? defaultLanes).indexOf("item") <= 1;
}

/** One line of three pieces is the same as two lines of one and of two: every total and every promotion. */
export const splittingLines: Law = (engine, basket) => {
  if (!takesEqualUnits(engine)) return [];
  const split = { ...basket, lines: basket.lines.flatMap(inTwo) };
  return bytesWithoutLines(engine.price(split)) === bytesWithoutLines(engine.price(basket))
    ? []
    : ["the basket costs something else when its lines are split"];
};

function inTwo(line: BasketLine): readonly BasketLine[] {
  const { quantity, price } = line;
  if (quantity.kind !== "pieces" || quantity.count < 2 || price.unit === undefined) return [line];
  if (line.listPrices !== undefined || line.offered !== undefined) return [line];
  return [
    { ...line, quantity: { kind: "pieces", count: 1 } },
    {
      ...line,
      lineId: `${line.lineId} (2)`,
      quantity: { kind: "pieces", count: quantity.count - 1 },
    },
  ];
}

/** Two lines of the same goods are the same as one: every total and every promotion. */
export const mergingLines: Law = (engine, basket) => {
  if (!takesEqualUnits(engine)) return [];
  const merged = { ...basket, lines: mergeEqual(basket.lines) };
  return bytesWithoutLines(engine.price(merged)) === bytesWithoutLines(engine.price(basket))
    ? []
    : ["the basket costs something else when equal lines are one"];
};

function mergeEqual(lines: readonly BasketLine[]): readonly BasketLine[] {
  const byGoods = new Map<string, BasketLine[]>();
  for (const line of lines) {
    const { lineId, quantity, ...goods } = line;
    const alike = quantity.kind === "pieces" && line.price.unit !== undefined;
    const own = alike && line.listPrices === undefined && line.offered === undefined;
    const key = own ? JSON.stringify(goods) : `line ${lineId}`;
    const group = byGoods.get(key);
    if (group === undefined) byGoods.set(key, [line]);
    else group.push(line);
  }
  return [...byGoods.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const counts = group.map(({ quantity }) => (quantity.kind === "pieces" ? quantity.count : 0));
    return [{ ...first, quantity: { kind: "pieces" as const, count: sum(counts) } }];
  });
}

/** Goods that take part in nothing cost their price and change no other line. */
export const unrelatedLineChangesNothing: Law = (engine, basket) => {
  const bag: BasketLine = {
    lineId: "a bag that takes part in nothing",
    productId: "a bag that takes part in nothing",
    quantity: { kind: "pieces", count: 2 },
    price: { amount: 61 },
    department: "",
    categories: [],
    brand: null,
    tags: [],
  };
  const plain = basket.points === null ? basket : { ...basket, points: null };
  const alone = engine.price(plain);
  const together = engine.price({ ...plain, lines: [...plain.lines, bag] });
  const added = together.lines[together.lines.length - 1];
  if (added === undefined || touched(added.adjustments, added.runs)) return [];
  const joins = engine.rules.promotions.some(({ goods }) => goods === undefined || "not" in goods);
  if (joins) return [];
  return JSON.stringify(together.lines.slice(0, -1)) === JSON.stringify(alone.lines)
    ? []
    : ["a line that no promotion concerns changed the others"];
};

function touched(
  adjustments: readonly unknown[],
  runs: readonly { readonly takenBy: string | null }[],
): boolean {
  return adjustments.length > 0 || runs.some(({ takenBy }) => takenBy !== null);
}
