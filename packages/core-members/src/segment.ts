import { addDays, type LocalDate, type MinorUnits, type Reason } from "@tillwright/values";
import { type ConsentChannel, hasConsent } from "./consent.js";
import { dedicatedTo } from "./dedicated-staff.js";
import type { Member } from "./member.js";

/**
 * One line of a past sale, as segments see it.
 *
 * @public
 */
export interface PurchaseFact {
  readonly on: LocalDate;
  readonly productId: string;
  readonly department: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly amount: MinorUnits;
}

/**
 * Goods that were bought in the last days: fields that are given must all hold, within a field one match is enough.
 *
 * @public
 */
export interface BoughtCondition {
  readonly products?: readonly string[];
  readonly departments?: readonly string[];
  readonly categories?: readonly string[];
  readonly tags?: readonly string[];
  readonly withinDays: number;
  /** Lines of such goods. */
  readonly times: number;
  /** What they came to. */
  readonly amount: MinorUnits;
}

/**
 * What makes a member belong to a segment.
 *
 * @public
 */
export type SegmentCondition =
  | { readonly kind: "all" | "any"; readonly of: readonly SegmentCondition[] }
  | { readonly kind: "not"; readonly of: SegmentCondition }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "tier"; readonly tiers: readonly string[] }
  | { readonly kind: "birthday-month"; readonly month: number }
  | { readonly kind: "purchases"; readonly least: number }
  /** Came within so many days. */
  | { readonly kind: "came"; readonly withinDays: number }
  | { readonly kind: "joined"; readonly withinDays: number }
  | { readonly kind: "recruited"; readonly stores: readonly string[] }
  /** One of the values, or, of a preference with several choices, one of them among those chosen. */
  | { readonly kind: "prefers"; readonly preference: string; readonly values: readonly string[] }
  /** Looked after by one of these now. */
  | { readonly kind: "dedicated"; readonly operators: readonly string[] }
  | { readonly kind: "consented"; readonly purpose: string; readonly channel: ConsentChannel }
  | { readonly kind: "bought"; readonly goods: BoughtCondition };

/**
 * A saved question about members: "bought baby goods in 90 days".
 *
 * @public
 */
export interface Segment {
  readonly id: string;
  readonly name: Readonly<Record<"zh-CN" | "en", string>>;
  readonly where: SegmentCondition;
}

/**
 * Whether a member belongs, and the conditions that decided it.
 *
 * @public
 */
export interface SegmentAnswer {
  readonly belongs: boolean;
  /** One reason for each condition that decided: those that held when the member belongs, else those that failed. */
  readonly reasons: readonly Reason[];
}

/** A date within the last `days`, today included. */
function isRecent(date: LocalDate | null, days: number, today: LocalDate): boolean {
  return date !== null && date > addDays(today, -days) && date <= today;
}

function within(wanted: readonly string[] | undefined, seen: readonly string[]): boolean {
  return wanted === undefined || seen.some((value) => wanted.includes(value));
}

function bought(goods: BoughtCondition, purchases: readonly PurchaseFact[], today: LocalDate) {
  const matching = purchases.filter(
    (purchase) =>
      isRecent(purchase.on, goods.withinDays, today) &&
      within(goods.products, [purchase.productId]) &&
      within(goods.departments, [purchase.department]) &&
      within(goods.categories, purchase.categories) &&
      within(goods.tags, purchase.tags),
  );
  const amount = matching.reduce((sum, purchase) => sum + purchase.amount, 0);
  return { times: matching.length, amount };
}

/** The goods that are asked for, by their ids. */
function goodsAsked({ products, departments, categories, tags }: BoughtCondition): string[] {
  return [...(products ?? []), ...(departments ?? []), ...(categories ?? []), ...(tags ?? [])];
}

function answer(belongs: boolean, code: string, facts: Reason["facts"]): SegmentAnswer {
  return {
    belongs,
    reasons: [{ code: `core-members.segment-${code}`, facts: { ...facts, belongs } }],
  };
}

/** Everything a condition is judged by. */
interface Question {
  readonly member: Member;
  readonly purchases: readonly PurchaseFact[];
  readonly today: LocalDate;
}

