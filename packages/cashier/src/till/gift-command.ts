import type { GrantedGift, PricedBasket } from "@tillwright/pricing-engine";
import type { Json } from "@tillwright/values";
import { changeSale } from "../change-sale.js";
import { productName } from "../product.js";
import { type Refused, refuse } from "../refusal.js";
import { memberOf, promotionsOf } from "../rules-json.js";
import type { Sale } from "../sale.js";
import { type GiftTake, openGift } from "../sale-gifts.js";
import type { Answer, SaleView, Till } from "../till.js";
import { bodyOf, type Desk, inTurn, once } from "./desk.js";
import { currentSaleOf } from "./documents.js";
import { written } from "./goods-commands.js";
import { priceSale } from "./price-sale.js";

/** The command that says what the customer takes of the gifts. */
export function giftCommand(desk: Desk): Pick<Till, "takeGifts"> {
  return { takeGifts: (command) => inTurn(desk, () => take(desk, command)) };
}

function take(desk: Desk, command: Parameters<Till["takeGifts"]>[0]): Answer<SaleView> {
  const { promotionId, take: taken } = command;
  return once(desk, "takeGifts", command.key, bodyOf(command), async (at) => {
    const sale = await currentSaleOf(desk);
    if (!sale.ok) return sale;
    const before = await priceSale(desk, sale.value.body, at);
    if (!before.ok) return before;
    const wanted = { promotionId, take: taken };
    const foreign = foreignGift(before.value.priced, wanted);
    if (foreign !== null) return foreign;
    const changed = changeSale(sale.value.body, { type: "take-gifts", gifts: wanted });
    return changed.ok ? written(desk, sale.value, changed.value, at) : changed;
  });
}

/** Refuses `cashier.gift-unknown` for a gift that the promotion does not give here. */
function foreignGift(
  { gifts }: Pick<PricedBasket, "gifts">,
  { promotionId, take: taken }: GiftTake,
): Refused | null {
  const options = gifts.find((gift) => gift.promotionId === promotionId)?.options ?? [];
  const foreign =
    taken === "none" ? undefined : taken.find(({ productId }) => !options.includes(productId));
  if (options.length > 0 && foreign === undefined) return null;
  return refuse("cashier.gift-unknown", `${promotionId} does not give this here`, {
    promotionId,
    productId: foreign?.productId ?? null,
    options,
  });
}

/** Refuses `cashier.gift-not-chosen` while the customer has neither chosen a gift nor declined it. */
export function refuseOpenGift(
  desk: Desk,
  sale: Pick<Sale, "gifts">,
  priced: Pick<PricedBasket, "gifts">,
): Refused | null {
  const open = openGift(sale, priced);
  if (open === null) return null;
  const { promotionId, count } = open;
  return refuse("cashier.gift-not-chosen", `${count} gifts of ${promotionId} are not chosen`, {
    promotionId,
    promotion: promotionName(desk.parts.rules, promotionId),
    count,
    options: open.options,
    products: namesOf(desk, open),
  });
}

function promotionName(rules: Json, promotionId: string): string {
  const promotion = promotionsOf(rules).find((one) => memberOf(one, "id") === promotionId);
  const name = memberOf(promotion, "name");
  return typeof name === "string" ? name : promotionId;
}

function namesOf(desk: Desk, { options }: GrantedGift): readonly string[] {
  const { catalogue, config } = desk.parts;
  return options.map((productId) => {
    const product = catalogue.byId.get(productId);
    return product === undefined ? productId : productName(product.name, config.language);
  });
}
