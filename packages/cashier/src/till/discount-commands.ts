import type { Instant, Outcome } from "@tillwright/values";
import { discountExists } from "../change-discounts.js";
import { changeSale } from "../change-sale.js";
import { discountTerms, type SaleDiscount } from "../manual-discount.js";
import type { Actor } from "../permission.js";
import type { CashierRefusal } from "../refusal.js";
import { memberOf, promotionsOf } from "../rules-json.js";
import type { Sale } from "../sale.js";
import type { Answer, DiscountRequest, SaleView, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once } from "./desk.js";
import { currentSaleOf, openShiftOf, operatorOf } from "./documents.js";
import { written } from "./goods-commands.js";
import { priceSale } from "./price-sale.js";
import { refuseDiscount } from "./refuse-discount.js";

/** The commands that take something off by hand, and leave it again. */
export function discountCommands(desk: Desk): Pick<Till, "giveDiscount" | "takeBackDiscount"> {
  return {
    giveDiscount: (command) => inTurn(desk, () => give(desk, command)),
    takeBackDiscount: (command) => inTurn(desk, () => takeBack(desk, command)),
  };
}

/** Who asks for a discount, and who would allow it. */
export interface Asking {
  readonly operator: Actor;
  readonly approver: Actor | undefined;
}

/** A discount as it is asked for, under the operator's own role. */
function askedDiscount(asked: DiscountRequest, { operator }: Asking, name: string): SaleDiscount {
  const { discountId = name, lineIds = null, reason } = asked;
  const { operatorId, role } = operator;
  const terms = discountTerms(asked);
  return { ...terms, discountId, lineIds, reason, operatorId, role, approvedBy: null };
}

function approved(discount: SaleDiscount, { operatorId, role }: Actor): SaleDiscount {
  return { ...discount, role, approvedBy: operatorId };
}

/**
 * The sale with discounts that pricing gives: under the operator's role, or else under the approver's. Refuses what
 * `changeSale` refuses, and a discount that neither may give.
 */
export async function withDiscounts(
  desk: Desk,
  sale: Sale,
  asked: readonly DiscountRequest[],
  asking: Asking,
  at: Instant,
): Promise<Outcome<Sale, CashierRefusal>> {
  let given = sale;
  for (const one of asked) {
    const discount = askedDiscount(one, asking, `manual-${given.added + 1}`);
    const { discountId } = discount;
    if (isTaken(desk, discountId)) return discountExists(discountId);
    const next = await withDiscount(desk, given, discount, asking, at);
    if (!next.ok) return next;
    given = next.value;
  }
  return { ok: true, value: given };
}

/** Discounts and promotions stand in one ledger: an id must not mean two things there. */
function isTaken(desk: Desk, discountId: string): boolean {
  const ids = ["points", "tax-exempt"];
  return (
    ids.includes(discountId) ||
    promotionsOf(desk.parts.rules).some((promotion) => memberOf(promotion, "id") === discountId)
  );
}

async function withDiscount(
  desk: Desk,
  sale: Sale,
  discount: SaleDiscount,
  { approver }: Asking,
  at: Instant,
): Promise<Outcome<Sale, CashierRefusal>> {
  const own = await judged(desk, sale, discount, at);
  if (own.ok || approver === undefined || own.refusal.facts["discountId"] === undefined) return own;
  return judged(desk, sale, approved(discount, approver), at);
}

async function judged(
  desk: Desk,
  sale: Sale,
  discount: SaleDiscount,
  at: Instant,
): Promise<Outcome<Sale, CashierRefusal>> {
  const changed = changeSale(sale, { type: "give-discount", discount });
  if (!changed.ok) return changed;
  const priced = await priceSale(desk, changed.value, at);
  if (!priced.ok) return priced;
  const refused = refuseDiscount(changed.value, priced.value.priced);
  return refused ?? changed;
}

function give(desk: Desk, command: Parameters<Till["giveDiscount"]>[0]): Answer<SaleView> {
  return once(desk, "giveDiscount", command.key, bodyOf(command), async (at) => {
    const sale = await currentSaleOf(desk);
    if (!sale.ok) return sale;
    const shift = await openShiftOf(desk);
    if (!shift.ok) return shift;
    const asking = { operator: operatorOf(shift.value.body), approver: command.approvedBy };
    const before = sale.value.body;
    const given = await withDiscounts(desk, before, [command.discount], asking, at);
    if (!given.ok) return given;
    const decided = await written(desk, sale.value, given.value, at);
    return decided.ok ? noted(decided.value, before.saleId) : decided;
  });
}

type Given = Extract<Decision<SaleView>, { readonly ok: true }>["value"];

/** Leaves an audit entry: who gave how much, why, and who allowed it. */
function noted(given: Given, saleId: string): Decision<SaleView> {
  const finish: Given["finish"] = (sequence) => {
    const finished = given.finish(sequence);
    const { sale, priced } = finished.value;
    const discount = sale.manual?.at(-1);
    if (discount === undefined) return finished;
    const { discountId, operatorId, lineIds, reason, role, approvedBy } = discount;
    const amount = priced.applied.find(({ promotionId }) => promotionId === discountId)?.amount;
    const facts = { saleId, discountId, lineIds, reason, role, approvedBy, amount: amount ?? 0 };
    return { ...finished, audit: [{ action: "discount.given", operatorId, facts }] };
  };
  return { ok: true, value: { ...given, finish } };
}

function takeBack(desk: Desk, command: Parameters<Till["takeBackDiscount"]>[0]): Answer<SaleView> {
  const { discountId } = command;
  return once(desk, "takeBackDiscount", command.key, bodyOf(command), async (at) => {
    const sale = await currentSaleOf(desk);
    if (!sale.ok) return sale;
    const changed = changeSale(sale.value.body, { type: "take-back-discount", discountId });
    return changed.ok ? written(desk, sale.value, changed.value, at) : changed;
  });
}
