import type { CurrencyCode, MinorUnits, Rate, RoundingMode, ZoneId } from "@tillwright/values";
import type { Benefit, PaidPlan, Partner } from "./benefit-rules.js";
import type {
  BirthdayGift,
  BirthdayWindow,
  CouponTemplate,
  JoinGift,
  Label,
  PunchCardTemplate,
  ReferralRules,
} from "./gift-rules.js";
import type { Reward } from "./reward-rules.js";

/**
 * Which goods a rule speaks of. Fields that are given must all hold; within a field one match is enough.
 *
 * @public
 */
export interface GoodsCondition {
  readonly products?: readonly string[];
  readonly departments?: readonly string[];
  readonly categories?: readonly string[];
  readonly brands?: readonly string[];
  readonly tags?: readonly string[];
}

/**
 * When and for whom a rule holds. Fields that are given must all hold; within a field one match is enough.
 *
 * @public
 */
export interface SituationCondition {
  readonly tiers?: readonly string[];
  readonly memberTags?: readonly string[];
  /** 1 Monday to 7 Sunday, in the programme's zone. */
  readonly weekdays?: readonly number[];
  /** Days of the month, 1 to 31, in the programme's zone. */
  readonly monthDays?: readonly number[];
  /** The day of the sale is the member's birthday, or lies in its week (Monday to Sunday) or month. */
  readonly birthday?: "day" | "week" | "month";
  /** Whose birthday is 29 February has it on this day of other years; `null` has none then. 28 February when absent. */
  readonly leapDay?: "02-28" | "03-01" | null;
  /** With `birthday` `"day"`: some days before and after it, too. */
  readonly birthdayWindow?: BirthdayWindow;
  readonly stores?: readonly string[];
  readonly channels?: readonly string[];
}

/**
 * One way of earning points on a sale.
 *
 * @public
 */
export type EarnRule =
  | {
      readonly id: string;
      /** `points` for each `per` of money spent on the goods. */
      readonly kind: "amount";
      readonly per: MinorUnits;
      readonly points: number;
      /** The least spent on the goods for the rule to hold. */
      readonly minimum: MinorUnits;
      readonly goods: GoodsCondition;
      readonly when: SituationCondition;
    }
  | {
      readonly id: string;
      /** `points` for each piece of the goods that was paid for; measured goods count as one piece a line. */
      readonly kind: "piece";
      readonly points: number;
      readonly minimum: MinorUnits;
      readonly goods: GoodsCondition;
      readonly when: SituationCondition;
    }
  | {
      readonly id: string;
      /** `points` once for a sale. Multipliers leave it alone. */
      readonly kind: "visit";
      readonly points: number;
      readonly minimum: MinorUnits;
      readonly goods: GoodsCondition;
      readonly when: SituationCondition;
    };

/**
 * More points on some goods, for some members, on some days.
 *
 * @public
 */
export interface Multiplier {
  readonly id: string;
  /** 2 is double. Applied to the exact base of each line, before anything is rounded. */
  readonly times: Rate;
  readonly goods: GoodsCondition;
  readonly when: SituationCondition;
}

/**
 * What happens when several rules hold: all of them, the one that gives the most, or the first in the document.
 *
 * @public
 */
export type Combination = "sum" | "best" | "first";

/**
 * When points (or bonus money) stop being spendable: at the end of a last day in the programme's zone.
 *
 * @public
 */
export type Expiry =
  | { readonly kind: "none" }
  /** So many months after the day it was earned, clamped to the month's last day. */
  | { readonly kind: "months"; readonly months: number }
  /** The last day of the month that lies so many months after the month of earning. */
  | { readonly kind: "end-of-month"; readonly months: number }
  /** 31 December, so many years after the year of earning. */
  | { readonly kind: "end-of-year"; readonly years: number };

/**
 * When points end: each lot by itself, or all of them together, so many months after the day on which the member last earned
 * or used points (`inactivity`).
 *
 * @public
 */
export type PointsExpiry = Expiry | { readonly kind: "inactivity"; readonly months: number };

/**
 * What happens when points have to be taken back that the member has spent already: a debt shown beside a balance of
 * zero and paid from the next earning, a refund reduced by their value, or no refund.
 *
 * @public
 */
export type DebtPolicy = "carry" | "reduce-refund" | "refuse";

/**
 * What happens to points that come back by a refund after they would have expired: they lapse, or live on for some days.
 *
 * @public
 */
export type ReturnedAfterExpiry =
  | { readonly kind: "lapse" }
  | { readonly kind: "extend"; readonly days: number };

/**
 * Points for something that is no sale: a review, a photo shared, a code scanned.
 *
 * @public
 */
export interface EventRule {
  readonly id: string;
  readonly points: number;
  /** How often a member is rewarded: once for ever, once a day, or for each thing it refers to. */
  readonly limit: "once" | "daily" | "each";
}

/** How points pay (积分抵现). @public */
export interface RedeemRule {
  /** Points that make one major unit of money. */
  readonly pointsPerMajorUnit: number;
  readonly step: number;
  /** The largest share of the amount due; `null` for no cap. */
  readonly cap: Rate | null;
}

