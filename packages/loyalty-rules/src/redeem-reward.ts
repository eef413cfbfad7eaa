import type { JournalCommand, Lot, LotId, OpenCommand, PostCommand } from "@tillwright/ledger";
import type { Outcome, Reason } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { issueCoupon } from "./coupons.js";
import { checkWhole } from "./errors.js";
import { lotParts, type SpentLot, spendable, takeFromLots } from "./lots.js";
import { into, outOf, post } from "./post.js";
import type { Programme } from "./programme.js";
import type { LoyaltyRefusal } from "./refusal.js";
import {
  memberRewardAccounts,
  rewardAccount,
  rewardGivenAccount,
  rewardPlacedAccount,
  rewardStockAccount,
  stockAccounts,
} from "./reward-accounts.js";
import { offerOf, rewardOf, rewardReason } from "./reward-catalogue.js";
import type { CommandContext } from "./sale-event.js";

/**
 * A member who wants a gift for points.
 *
 * @public
 */
export interface RewardRequest {
  readonly memberId: string;
  readonly redemptionId: string;
  /** Id of the reward. */
  readonly reward: string;
  readonly tier: string | null;
  /** The member's lots of points as the journal lists them. */
  readonly lots: readonly Lot[];
  /** How many the member has: what is available of {@link rewardAccount}. */
  readonly taken: number;
  /** How many the member ever had: the balance of {@link rewardGivenAccount} with its sign turned. */
  readonly ever: number;
  /** How many are left: what is available of {@link rewardStockAccount}; `null` where it is not limited. */
  readonly stock: number | null;
  readonly context: CommandContext;
}

/**
 * A gift that was had, as it takes to bring it back. Plain data to be kept.
 *
 * @public
 */
export type RewardRecord = {
  readonly redemptionId: string;
  readonly reward: string;
  readonly points: number;
  readonly spent: readonly SpentLot[];
  /** Its lot in {@link rewardAccount}. */
  readonly lotId: LotId;
  /** The coupon that was given, with the id of its template. */
  readonly coupon: { readonly template: string; readonly couponId: string } | null;
};

/**
 * What happens when a gift is had.
 *
 * @public
 */
export interface RewardRedemption {
  readonly record: RewardRecord;
  /** The product to hand out; `null` for a coupon. */
  readonly product: string | null;
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

/**
 * Puts gifts of a limited kind into the catalogue.
 *
 * Throws `loyalty.not-in-programme` for a reward that is not there and `loyalty.amount-invalid` for less than one.
 *
 * @example
 * ```ts
 * import { parseProgramme, stockReward } from "@tillwright/loyalty-rules";
 *
 * const cup = { id: "cup", name: { "zh-CN": "马克杯", en: "Mug" }, points: 800, gives: { goods: "P-cup" } };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   rewards: [{ ...cup, limited: true }],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const commands = stockReward(parsed.value, "cup", 50, { key: "office/7", at: 0 });
 * commands.map((command) => command.kind); //=> ["open", "post"]
 * ```
 *
 * @public
 */
export function stockReward(
  programme: Programme,
  reward: string,
  count: number,
  context: CommandContext,
): readonly JournalCommand[] {
  const { id } = rewardOf(programme, reward);
  checkWhole(count, 1, "the gifts to put there");
  const { key, at } = context;
  const postings = into(rewardStockAccount(id), rewardPlacedAccount(id), count);
  return [
    { kind: "open", key: `${key}/stock-accounts`, at, accounts: stockAccounts(id) },
    post(context, `reward-stock:${id}`, postings, { kind: "reward-stocked", reward: id, count }),
  ];
}

/** The gift leaves the shelf and stands in the member's account. */
function giftCommands(
  record: RewardRecord,
  limited: boolean,
  { memberId, context }: RewardRequest,
): readonly (OpenCommand | PostCommand)[] {
  const { redemptionId, reward, lotId } = record;
  const { key, at } = context;
  const memo = { kind: "reward-given", reward, redemptionId };
  const newLot = { lotId, expiresAt: null, source: { kind: "reward", redemptionId } };
  const pair = [rewardAccount(memberId, reward), rewardGivenAccount(memberId, reward)] as const;
  const stock = outOf(rewardStockAccount(reward), rewardPlacedAccount(reward), 1);
  const accounts = memberRewardAccounts(memberId, reward);
  return [
    { kind: "open", key: `${key}/reward-accounts:${reward}`, at, accounts },
    post(context, `reward-given:${redemptionId}`, into(...pair, 1, { newLot }), memo),
    ...(limited ? [post(context, `reward-stock:${redemptionId}`, stock, memo)] : []),
  ];
}

/**
 * Exchanges points for a gift or a coupon: points, gift, stock and coupon move together or not at all. Of several tills that
 * want the last one, or a member's last one, the journal lets one have it.
 *
 * Refuses `loyalty.reward-not-for-tier`, `loyalty.reward-limit-reached`, `loyalty.reward-out-of-stock` and
 * `loyalty.points-short`. Throws `loyalty.not-in-programme` for a reward that is not there.
 *
 * @example
 * ```ts
 * import { parseProgramme, redeemReward } from "@tillwright/loyalty-rules";
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
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 900, remaining: 900, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const wish = { memberId: "M1", redemptionId: "X1", reward: "cup", tier: null, lots };
 * const standing = { taken: 0, ever: 0, stock: null };
 * const had = redeemReward(parsed.value, { ...wish, ...standing, context: { key: "till-1/70", at: 0 } });
 * had.ok ? [had.value.product, had.value.record.points] : null; //=> ["P-cup", 800]
 * ```
 *
 * @public
 */
export function redeemReward(
  programme: Programme,
  request: RewardRequest,
): Outcome<RewardRedemption, LoyaltyRefusal> {
  const { memberId, redemptionId, lots, context, tier, taken, stock } = request;
  const reward = rewardOf(programme, request.reward);
  checkWhole(request.ever, 0, "the gifts that the member ever had");
  const standing = { tier, points: spendable(lots, context.at), taken, stock };
  const { points, refusal } = offerOf(reward, standing);
  if (refusal !== null) return { ok: false, refusal };
  const { taken: spent } = takeFromLots(lots, points, context.at);
  const { gives } = reward;
  const record: RewardRecord = Object.freeze({
    redemptionId,
    reward: reward.id,
    points,
    spent,
    // With a limit the lot is named after its place in the row, so that two tills cannot both give the last one.
    lotId:
      reward.perMember === null ? redemptionId : `${memberId}:${reward.id}#${request.ever + 1}`,
    coupon:
      gives.kind === "coupon"
        ? { template: gives.coupon, couponId: `reward:${redemptionId}` }
        : null,
  });
  const postings = outOf(pointsAccount(memberId), pointsIssuedAccount(memberId), points, {
    lotParts: lotParts(spent),
  });
  const memo = { kind: "reward-redeemed", ...record };
  const coupon = record.coupon && { memberId, ...record.coupon };
  return {
    ok: true,
    value: Object.freeze({
      record,
      product: gives.kind === "goods" ? gives.product : null,
      commands: [
        post(context, `reward-points:${redemptionId}`, postings, memo),
        ...giftCommands(record, reward.limited, request),
        ...(coupon === null ? [] : issueCoupon(programme, coupon, context)),
      ],
      reasons: [rewardReason(reward, points)],
    }),
  };
}
