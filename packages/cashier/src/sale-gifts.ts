import type { GiftChoice, GrantedGift, PricedBasket, PricedLine } from "@tillwright/pricing-engine";
import type { Outcome } from "@tillwright/values";
import type { Catalogue } from "./catalogue.js";
import { snapshotOf } from "./product-snapshot.js";
import { type CashierRefusal, refuse } from "./refusal.js";
import type { ProductSnapshot, Sale, SaleLine } from "./sale.js";
import type { SettledGift } from "./settled-sale.js";

/**
 * What a customer takes of the gifts of one promotion: some of its products, or none.
 *
 * @public
 */
export interface GiftTake {
  readonly promotionId: string;
  readonly take: "none" | readonly Pick<GiftChoice, "productId" | "count">[];
}

/** The sale with what the customer takes of a promotion's gifts, in place of what was said before. */
export function takeGifts(
  sale: Sale,
  { promotionId, take }: GiftTake,
): Outcome<Sale, CashierRefusal> {
  const problem =
    take === "none"
      ? undefined
      : take.find(
          ({ count }) => count !== undefined && !(Number.isSafeInteger(count) && count > 0),
        );
  if (problem !== undefined) {
    const quantity = String(problem.count);
    return refuse("cashier.quantity-invalid", `${quantity} is no number of gifts`, { quantity });
  }
  const others = (sale.gifts ?? []).filter((one) => one.promotionId !== promotionId);
  return {
    ok: true,
    value: Object.freeze({ ...sale, gifts: [...others, { promotionId, take }] }),
  };
}

/** The choices as pricing reads them. */
export function giftChoices(gifts: readonly GiftTake[]): readonly GiftChoice[] {
  return gifts.flatMap(({ promotionId, take }) =>
    take === "none" ? [] : take.map((one): GiftChoice => ({ promotionId, ...one })),
  );
}

/** A gift that is handed out: a product was chosen, and the customer does not decline it. */
type HandedOut = GrantedGift & { readonly productId: string };

/** The gifts that go out with a sale. */
export function giftsOf(
  sale: Pick<Sale, "gifts">,
  { gifts }: Pick<PricedBasket, "gifts">,
): readonly HandedOut[] {
  return gifts.filter(
    (gift): gift is HandedOut => gift.productId !== null && !isDeclined(sale, gift.promotionId),
  );
}

function isDeclined({ gifts = [] }: Pick<Sale, "gifts">, promotionId: string): boolean {
  return gifts.some((one) => one.promotionId === promotionId && one.take === "none");
}

/** A gift that the customer still has to choose, or decline. */
export function openGift(
  sale: Pick<Sale, "gifts">,
  { gifts }: Pick<PricedBasket, "gifts">,
): GrantedGift | null {
  const open = gifts.find(
    ({ productId, promotionId }) => productId === null && !isDeclined(sale, promotionId),
  );
  return open ?? null;
}

/** The gifts of a sale as it is settled: lines that cost nothing, so that stock, receipts and refunds reach them like goods. */
export interface GiftLines {
  readonly lines: readonly SaleLine[];
  readonly priced: readonly PricedLine[];
  readonly gifts: readonly SettledGift[];
}

/** Gifts as lines of their own. A product that the catalogue does not hold keeps what is known of it from the goods of the sale. */
export function giftLines(
  sale: Pick<Sale, "gifts" | "lines">,
  priced: PricedBasket,
  catalogue: Pick<Catalogue, "byId">,
): GiftLines {
  const given = giftsOf(sale, priced).map((gift) => ({
    ...gift,
    lineId: `gift ${gift.promotionId} ${gift.productId}`,
  }));
  return {
    lines: given.map(({ lineId, productId, count }) => ({
      lineId,
      product: productOf(productId, sale, catalogue),
      quantity: { kind: "pieces", count },
      price: { amount: 0 },
    })),
    priced: given.map(({ lineId, count }) => freeLine(lineId, count)),
    gifts: given.map(({ lineId, promotionId, count, value }) => ({
      lineId,
      promotionId,
      count,
      value,
    })),
  };
}

function productOf(
  productId: string,
  { lines }: Pick<Sale, "lines">,
  { byId }: Pick<Catalogue, "byId">,
): ProductSnapshot {
  const known =
    byId.get(productId) ?? lines.find(({ product }) => product.productId === productId)?.product;
  if (known !== undefined) return snapshotOf(known);
  return { productId, name: productId, department: "gift", categories: [], brand: null, tags: [] };
}

function freeLine(lineId: string, count: number): PricedLine {
  const nothing = { list: 0, deal: 0, paid: 0, tax: 0, pointsOffset: 0 };
  return {
    lineId,
    ...nothing,
    adjustments: [],
    runs: [{ count, ...nothing, points: 0, takenBy: null }],
  };
}