function judgeGroup(
  condition: { readonly kind: "all" | "any"; readonly of: readonly SegmentCondition[] },
  question: Question,
): SegmentAnswer {
  const answers = condition.of.map((part) => judge(part, question));
  const belongs =
    condition.kind === "all"
      ? answers.every((part) => part.belongs)
      : answers.some((part) => part.belongs);
  const deciding = answers.filter((part) => part.belongs === belongs);
  return { belongs, reasons: deciding.flatMap((part) => part.reasons) };
}

function judge(condition: SegmentCondition, question: Question): SegmentAnswer {
  const { member, today } = question;
  switch (condition.kind) {
    case "all":
    case "any":
      return judgeGroup(condition, question);
    case "not": {
      const inner = judge(condition.of, question);
      return { belongs: !inner.belongs, reasons: inner.reasons };
    }
    case "tag":
      return answer(member.tags.includes(condition.tag), "tag", { tag: condition.tag });
    case "tier": {
      const tier = member.tier?.tier ?? "";
      return answer(condition.tiers.includes(tier), "tier", {
        tier: tier || "–",
        wanted: [...condition.tiers],
      });
    }
    case "birthday-month": {
      const { month } = condition;
      return answer(member.birthday?.month === month, "birthday-month", { month });
    }
    case "purchases": {
      const { purchases } = member;
      const { least } = condition;
      return answer(purchases >= least, "purchases", { purchases, least });
    }
    case "came": {
      const { withinDays } = condition;
      const last = member.lastPurchaseOn;
      return answer(isRecent(last, withinDays, today), "came", { last: last ?? "–", withinDays });
    }
    case "joined": {
      const { withinDays } = condition;
      const { joinedOn } = member;
      return answer(isRecent(joinedOn, withinDays, today), "joined", { joinedOn, withinDays });
    }
    default:
      return judgeRelation(condition, question);
  }
}

type RelationKind = "recruited" | "prefers" | "dedicated" | "consented" | "bought";

/** What binds the member to the shop: who looks after it, what it likes, allows and buys. */
function judgeRelation(
  condition: Extract<SegmentCondition, { readonly kind: RelationKind }>,
  question: Question,
): SegmentAnswer {
  const { member, today } = question;
  switch (condition.kind) {
    case "recruited": {
      const store = member.recruited.storeId ?? "";
      const wanted = [...condition.stores];
      return answer(condition.stores.includes(store), "recruited", { store: store || "–", wanted });
    }
    case "prefers": {
      const { preference, values } = condition;
      const seen = [member.preferences[preference] ?? []].flat().map(String);
      const belongs = seen.some((value) => values.includes(value));
      return answer(belongs, "prefers", { preference, wanted: [...values] });
    }
    case "dedicated": {
      const operators = [...condition.operators];
      const belongs = operators.includes(dedicatedTo(member) ?? "");
      return answer(belongs, "dedicated", { wanted: operators });
    }
    case "consented": {
      const { purpose, channel } = condition;
      const belongs = hasConsent(member.consents, purpose, channel);
      return answer(belongs, "consented", { purpose, channel });
    }
    case "bought": {
      const { goods } = condition;
      const { times, amount } = bought(goods, question.purchases, today);
      const { withinDays, times: least } = goods;
      const belongs = times >= least && amount >= goods.amount;
      return answer(belongs, "bought", {
        times,
        least,
        amount,
        leastAmount: goods.amount,
        withinDays,
        goods: goodsAsked(goods),
      });
    }
  }
}

/**
 * Whether a member belongs to a segment, and why. Members who were erased or merged belong to none.
 *
 * @param purchases - lines of the member's past sales, in any order
 * @param today - the day in the store's zone
 *
 * @example
 * ```ts
 * import { judgeSegment, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const form = parseRegistration({ phone: "13812345678", tags: ["organic"] });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const name = { "zh-CN": "有机", en: "Organic" };
 * const segment = { id: "organic", name, where: { kind: "tag", tag: "organic" } } as const;
 * judgeSegment(segment, member, [], "2027-01-15").belongs; //=> true
 * ```
 *
 * @public
 */
export function judgeSegment(
  segment: Segment,
  member: Member,
  purchases: readonly PurchaseFact[],
  today: LocalDate,
): SegmentAnswer {
  if (member.status !== "active") return answer(false, "not-active", { memberId: member.memberId });
  return judge(segment.where, { member, purchases, today });
}
