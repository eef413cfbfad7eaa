import type { MinorUnits } from "@tillwright/values";
import type { Basket, BasketLine } from "../../basket.js";
import type { PricingEngine } from "../../engine.js";
import type { PricedBasket, PricedLine } from "../../priced-basket.js";
import { unitsBefore } from "../share.js";
import { moneyOf, pinnedTo } from "./pinned.js";
import type { UnitCounts } from "./units-back.js";

/** The kept units by themselves under the rules of the sale: at its moment, for its member, with its codes, without points. */
export function priceKept(
  engine: PricingEngine,
  basket: Basket,
  kept: UnitCounts,
  { certificate }: PricedBasket,
): PricedBasket {
  const { returns: _returns, ...sold } = basket;
  const lines = basket.lines.flatMap((line): readonly BasketLine[] => {
    const count = (kept.get(line.lineId) ?? []).reduce((sum, one) => sum + one, 0);
    return count === 0 ? [] : [keptLine(line, count)];
  });
  const { objective } = certificate;
  return engine.price({ ...sold, points: null, lines }, { objective });
}

/** A line with fewer pieces; amounts of the whole line are its even share, the odd minor units with the first pieces. */
function keptLine(line: BasketLine, count: number): BasketLine {
  const { quantity, price, listPrices, offered } = line;
  if (quantity.kind !== "pieces" || quantity.count === count) return line;
  const share = (amount: MinorUnits): MinorUnits => unitsBefore(amount, quantity.count, count);
  const shares = (
    amounts: Readonly<Record<string, MinorUnits>>,
  ): Readonly<Record<string, MinorUnits>> =>
    Object.fromEntries(Object.entries(amounts).map(([id, amount]) => [id, share(amount)]));
  return {
    ...line,
    quantity: { kind: "pieces", count },
    price: price.amount === undefined ? price : { amount: share(price.amount) },
    ...(listPrices === undefined ? {} : { listPrices: shares(listPrices) }),
    ...(offered === undefined ? {} : { offered: shares(offered) }),
  };
}

/** What goods that no points pay for cost without fees, tax in it. */
export function goodsValue(priced: PricedBasket): MinorUnits {
  return priced.lines.reduce((sum, line) => sum + moneyOf(line, priced.taxIncluded), 0);
}

/** What was paid for units, in money and by points. */
export function paidValue(priced: PricedBasket, counts: UnitCounts): MinorUnits {
  const { money, offset } = pinnedTo(priced, counts);
  return money + offset;
}

interface FreeUnits {
  readonly count: number;
  /** Their deal prices, cheapest first. */
  readonly deals: readonly MinorUnits[];
}

/** The price of the free units that the customer keeps and that the kept goods no longer earn, the cheapest of them. */
export function unearnedGifts(
  sold: PricedBasket,
  kept: UnitCounts,
  repriced: PricedBasket,
): MinorUnits {
  const earned = freeUnits(repriced.lines, null);
  let charge = 0;
  for (const [promotionId, { count, deals }] of freeUnits(sold.lines, kept)) {
    const unearned = count - (earned.get(promotionId)?.count ?? 0);
    charge += deals.slice(0, Math.max(0, unearned)).reduce((sum, deal) => sum + deal, 0);
  }
  return charge;
}

/** Units that an item promotion gave away, by its id. */
function freeUnits(
  lines: readonly PricedLine[],
  counts: UnitCounts | null,
): ReadonlyMap<string, FreeUnits> {
  const free = new Map<string, MinorUnits[]>();
  for (const { lineId, runs } of lines) {
    runs.forEach((run, i) => {
      const { takenBy, deal, paid, pointsOffset } = run;
      if (takenBy === null || deal === 0 || paid + pointsOffset > 0) return;
      const count = counts === null ? run.count : (counts.get(lineId)?.[i] ?? 0);
      const deals = free.get(takenBy) ?? [];
      for (let unit = 0; unit < count; unit++) deals.push(deal);
      free.set(takenBy, deals);
    });
  }
  return new Map(
    [...free].map(([id, deals]) => [
      id,
      { count: deals.length, deals: deals.sort((a, b) => a - b) },
    ]),
  );
}
