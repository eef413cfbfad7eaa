import type { JournalCommand } from "@tillwright/ledger";
import { returnStoredValue } from "@tillwright/loyalty-rules";
import type { Instant, MinorUnits, Outcome } from "@tillwright/values";
import type { ReturnedGoods } from "../refund-lines.js";
import type { RefundState } from "../refund-state.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { SettledSale, SettledTender } from "../settled-sale.js";

/** How an electronic part went back: through its provider, or not, and then in cash. */
export type PaidBack = ReadonlyMap<string, { readonly reference: string } | "declined">;

/** The tenders of a refund, with what has to be posted to the member's stored value. */
export interface TendersBack {
  readonly tenders: readonly SettledTender[];
  readonly commands: readonly JournalCommand[];
}

interface Context {
  readonly sale: SettledSale;
  /** Who holds the member's stored value now; `null` without a member. */
  readonly holder: string | null;
  readonly state: RefundState;
  readonly goods: ReturnedGoods;
  /** What goes back of each tender. */
  readonly shares: ReadonlyMap<string, MinorUnits>;
  readonly payBack: "as-paid" | "cash";
  readonly outcomes: PaidBack;
  readonly key: string;
  readonly at: Instant;
}

/** Whether this part would go back through a provider. */
export function isElectronic({ kind }: Pick<SettledTender, "kind">): boolean {
  return kind === "card" || kind === "qr";
}

function backBy(
  tender: SettledTender,
  amount: MinorUnits,
  received: MinorUnits,
  changes: Partial<SettledTender> = {},
): SettledTender {
  const { tenderId, kind, party } = tender;
  const row = { tenderId, kind, party, amount, received, tendered: received, change: 0 };
  return { ...row, reference: null, bonusPart: 0, ...changes };
}

function electronicBack(
  { payBack, outcomes }: Context,
  tender: SettledTender,
  share: MinorUnits,
): SettledTender {
  const outcome = outcomes.get(tender.tenderId);
  if (payBack === "cash" || outcome === "declined") {
    return backBy(tender, share, share, { kind: "cash", party: null });
  }
  return backBy(tender, share, share, { reference: outcome?.reference ?? null });
}

/** The one tender that 抹零 rounded: the rounding's share goes back with it. */
function roundedTender(sale: SettledSale): string | null {
  return sale.tenders.find(({ amount, received }) => amount !== received)?.tenderId ?? null;
}

/** Each tender's pinned share of the units that come back, as it is paid back. */
export function tendersBack(context: Context): TendersBack {
  const { sale, holder, state, goods, shares, key, at } = context;
  const rounded = roundedTender(sale);
  const tenders: SettledTender[] = [];
  const commands: JournalCommand[] = [];
  for (const tender of sale.tenders) {
    const { tenderId, kind } = tender;
    const share = shares.get(tenderId) ?? 0;
    if (share === 0) continue;
    const rounding = tenderId === rounded ? goods.cashRounding.amount : 0;
    const spent = sale.loyalty?.storedValue[tenderId];
    if (isElectronic(tender)) {
      tenders.push(electronicBack(context, tender, share));
    } else if (kind === "stored-value" && spent !== undefined && holder !== null) {
      const back = returnStoredValue({
        memberId: holder,
        currency: sale.currency,
        saleId: sale.saleId,
        spent,
        returnedBefore: state.tenders[tenderId] ?? 0,
        amount: share,
        context: { key: `${key}/${tenderId}`, at },
      });
      commands.push(...back.commands);
      tenders.push(backBy(tender, share, share, { bonusPart: back.split.bonus }));
    } else {
      tenders.push(backBy(tender, share, share - rounding));
    }
  }
  return { tenders, commands };
}

function keptRow(kind: "points-debt" | "kept-back", kept: MinorUnits): SettledTender {
  return {
    tenderId: kind,
    kind,
    party: null,
    amount: kept,
    received: kept,
    tendered: kept,
    change: 0,
    reference: null,
    bonusPart: 0,
  };
}

/** Cash that gives back what an earlier refund had kept. */
function raiseRow(tenderId: string, amount: MinorUnits): SettledTender {
  const row = keptRow("points-debt", amount);
  return { ...row, tenderId, kind: "cash" };
}

/** Shows what a policy of returns keeps of these tenders' shares; what an earlier refund kept and is given back goes out in cash. */
export function keepByPlan(
  tenders: readonly SettledTender[],
  kept: MinorUnits,
): readonly SettledTender[] {
  if (kept === 0) return tenders;
  const row = keptRow("kept-back", kept);
  return kept > 0 ? [...tenders, row] : [...tenders, row, raiseRow("kept-back-raise", -kept)];
}

/**
 * Keeps the value of spent points back from what is paid in cash; what an earlier refund kept too much is paid in cash. A
 * card or stored value gets its share whole. Refuses `cashier.points-exceed-refund` when the cash is less than that value.
 */
export function keepForPoints(
  tenders: readonly SettledTender[],
  kept: MinorUnits,
): Outcome<readonly SettledTender[], CashierRefusal> {
  if (kept === 0) return { ok: true, value: tenders };
  const debt = keptRow("points-debt", kept);
  if (kept < 0) return { ok: true, value: [...tenders, debt, raiseRow("points-raise", -kept)] };
  let open = kept;
  const rows = tenders.map((tender): SettledTender => {
    if (tender.kind !== "cash") return tender;
    const part = Math.min(open, tender.received);
    open -= part;
    const { amount, received } = tender;
    return {
      ...tender,
      amount: amount - part,
      received: received - part,
      tendered: received - part,
    };
  });
  if (open === 0) return { ok: true, value: [...rows, debt] };
  return refuse("cashier.points-exceed-refund", `${kept} for spent points exceeds the cash`, {
    kept,
    missing: open,
  });
}
