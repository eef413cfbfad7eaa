import type { JournalCommand } from "@tillwright/ledger";
import type { Outcome, Reason } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { voidCoupon } from "./coupons.js";
import { checkWhole } from "./errors.js";
import { firstOf, lotParts, totalOf } from "./lots.js";
import { debtPayment, debtReasons } from "./pay-debt.js";
import { into, post } from "./post.js";
import type { Programme } from "./programme.js";
import type { RewardRecord } from "./redeem-reward.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import {
  rewardAccount,
  rewardPlacedAccount,
  rewardReturnedAccount,
  rewardStockAccount,
} from "./reward-accounts.js";
import type { CommandContext } from "./sale-event.js";
import { type Returning, returning } from "./settle-refund.js";

/**
 * A gift that is brought back.
 *
 * @public
 */
export interface RewardReturn {
  readonly memberId: string;
  readonly returnId: string;
  /** What {@link redeemReward} gave. */
  readonly record: RewardRecord;
  /** Whether the coupon that was given is used already; `false` for goods. */
  readonly couponUsed: boolean;
  /** Whether the gift can be given to somebody else: it goes back to the stock of a limited kind. */
  readonly restock: boolean;
  /** Points owed: the balance of the member's debt account. */
  readonly debt: number;
  readonly context: CommandContext;
}

/** The points go back into their lots; what has expired meanwhile lapses or lives on as the programme says. */
function pointsBack(
  programme: Programme,
  { memberId, returnId, record, debt, context }: RewardReturn,
  back: Returning,
): { readonly commands: readonly JournalCommand[]; readonly paid: number } {
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const { redemptionId } = record;
  const memo = { kind: "reward-returned", returnId, redemptionId };
  const old = [...back.alive, ...back.dead];
  const commands: JournalCommand[] = [];
  if (old.length > 0) {
    const postings = into(...accounts, totalOf(old), { lotParts: lotParts(old) });
    commands.push(post(context, `reward-points-back:${returnId}`, postings, memo));
  }
  const source = { kind: "reward-returned", redemptionId, programme: programme.hash };
  const extended = back.extended.flatMap(({ lotId, amount, expiresAt }) =>
    into(...accounts, amount, { newLot: { lotId, expiresAt, source } }),
  );
  if (extended.length > 0) {
    commands.push(post(context, `reward-points-extended:${returnId}`, extended, memo));
  }
  const usable = [...back.alive, ...back.extended];
  const paid = Math.min(checkWhole(debt, 0, "the debt of points"), totalOf(usable));
  if (paid > 0) {
    const parts = lotParts(firstOf(usable, paid));
    commands.push(debtPayment(memberId, parts, `reward-debt:${returnId}`, memo, context));
  }
  return { commands, paid };
}

/**
 * Takes a gift back: the points return to the lots they came from with their old end and pay debts first, the member may
 * have one more of it, and what is fit for it goes back to the stock. A coupon that was given is void.
 *
 * Refuses `loyalty.reward-used` when that coupon is used.
 *
 * @param programme - the programme that is in force now
 *
 * @example
 * ```ts
 * import { parseProgramme, returnReward } from "@tillwright/loyalty-rules";
 *
 * const cup = { id: "cup", name: { "zh-CN": "马克杯", en: "Mug" }, points: 800, gives: { goods: "P-cup" } };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   rewards: [cup],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const spent = [{ lotId: "S1/points", amount: 800, expiresAt: null }];
 * const record = { redemptionId: "X1", reward: "cup", points: 800, spent, lotId: "X1", coupon: null };
 * const context = { key: "till-1/71", at: 0 };
 * const gift = { memberId: "M1", returnId: "R1", record, couponUsed: false, restock: true };
 * const back = returnReward(parsed.value, { ...gift, debt: 0, context });
 * back.ok ? back.value.points : null; //=> 800
 * ```
 *
 * @public
 */
export function returnReward(
  programme: Programme,
  request: RewardReturn,
): Outcome<
  {
    /** Points that come back, those that pay a debt and those that have expired included. */
    readonly points: number;
    readonly commands: readonly JournalCommand[];
    readonly reasons: readonly Reason[];
  },
  LoyaltyRefusal
> {
  const { memberId, returnId, record, restock, couponUsed, context } = request;
  const { reward, redemptionId, lotId, coupon, points } = record;
  if (coupon !== null && couponUsed) {
    const facts = { reward, couponId: coupon.couponId };
    return refused("loyalty.reward-used", `the coupon ${coupon.couponId} is used`, facts);
  }
  const back = returning(programme, { refundId: returnId, context }, record.spent);
  const { commands, paid } = pointsBack(programme, request, back);
  const memo = { kind: "reward-returned", returnId, redemptionId };
  const gift = [
    { account: rewardAccount(memberId, reward), amount: -1, lotParts: [{ lotId, amount: 1 }] },
    { account: rewardReturnedAccount(memberId, reward), amount: 1 },
  ];
  const limited = programme.rewards.find(({ id }) => id === reward)?.limited ?? false;
  const stock = into(rewardStockAccount(reward), rewardPlacedAccount(reward), 1);
  const why = "the reward was returned";
  return {
    ok: true,
    value: Object.freeze({
      points,
      commands: [
        ...commands,
        post(context, `reward-returned:${returnId}`, gift, memo),
        ...(limited && restock ? [post(context, `reward-restock:${returnId}`, stock, memo)] : []),
        ...(coupon === null ? [] : [voidCoupon({ memberId, ...coupon }, why, context)]),
      ],
      reasons: [
        { code: "loyalty.reward-returned", facts: { reward, points } },
        ...debtReasons(paid),
      ],
    }),
  };
}
