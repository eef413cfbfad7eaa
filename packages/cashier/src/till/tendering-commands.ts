import { holdPoints, pointsAccount } from "@tillwright/loyalty-rules";
import type { Instant, Outcome } from "@tillwright/values";
import { changeSale } from "../change-sale.js";
import type { CashierRefusal } from "../refusal.js";
import type { FrozenPrices, Sale } from "../sale.js";
import type { SaleView, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import { currentSaleOf, openShiftOf, shiftStands, writeSale } from "./documents.js";
import { refuseOpenGift } from "./gift-command.js";
import { frozenView, type PricedSale, priceSale, viewOf } from "./price-sale.js";
import { countUses } from "./promotion-usage.js";
import { refuseBarred } from "./refuse-barred.js";
import { refuseDiscount } from "./refuse-discount.js";
import { releases, usesGivenBack } from "./reservations.js";

/** The commands that freeze prices and let them go again. */
export function tenderingCommands(desk: Desk): Pick<Till, "beginTendering" | "cancelTendering"> {
  return {
    beginTendering: (command) =>
      inTurn(desk, () =>
        once(desk, "beginTendering", command.key, bodyOf(command), (at) =>
          begin(desk, command.key, at),
        ),
      ),
    cancelTendering: (command) =>
      inTurn(desk, () =>
        once(desk, "cancelTendering", command.key, bodyOf(command), (at) =>
          cancel(desk, command.key, at),
        ),
      ),
  };
}

async function begin(desk: Desk, key: string, at: Instant): Promise<Decision<SaleView>> {
  const sale = await currentSaleOf(desk);
  if (!sale.ok) return sale;
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  const { body, version } = sale.value;
  const priced = await priceSale(desk, body, at);
  if (!priced.ok) return priced;
  const barred = refuseBarred(desk, body, priced.value.priced);
  if (barred !== null) return barred;
  const dropped = refuseDiscount(body, priced.value.priced);
  if (dropped !== null) return dropped;
  const openGift = refuseOpenGift(desk, body, priced.value.priced);
  if (openGift !== null) return openGift;
  const hold = await reservePoints(desk, body, priced.value, { key, at });
  if (!hold.ok) return hold;
  const frozen: FrozenPrices = {
    priced: priced.value.priced,
    member: priced.value.member?.facts ?? null,
    pointsTerms: priced.value.terms,
    usage: priced.value.usage.map(({ count }) => count),
    frozenAt: at,
    pointsHold: hold.value,
  };
  const changed = changeSale(body, { type: "freeze", frozen });
  if (!changed.ok) return changed;
  return plan(frozenView(desk, changed.value, frozen), {
    unchanged: shiftStands(shift.value),
    documents: [
      writeSale(changed.value, version),
      ...countUses(priced.value.usage, frozen.priced.claims, 1),
    ],
    journal: hold.value === null ? [] : [hold.value.hold],
  });
}

/** Reserves what points pay of these prices, without an end: an unknown payment may take its time. */
async function reservePoints(
  desk: Desk,
  sale: Sale,
  { priced }: PricedSale,
  context: { readonly key: string; readonly at: Instant },
): Promise<Outcome<FrozenPrices["pointsHold"], CashierRefusal>> {
  const { memberId, saleId } = sale;
  if (priced.points === null || priced.points.used === 0 || memberId === null) {
    return { ok: true, value: null };
  }
  const lots = await desk.parts.store.journal.lots(pointsAccount(memberId), context.at);
  const { used: points, amount } = priced.points;
  const held = holdPoints({ memberId, saleId, points, amount, lots, context }, null);
  if (!held.ok) return held;
  const [hold] = held.value.commands;
  return { ok: true, value: hold === undefined ? null : { hold, spent: held.value.spent } };
}

async function cancel(desk: Desk, key: string, at: Instant): Promise<Decision<SaleView>> {
  const sale = await currentSaleOf(desk);
  if (!sale.ok) return sale;
  const { body, version } = sale.value;
  const changed = changeSale(body, { type: "thaw" });
  if (!changed.ok) return changed;
  const view = await viewOf(desk, changed.value, at);
  if (!view.ok) return view;
  return plan(view.value, {
    documents: [writeSale(changed.value, version), ...(await usesGivenBack(desk, body))],
    journal: releases(body, { key, at }),
  });
}
