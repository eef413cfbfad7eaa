import type { Member, MemberRepository } from "@tillwright/core-members";
import { localDateOf, refuse } from "@tillwright/values";
import type { JourneyBasket } from "./group-baskets.js";

/** The zone of the data. */
export const ZONE = "America/New_York";

/** The member behind a household number. */
export function memberOfHousehold(householdId: string): string {
  return `household:${householdId}`;
}

/**
 * The households of the file as members that can be looked up: each joined with its first basket, and nothing personal is
 * known of them. They are read only.
 */
export function householdMembers(baskets: readonly JourneyBasket[]): MemberRepository {
  const members = new Map<string, Member>();
  for (const { householdId, at } of baskets) {
    const memberId = memberOfHousehold(householdId);
    if (!members.has(memberId)) members.set(memberId, householdMember(memberId, at));
  }
  const readOnly = async (member: Member) =>
    refuse("core-members.member-exists", "the households of a file are read only", {
      memberId: member.memberId,
    });
  return {
    insert: readOnly,
    update: readOnly,
    byId: async (memberId) => members.get(memberId) ?? null,
    byPhone: async () => null,
    byCard: async () => null,
    byIdentity: async () => null,
  };
}

function householdMember(memberId: string, joinedAt: number): Member {
  return {
    memberId,
    version: 1,
    status: "active",
    joinedAt,
    joinedOn: localDateOf(joinedAt, ZONE),
    recruited: { storeId: null, operatorId: null },
    phone: null,
    name: null,
    birthday: null,
    cardNumber: null,
    email: null,
    addresses: [],
    preferences: {},
    identities: [],
    tags: [],
    dedicated: [],
    tier: null,
    consents: [],
    purchases: 0,
    lastPurchaseOn: null,
  };
}