/** Everything about points. @public */
export interface PointsRules {
  readonly earn: readonly EarnRule[];
  readonly events: readonly EventRule[];
  readonly combine: Combination;
  readonly multipliers: readonly Multiplier[];
  /** For several multipliers on one line: `sum` adds the extra parts (×2 and ×3 make ×4). */
  readonly combineMultipliers: Combination;
  /** Goods that never earn. */
  readonly exclude: readonly GoodsCondition[];
  /** Kinds of tender that earn nothing, because the customer does not pay them. */
  readonly tendersWithoutPoints: readonly string[];
  /** Whether money from the bonus of stored value earns. */
  readonly bonusEarns: boolean;
  /** Points of a sale are seen at once and can be spent so many days after its day; `null` for at once. */
  readonly pending: { readonly days: number } | null;
  /** Applied once for each sale. */
  readonly rounding: RoundingMode;
  /** The most points one sale can earn; `null` for no limit. */
  readonly maximumPerSale: number | null;
  readonly redeem: RedeemRule | null;
  readonly expiry: PointsExpiry;
  readonly returnedAfterExpiry: ReturnedAfterExpiry;
  readonly debt: DebtPolicy;
}

/** One step of top-up with its bonus (充500送50). @public */
export interface TopUpStep {
  readonly pay: MinorUnits;
  readonly bonus: MinorUnits;
  /** Whether the bonus is given for each full `pay` or once. */
  readonly repeat: boolean;
  /** The bonus comes in so many parts, the first at once and one more each day, week or month; `null` for all at once. */
  readonly instalments: {
    readonly count: number;
    readonly every: "day" | "week" | "month";
  } | null;
}

/**
 * Which part of stored value is spent first.
 *
 * @public
 */
export type SpendOrder = "principal-first" | "bonus-first" | "pro-rata";

/** Everything about stored value (储值). @public */
export interface StoredValueRules {
  /** From low to high; the highest step that was reached counts. */
  readonly topUps: readonly TopUpStep[];
  readonly spendOrder: SpendOrder;
  /** The least and the most of one top-up, and the most principal a member may hold; `null` for no limit. */
  readonly minimumTopUp: MinorUnits | null;
  readonly maximumTopUp: MinorUnits | null;
  readonly maximumBalance: MinorUnits | null;
  /** Of the bonus; principal never expires. */
  readonly bonusExpiry: Expiry;
}

/**
 * What it takes to reach a tier, counted in the tier window.
 *
 * @public
 */
export type TierCondition =
  | { readonly kind: "spend"; readonly amount: MinorUnits }
  | { readonly kind: "visits"; readonly count: number }
  | { readonly kind: "points"; readonly count: number }
  /** A paid plan that is in force. */
  | { readonly kind: "plan"; readonly plan: string }
  | { readonly kind: "any" | "all"; readonly of: readonly TierCondition[] };

/** A tier and its benefits. @public */
export interface Tier {
  readonly id: string;
  readonly name: Label;
  /** `null` for the tier that every member has. */
  readonly reach: TierCondition | null;
  /** What it takes to keep it when its term ends (保级). */
  readonly keep: TierCondition | null;
  /** Promotions of the pricing rules that its members are entitled to. */
  readonly promotions: readonly string[];
  /** Everything else that it brings. */
  readonly benefits: readonly Benefit[];
}

/**
 * Over which time spend, visits and points count towards a tier.
 *
 * @public
 */
export type TierWindow =
  | { readonly kind: "rolling"; readonly months: number }
  | { readonly kind: "calendar-year" }
  | { readonly kind: "membership-year" };

/** All tiers, from low to high. @public */
export interface TierRules {
  readonly window: TierWindow;
  /** Whether the sale that reaches a tier is priced as the tier before (`after`) or as the new one (`during`). */
  readonly upgrade: "after" | "during";
  /** How long a tier holds before it has to be kept. */
  readonly term: Expiry;
  /** Days after the term in which the level to keep can still be reached. */
  readonly graceDays: number;
  /** Where a member goes who does not keep a tier: one tier down, or to what the figures reach. */
  readonly downgrade: "one-step" | "recompute";
  readonly levels: readonly Tier[];
}

/**
 * What membership is worth: the parsed programme document. Plain data that can be stored as it is; `hash` names this
 * version, and each lot of points carries it.
 *
 * @public
 */
export interface Programme {
  readonly format: "tillwright.programme/1";
  /** Content hash of all other fields. */
  readonly hash: string;
  readonly currency: CurrencyCode;
  readonly zone: ZoneId;
  readonly points: PointsRules | null;
  readonly storedValue: StoredValueRules | null;
  readonly tiers: TierRules | null;
  readonly joinGift: JoinGift | null;
  readonly coupons: readonly CouponTemplate[];
  readonly punchCards: readonly PunchCardTemplate[];
  readonly birthday: BirthdayGift | null;
  readonly referral: ReferralRules | null;
  /** The gift catalogue. */
  readonly rewards: readonly Reward[];
  readonly plans: readonly PaidPlan[];
  /** Shops that share the points with the house. */
  readonly partners: readonly Partner[];
}
