import type { RefundedUnits } from "@tillwright/loyalty-rules";
import type { Instant } from "@tillwright/values";
import { addRefunded, refundedUnits } from "../choose-units.js";
import { type KeptBack, keptBack } from "../keep-back.js";
import { productName } from "../product.js";
import { returnedGoods } from "../refund-lines.js";
import type { JudgedReturn, RefundState } from "../refund-state.js";
import { postMoney, saleMovements } from "../sale-postings.js";
import { tradeTime } from "../settle-sale.js";
import type { SettledPromotion, SettledSale } from "../settled-sale.js";
import { settledTaxes } from "../settled-taxes.js";
import type { Shift } from "../shift.js";
import type { SettledView } from "../till.js";
import type { Decision, Desk } from "./desk.js";
import { shiftStands, type Versioned, writeRefundState } from "./documents.js";
import { holderOf } from "./holder-of.js";
import { receiptJobs } from "./receipt-jobs.js";
import { type PointsBack, pointsBack } from "./refund-points.js";
import { keepByPlan, keepForPoints, type PaidBack, tendersBack } from "./refund-tenders.js";
import { numberAs, openReceivables, saleFacts } from "./settlement.js";
import { drawerProblem } from "./shift-commands.js";

/** A refund that is ready to be booked. */
export interface ReadyRefund {
  readonly sale: SettledSale;
  readonly state: Versioned<RefundState>;
  readonly shift: Versioned<Shift>;
  readonly refundId: string;
  readonly units: readonly RefundedUnits[];
  readonly payBack: "as-paid" | "cash";
  readonly outcomes: PaidBack;
  /** How the returns of the sale were judged, this one last; `null` when only what was pinned can go back. */
  readonly judged: readonly JudgedReturn[] | null;
  readonly reason: string;
  readonly operatorId: string;
  readonly approvedBy: string | null;
}

interface When {
  readonly key: string;
  readonly at: Instant;
}

/** Books a refund in one commit: money, points and stored value by the frozen figures of the sale. */
export async function decideRefund(
  desk: Desk,
  ready: ReadyRefund,
  when: When,
): Promise<Decision<SettledView>> {
  const { sale, state, units, shift, refundId } = ready;
  const goods = returnedGoods(sale, units);
  const refunded = addRefunded(sale, state.body, units);
  const allUnits = refundedUnits(sale, { ...state.body, refunded });
  const points = await pointsBack(desk, sale, state.body, allUnits, { ...when, refundId });
  if (!points.ok) return points;
  const kept = keptBack(sale, state.body, goods, ready.judged);
  const { shares } = kept;
  const holder = sale.memberId === null ? null : await holderOf(desk, sale.memberId);
  const back = tendersBack({ ...ready, holder, state: state.body, goods, shares, ...when });
  const planned = keepByPlan(back.tenders, kept.amount);
  const tenders = keepForPoints(planned, points.value?.reduceRefundBy ?? 0);
  if (!tenders.ok) return tenders;
  const refund = refundDocument(desk, ready, goods, tenders.value, points.value, {
    at: when.at,
    kept,
  });
  const cash = tenders.value
    .filter(({ kind }) => kind === "cash")
    .reduce((sum, { received }) => sum + received, 0);
  const short = await drawerProblem(desk, shift.body, cash, when.at);
  if (short !== null) return short;
  const nextState: RefundState = {
    ...state.body,
    refunded,
    tenders: addShares(state.body.tenders, shares),
    refunds: [...state.body.refunds, refundId],
    progress: points.value?.progress ?? state.body.progress,
    ...(ready.judged === null ? {} : { judged: ready.judged, kept: addKept(state.body, kept) }),
    pending: null,
  };
  const { operatorId, approvedBy, reason } = ready;
  const memo = { kind: "refund", saleId: sale.saleId, refundId };
  return {
    ok: true,
    value: {
      unchanged: shiftStands(shift),
      documents: [
        { body: nextState, version: state.version },
        ...(points.value?.earlier ?? []),
      ].map(({ body, version }) => writeRefundState(body, version)),
      journal: [
        ...(await openReceivables(desk, shift.body, tenders.value, when)),
        ...back.commands,
        ...(points.value?.commands ?? []),
        ...postMoney(when.key, when.at, saleMovements(refund), memo),
      ],
      series: "refund",
      finish: (sequence) => {
        const numbered = { ...refund, sequence, number: numberAs(desk, "R", sequence) };
        const facts = { ...saleFacts(numbered), refersTo: sale.saleId, reason, approvedBy };
        return {
          value: { sale: numbered, reasons: points.value?.reasons ?? [] },
          sale: numbered,
          audit: [{ action: "sale.refunded", operatorId, facts }],
          printJobs: receiptJobs(desk, numbered, null),
        };
      },
    },
  };
}

