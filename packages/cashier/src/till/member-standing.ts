import { holdTier, type Member } from "@tillwright/core-members";
import { tierOf } from "@tillwright/loyalty-rules";
import { type Instant, localDateOf } from "@tillwright/values";
import type { SettledSale } from "../settled-sale.js";
import type { Desk } from "./desk.js";
import { tierFigures } from "./member-context.js";

/**
 * Brings a member's record up to date with the sales and the journal, after they are durable. It is a copy of what they say:
 * when it cannot be written now (another till was faster), the next sale writes it.
 */
export async function keepStanding(desk: Desk, sale: SettledSale): Promise<void> {
  const { members, config } = desk.parts;
  if (members === null || sale.memberId === null || config.memberStanding === "never") return;
  const member = await members.byId(sale.memberId);
  if (member === null || member.status !== "active") return;
  const now = await standingOf(desk, member, sale.completedAt);
  if (now !== member) await members.update(now, member.version);
}

async function standingOf(desk: Desk, member: Member, at: Instant): Promise<Member> {
  const { store, config } = desk.parts;
  const { memberId } = member;
  const { purchases, lastPurchaseAt } = await store.memberActivity(desk.owner, memberId);
  const on = lastPurchaseAt === null ? null : localDateOf(lastPurchaseAt, config.zone);
  const lastPurchaseOn =
    on !== null && (member.lastPurchaseOn ?? "") < on ? on : member.lastPurchaseOn;
  const tier = await reachedTier(desk, member, at);
  if (purchases === member.purchases && lastPurchaseOn === member.lastPurchaseOn && tier === null) {
    return member;
  }
  const counted = { ...member, purchases, lastPurchaseOn };
  if (tier === null) return counted;
  // What loyalty has judged before stays: it knows what is left when this tier is taken back.
  return holdTier(counted, { ...member.tier, tier, since: at, until: null });
}

/** The tier that the figures have reached above the one that is held; `null` for no change. */
async function reachedTier(desk: Desk, member: Member, at: Instant): Promise<string | null> {
  const { programme } = desk.parts;
  if (programme === null || programme.tiers === null) return null;
  const reached = tierOf(programme, await tierFigures(desk, member.memberId, at));
  if (reached === null) return null;
  const rank = (tier: string | undefined): number =>
    programme.tiers?.levels.findIndex(({ id }) => id === tier) ?? -1;
  return rank(reached.id) > rank(member.tier?.tier) ? reached.id : null;
}
