import type { GiftOffer, GiftRight, RunningGoods } from "../../effect.js";
import type { GiftOption } from "../../goods-promotions.js";
import type { TermReader } from "../../term-reader.js";

export function giftOffer({ product, value }: GiftOption, reader: TermReader): GiftOffer {
  return { productId: product, value: reader.money(value) };
}

/** 买N送M beside the basket: of all goods together where a product is named, else of each product by itself. */
export function addOnRights(
  goods: readonly RunningGoods[],
  buy: number,
  get: number,
  atMost: number | null,
  offer: GiftOffer | null,
): readonly GiftRight[] {
  let left = atMost ?? Number.POSITIVE_INFINITY;
  const rights: GiftRight[] = [];
  for (const { productId, pieces, value } of productsOf(goods, offer)) {
    const times = Math.min(Math.floor(pieces / buy), left);
    if (times === 0) continue;
    left -= times;
    rights.push({ times, count: times * get, offers: [{ productId, value }] });
  }
  return rights;
}

/** Pieces by product. A piece is worth its deal price; where the product has several, the lowest. */
function productsOf(
  goods: readonly RunningGoods[],
  offer: GiftOffer | null,
): readonly { readonly productId: string; readonly pieces: number; readonly value: number }[] {
  const found = new Map<string, { productId: string; pieces: number; value: number }>();
  for (const { line, pieces, deal } of goods) {
    if (pieces === 0) continue;
    const { productId, value } = offer ?? {
      productId: line.productId,
      value: Math.floor(deal / pieces),
    };
    const own = found.get(productId);
    if (own === undefined) found.set(productId, { productId, pieces, value });
    else {
      own.pieces += pieces;
      own.value = Math.min(own.value, value);
    }
  }
  return [...found.values()];
}
