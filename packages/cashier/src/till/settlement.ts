import type { JournalCommand, OpenCommand } from "@tillwright/ledger";
import {
  type Earning,
  earnPoints,
  type SaleEvent,
  type SpentLot,
  type StoredValueSpend,
} from "@tillwright/loyalty-rules";
import type { PricedBasket } from "@tillwright/pricing-engine";
import type { Instant } from "@tillwright/values";
import { storeMoneyAccount } from "../chart-of-accounts.js";
import type { Sale } from "../sale.js";
import {
  isReceivable,
  postMoney,
  receivableOf,
  type ShiftPlace,
  saleMovements,
} from "../sale-postings.js";
import { settleSale, type UnnumberedSale, withLoyalty } from "../settle-sale.js";
import { countsForLoyalty } from "../settled-prices.js";
import type { SettledSale, SettledTender } from "../settled-sale.js";
import type { Shift } from "../shift.js";
import type { TenderPart } from "../tender-sums.js";
import type { SettledView } from "../till.js";
import type { DocumentWrite } from "../till-store.js";
import type { Decision, Desk } from "./desk.js";
import { configurationDocuments, shiftStands, type Versioned } from "./documents.js";
import { type MemberContext, openAccountsOf } from "./member-context.js";
import { receiptJobs } from "./receipt-jobs.js";

/** A sale that is fully paid, with all that completing it needs. */
export interface PaidSale {
  readonly sale: Sale;
  readonly priced: PricedBasket;
  readonly parts: readonly TenderPart[];
  readonly member: MemberContext | null;
  readonly shift: Versioned<Shift>;
  readonly pointsSpent: readonly SpentLot[];
  readonly storedValue: Readonly<Record<string, StoredValueSpend>>;
  /** Spends points and stored value: settles what was reserved, or posts. */
  readonly spending: readonly JournalCommand[];
  /** Points that are still counted in the member's balance and that `spending` takes. */
  readonly pointsLeaving: number;
  /** Documents that change with the completion. */
  readonly documents: readonly DocumentWrite[];
}

/** A sale or refund as printed: `01-000123`, `01-R000004`, `01-Z000007`. */
export function numberAs(desk: Desk, letter: "" | "R" | "Z", sequence: number): string {
  return `${desk.parts.config.numberPrefix}-${letter}${String(sequence).padStart(6, "0")}`;
}

/** A settled sale as loyalty sees it. */
export function saleEvent(sale: UnnumberedSale, key: string): SaleEvent {
  const { saleId, completedAt, storeId, channel, lines, tenders } = sale;
  return {
    saleId,
    at: completedAt,
    key,
    storeId,
    channel,
    // Fees and gifts earn nothing: points are for goods that were paid for.
    lines: lines.filter((line) => countsForLoyalty(sale, line)),
    tenders: tenders.map(({ tenderId, kind, amount, bonusPart }) => ({
      tenderId,
      kind,
      amount,
      bonusPart,
    })),
  };
}

/** Opens the receivables that the journal does not have yet. */
export async function openReceivables(
  desk: Desk,
  shift: ShiftPlace,
  tenders: readonly Pick<SettledTender, "kind" | "party">[],
  when: { readonly key: string; readonly at: Instant },
): Promise<readonly OpenCommand[]> {
  const { currency, storeId } = desk.parts.config;
  const missing = new Set<string>();
  for (const tender of tenders) {
    if (!isReceivable(tender.kind)) continue;
    const account = receivableOf(shift, tender);
    if (desk.openAccounts.has(account)) continue;
    if ((await desk.parts.store.journal.account(account)) === null) missing.add(account);
    else desk.openAccounts.add(account);
  }
  if (missing.size === 0) return [];
  const accounts = [...missing].map((account) => storeMoneyAccount(storeId, account, currency));
  return [{ kind: "open", key: `${when.key}/receivables`, at: when.at, accounts }];
}

/** Decides the completion: one commit of number, money, points, stored value, audit and receipt. */
export async function decideSettlement(
  desk: Desk,
  paid: PaidSale,
  { key, at }: { readonly key: string; readonly at: Instant },
): Promise<Decision<SettledView>> {
  const { config, programme } = desk.parts;
  const { shift, member } = paid;
  const { tillId, shiftId, operatorId } = shift.body;
  const bare = settleSale({ ...paid.sale, tillId, shiftId, operatorId }, paid.priced, paid.parts, {
    ...config,
    at,
    programme: programme?.hash ?? null,
    catalogue: desk.parts.catalogue,
  });
  const earning =
    member === null || programme === null
      ? null
      : earnPoints(programme, saleEvent(bare, key), member.standing);
  const settled = member === null ? bare : loyalSale(bare, paid, member, earning);
  const journal = [
    ...(member === null ? [] : await openAccountsOf(desk, member.member.memberId, { key, at })),
    ...(await openReceivables(desk, bare, bare.tenders, { key, at })),
    ...paid.spending,
    ...(earning?.commands ?? []),
    ...postMoney(key, at, saleMovements(bare), { kind: "sale", saleId: bare.saleId }),
  ];
  const reasons = earning?.reasons ?? [];
  return {
    ok: true,
    value: {
      unchanged: shiftStands(shift),
      documents: [...(await configurationDocuments(desk)), ...paid.documents],
      journal,
      series: "sale",
      finish: (sequence) => {
        const sale = { ...settled, sequence, number: numberAs(desk, "", sequence) };
        return {
          value: { sale, reasons },
          sale,
          audit: [{ action: "sale.completed", operatorId, facts: saleFacts(sale) }],
          printJobs: receiptJobs(desk, sale, member),
        };
      },
    },
  };
}

/** The figures of a sale that its audit entry vouches for. */
export function saleFacts(sale: SettledSale): Readonly<Record<string, string | number>> {
  const { saleId, number, totals, lines, points } = sale;
  const { list, paid, due } = totals;
  return { saleId, number, lines: lines.length, list, paid, due, points: points.earned };
}

function loyalSale(
  sale: UnnumberedSale,
  paid: PaidSale,
  member: MemberContext,
  earning: Earning | null,
): UnnumberedSale {
  const { pointsSpent, storedValue, pointsLeaving } = paid;
  const earned = earning?.record ?? null;
  const spendable = earned !== null && earned.pendingUntil === null;
  const added = spendable ? earned.points - earned.debtPaid : 0;
  const balanceAfter = earning === null ? null : member.points - pointsLeaving + added;
  const points = { earned: earning?.points ?? 0, balanceAfter };
  return withLoyalty(sale, points, { earned, pointsSpent, storedValue });
}
