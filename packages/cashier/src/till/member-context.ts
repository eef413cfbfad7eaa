import { type Member, memberFacts } from "@tillwright/core-members";
import type { OpenCommand } from "@tillwright/ledger";
import {
  entitlements,
  type MemberStanding,
  openMemberAccounts,
  pointsAccount,
  pointsDebtAccount,
  type TierFigures,
  tierPointsAccount,
  tierSpendAccount,
  tierVisitsAccount,
} from "@tillwright/loyalty-rules";
import type { Instant, MemberFacts, Outcome } from "@tillwright/values";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Desk } from "./desk.js";

/** Everything the till knows of a member at an instant. */
export interface MemberContext {
  readonly member: Member;
  readonly facts: MemberFacts;
  readonly standing: MemberStanding;
  /** Points that can be spent now. */
  readonly points: number;
}

async function available(desk: Desk, account: string, at: Instant): Promise<number> {
  return (await desk.parts.store.journal.balance(account, at))?.available ?? 0;
}

/** What a member has in the tier window. */
export async function tierFigures(desk: Desk, memberId: string, at: Instant): Promise<TierFigures> {
  const { currency } = desk.parts.config;
  return {
    spend: await available(desk, tierSpendAccount(memberId, currency), at),
    visits: await available(desk, tierVisitsAccount(memberId), at),
    points: await available(desk, tierPointsAccount(memberId), at),
  };
}

async function offersOf(desk: Desk, member: Member, at: Instant): Promise<MemberFacts["offers"]> {
  const { programme } = desk.parts;
  if (programme === null || programme.tiers === null) return [];
  const figures = await tierFigures(desk, member.memberId, at);
  return entitlements(programme, { tier: member.tier, figures }, at).offers;
}

/**
 * What is known of a member now; purchases are counted from the sales themselves. Refuses `cashier.member-unknown`.
 */
export async function memberContext(
  desk: Desk,
  memberId: string,
  at: Instant,
): Promise<Outcome<MemberContext, CashierRefusal>> {
  const { members, programme, store } = desk.parts;
  const member = (await members?.byId(memberId)) ?? null;
  if (member === null || member.status === "erased") {
    return refuse("cashier.member-unknown", `there is no member ${memberId}`, { memberId });
  }
  if (member.status === "merged") {
    const { mergedInto = null } = member;
    // Both numbers and cards lead to the member that was kept; only an id that was kept elsewhere gets here.
    return refuse(
      "cashier.member-unknown",
      `member ${memberId} has become part of member ${String(mergedInto)}`,
      { memberId, mergedInto },
    );
  }
  const { purchases } = await store.memberActivity(desk.owner, memberId);
  const usesPoints = programme !== null && programme.points !== null;
  const facts = { ...memberFacts(member, await offersOf(desk, member, at)), purchases };
  const { tier, tags, birthday } = facts;
  return {
    ok: true,
    value: {
      member,
      facts,
      standing: {
        memberId,
        tier,
        tags,
        birthday,
        joinedOn: member.joinedOn,
        debt: usesPoints ? await available(desk, pointsDebtAccount(memberId), at) : 0,
      },
      points: usesPoints ? await available(desk, pointsAccount(memberId), at) : 0,
    },
  };
}

/** Opens the member's accounts when the journal does not have them yet. */
export async function openAccountsOf(
  desk: Desk,
  memberId: string,
  when: { readonly key: string; readonly at: Instant },
): Promise<readonly OpenCommand[]> {
  const known = pointsAccount(memberId);
  if (desk.openAccounts.has(known)) return [];
  if ((await desk.parts.store.journal.account(known)) !== null) {
    desk.openAccounts.add(known);
    return [];
  }
  return [openMemberAccounts(memberId, desk.parts.config.currency, when)];
}
