import { createMemoryJournal, type JournalCommand, type Lot } from "@tillwright/ledger";
import {
  type Clawback,
  clawback,
  type Earning,
  type EarnRecord,
  type EventTender,
  earnPoints,
  finalizePoints,
  lapseCommands,
  lapsedPoints,
  openMemberAccounts,
  type Programme,
  parseProgramme,
  pointsAccount,
  pointsDebtAccount,
  pointsPendingAccount,
  type ReferralRequest,
  type RefundedUnits,
  type RefundProgress,
  redeemPoints,
  type SaleEvent,
  type SpentLot,
  settleAgain,
  tierSpendAccount,
} from "@tillwright/loyalty-rules";
import { type Instant, parseInstant, pieces, type SettledLine } from "@tillwright/values";

export const zone = "Asia/Shanghai";

/** An instant on the shop's clock. */
export function at(text: string): Instant {
  const parsed = parseInstant(`${text.includes("T") ? text : `${text}T12:00`}:00+08:00`);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

export const onePointAYuan = { id: "base", kind: "amount", per: "1.00", points: 1 } as const;

/** A programme of these sections in yuan and Shanghai time. */
export function programmeOf(sections: Record<string, unknown>): Programme {
  const document = { format: "tillwright.programme/1", currency: "CNY", zone, ...sections };
  const parsed = parseProgramme(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

export function points(rules: Record<string, unknown> = {}): Programme {
  return programmeOf({ points: { earn: [onePointAYuan], ...rules } });
}

interface LineDraft {
  readonly id?: string;
  readonly product?: string;
  readonly tags?: readonly string[];
  readonly categories?: readonly string[];
  readonly department?: string;
  /** Of one unit, in minor units. */
  readonly paid: number;
  readonly count?: number;
  /** Of one unit: points and their money. */
  readonly points?: number;
  readonly pointsOffset?: number;
  readonly tenders?: Readonly<Record<string, number>>;
}

export function line(draft: LineDraft, index = 0): SettledLine {
  const { paid, count = 1, points: pinned = 0, pointsOffset = 0, tenders = {} } = draft;
  const list = paid + pointsOffset;
  return {
    lineId: draft.id ?? `L${index + 1}`,
    productId: draft.product ?? `P${index + 1}`,
    name: "goods",
    department: draft.department ?? "food",
    categories: draft.categories ?? [],
    brand: null,
    tags: draft.tags ?? [],
    quantity: pieces(count),
    list: list * count,
    deal: list * count,
    paid: paid * count,
    tax: 0,
    pointsOffset: pointsOffset * count,
    discounts: [],
    runs: [{ count, list, paid, tax: 0, pointsOffset, points: pinned, tenders }],
  };
}

export function saleOf(
  saleId: string,
  when: Instant,
  lines: readonly LineDraft[],
  tenders: readonly EventTender[] = [],
): SaleEvent {
  return {
    saleId,
    at: when,
    key: `till/${saleId}`,
    storeId: "S1",
    channel: "till",
    lines: lines.map(line),
    tenders,
  };
}

interface KeptSale {
  readonly event: SaleEvent;
  readonly programme: Programme;
  readonly earned: EarnRecord;
  readonly pointsSpent: readonly SpentLot[];
  refunded: readonly RefundedUnits[];
  progress: RefundProgress | null;
  refunds: number;
}

/** A member's books behind a counter: what a till does with loyalty, over a journal in memory. */
export interface Counter {
  readonly journal: ReturnType<typeof createMemoryJournal>;
  readonly sales: ReadonlyMap<string, KeptSale>;
  sell(event: SaleEvent, programme?: Programme, points?: number): Promise<Earning>;
  refund(saleId: string, when: Instant, units: readonly RefundedUnits[]): Promise<Clawback>;
  lapse(when: Instant, key: string): Promise<void>;
  /** Makes points spendable whose time has come. */
  finalize(when: Instant, key: string): Promise<void>;
  pending(when: Instant): Promise<number>;
  run(commands: readonly JournalCommand[]): Promise<void>;
  lots(when: Instant): Promise<readonly Lot[]>;
  balance(when: Instant): Promise<number>;
  debt(): Promise<number>;
  spend(when: Instant): Promise<number>;
}

export const memberId = "M1";

export async function counterOf(
  programme: Programme,
  standing: { readonly tier?: string; readonly joinedOn?: string } = {},
): Promise<Counter> {
  const journal = createMemoryJournal();
  const sales = new Map<string, KeptSale>();
  const run = async (commands: readonly JournalCommand[]) => {
    const outcome = await journal.executeAll(commands);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  };
  const lots = (when: Instant) => journal.lots(pointsAccount(memberId), when);
  const pending = (when: Instant) => journal.lots(pointsPendingAccount(memberId), when);
  const available = async (account: string, when: Instant) =>
    (await journal.balance(account, when))?.available ?? Number.NaN;
  const debt = () => available(pointsDebtAccount(memberId), 0);
  await run([openMemberAccounts(memberId, "CNY", { key: "open", at: 0 })]);
  return {
    journal,
    sales,
    run,
    lots,
    debt,
    pending: (when) => available(pointsPendingAccount(memberId), when),
    balance: (when) => available(pointsAccount(memberId), when),
    spend: (when) => available(tierSpendAccount(memberId, "CNY"), when),
    async sell(event, version = programme, spending = 0) {
      const paid = redeemPoints({
        memberId,
        saleId: event.saleId,
        points: spending,
        amount: spending,
        lots: await lots(event.at),
        context: event,
      });
      if (!paid.ok) throw new Error(JSON.stringify(paid.refusal));
      const earning = earnPoints(version, event, {
        memberId,
        tier: standing.tier ?? null,
        tags: [],
        birthday: null,
        joinedOn: standing.joinedOn ?? null,
        debt: await debt(),
      });
      await run([...paid.value.commands, ...earning.commands]);
      sales.set(event.saleId, {
        event,
        programme: version,
        earned: earning.record,
        pointsSpent: paid.value.spent,
        refunded: [],
        progress: null,
        refunds: 0,
      });
      return earning;
    },
    async refund(saleId, when, units) {
      const sale = sales.get(saleId);
      if (sale === undefined) throw new Error(`no sale ${saleId}`);
      const refundId = `${saleId}/R${sale.refunds + 1}`;
      const entries = await journal.entries({ account: pointsAccount(memberId) });
      const lapsed = ({ earned }: KeptSale) => lapsedPoints(entries, earned.lotId ?? "");
      const request = {
        memberId,
        refundId,
        sale: sale.event,
        earned: sale.earned,
        pointsSpent: sale.pointsSpent,
        refunded: [...sale.refunded, ...units],
        progress: sale.progress,
        lapsed: lapsed(sale),
        pending: await pending(when),
        lots: await lots(when),
        debt: await debt(),
        context: { key: `till/${refundId}`, at: when },
      };
      const outcome = clawback(sale.programme, request);
      if (!outcome.ok) throw new Error(outcome.refusal.code);
      const others = [...sales.values()].filter((other) => other !== sale);
      const earlier = others.flatMap((other) =>
        other.progress === null
          ? []
          : [{ ...other, sale: other.event, progress: other.progress, lapsed: lapsed(other) }],
      );
      const again = settleAgain(sale.programme, request, outcome.value, earlier);
      await run(
        [outcome.value, ...again.map((one) => one.clawback)].flatMap((one) => one.commands),
      );
      sale.refunded = [...sale.refunded, ...units];
      sale.progress = outcome.value.progress;
      for (const one of again) {
        const settled = sales.get(one.saleId);
        if (settled !== undefined) settled.progress = one.clawback.progress;
      }
      sale.refunds += 1;
      return outcome.value;
    },
    async finalize(when, key) {
      const member = { memberId, pending: await pending(when), debt: await debt() };
      await run(finalizePoints(member, { key, at: when }).commands);
    },
    async lapse(when, key) {
      await run(lapseCommands(memberId, "CNY", await lots(when), { key, at: when }));
    },
  };
}

/** A refund of units of the first run of a line. */
export function units(count: number, lineId = "L1"): readonly RefundedUnits[] {
  return [{ lineId, run: 0, count }];
}

/** The first purchase of M2, of 20.00, whom the member recommended and who knows nobody else. */
export function newMemberBuys(
  debtOfReferrer: number,
  context: ReferralRequest["context"],
): ReferralRequest {
  return {
    referrerId: memberId,
    newMemberId: "M2",
    referrerTraits: [],
    newMemberTraits: [],
    referrersOfReferrer: [],
    saleId: "S1",
    spend: 2000,
    debt: { referrer: debtOfReferrer, newMember: 0 },
    purchasesBefore: 0,
    context,
  };
}