function addKept({ kept }: RefundState, { amount, tax }: KeptBack): RefundState["kept"] & object {
  return { amount: (kept?.amount ?? 0) + amount, tax: (kept?.tax ?? 0) + tax };
}

function addShares(
  before: RefundState["tenders"],
  shares: ReadonlyMap<string, number>,
): RefundState["tenders"] {
  const sums: Record<string, number> = { ...before };
  for (const [tenderId, share] of shares) sums[tenderId] = (sums[tenderId] ?? 0) + share;
  return sums;
}

/** What the promotions had given on the units that come back. */
function appliedBack(lines: SettledSale["lines"]): readonly SettledPromotion[] {
  const sums = new Map<string, SettledPromotion>();
  for (const { promotionId, lane, fundedBy, amount } of lines.flatMap((line) => line.discounts)) {
    const key = JSON.stringify([promotionId, lane, fundedBy]);
    const before = sums.get(key)?.amount ?? 0;
    sums.set(key, { promotionId, lane, fundedBy, times: 0, amount: before + amount });
  }
  return [...sums.values()];
}

function refundDocument(
  desk: Desk,
  { sale, refundId, shift, operatorId, reason, judged }: ReadyRefund,
  goods: ReturnType<typeof returnedGoods>,
  tenders: SettledSale["tenders"],
  points: PointsBack | null,
  { at, kept }: { readonly at: Instant; readonly kept: KeptBack },
): Omit<SettledSale, "number" | "sequence"> {
  const { storeId, tillId, shiftId } = shift.body;
  const usedAmount = goods.lines.reduce((sum, line) => sum + line.pointsOffset, 0);
  return {
    version: 1,
    kind: "refund",
    saleId: refundId,
    refersTo: sale.saleId,
    storeId,
    tillId,
    shiftId,
    operatorId,
    sellerId: sale.sellerId,
    memberId: sale.memberId,
    channel: desk.parts.config.channel,
    currency: sale.currency,
    ...tradeTime(at, desk.parts.config),
    lines: goods.lines,
    totals: goods.totals,
    tenders,
    cashRounding: goods.cashRounding,
    discountShares: goods.discountShares,
    applied: appliedBack(goods.lines),
    ...returnedGifts(sale, goods.lines),
    ...settledTaxes(goods.lines, sale.taxes ?? []),
    ...settledKept(desk, kept, judged?.at(-1)),
    rules: sale.rules,
    programme: sale.programme,
    points: {
      earned: points?.taken ?? 0,
      used: goods.points,
      usedAmount,
      balanceAfter: points?.balanceAfter ?? null,
    },
    loyalty: null,
    note: reason,
  };
}

/** The gifts among the lines that came back. */
function returnedGifts(
  { gifts = [] }: SettledSale,
  lines: SettledSale["lines"],
): Pick<SettledSale, "gifts"> {
  const back = gifts.flatMap((gift) => {
    const line = lines.find(({ lineId }) => lineId === gift.lineId);
    const count = line?.quantity.kind === "pieces" ? line.quantity.count : 0;
    return count === 0 ? [] : [{ ...gift, count }];
  });
  return back.length === 0 ? {} : { gifts: back };
}

function settledKept(
  desk: Desk,
  { amount, tax }: KeptBack,
  judged: JudgedReturn | undefined,
): Pick<SettledSale, "keptBack"> {
  if (judged === undefined || amount === 0) return {};
  const { policy, giftsAskedBack, reason } = judged.plan;
  const { catalogue, config } = desk.parts;
  const gifts = giftsAskedBack.map(({ promotionId, productId, count, value }) => {
    const product = catalogue.byId.get(productId);
    const name = product === undefined ? productId : productName(product.name, config.language);
    return { promotionId, productId, name, count, value };
  });
  return { keptBack: { policy, amount, tax, gifts, reason } };
}
