import { canonicalJson, type Json, type Outcome, refuse, succeed } from "@tillwright/values";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";
import type { MemberRepository } from "./repository.js";

/** Two members are the same when they say the same. */
function body(member: Member): string {
  const plain: Json = JSON.parse(JSON.stringify(member));
  return canonicalJson(plain);
}

/**
 * Members kept in memory, for tests, demonstrations and training.
 *
 * @example
 * ```ts
 * import { createMemoryMembers, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * const members = createMemoryMembers();
 * await members.insert(registerMember(parsed.value, details));
 * const twin = registerMember(parsed.value, { ...details, memberId: "M2" });
 * const again = await members.insert(twin);
 * again.ok ? null : again.refusal.facts; //=> { "memberId": "M1" }
 * ```
 *
 * @public
 */
export function createMemoryMembers(): MemberRepository {
  const members = new Map<string, Member>();
  const phones = new Map<string, string>();
  const cards = new Map<string, string>();

  function taken(member: Member): { readonly ok: false; readonly refusal: MemberRefusal } | null {
    const phoneHolder = member.phone === null ? undefined : phones.get(member.phone);
    if (phoneHolder !== undefined && phoneHolder !== member.memberId) {
      return refuse("core-members.phone-taken", `member ${phoneHolder} has this phone`, {
        memberId: phoneHolder,
      });
    }
    const cardHolder = member.cardNumber === null ? undefined : cards.get(member.cardNumber);
    if (cardHolder !== undefined && cardHolder !== member.memberId) {
      return refuse("core-members.card-taken", `member ${cardHolder} has this card`, {
        memberId: cardHolder,
      });
    }
    return null;
  }

  function keep(member: Member): Member {
    const before = members.get(member.memberId);
    if (before?.phone) phones.delete(before.phone);
    if (before?.cardNumber) cards.delete(before.cardNumber);
    const kept = Object.freeze({ ...member });
    members.set(kept.memberId, kept);
    if (kept.phone !== null) phones.set(kept.phone, kept.memberId);
    if (kept.cardNumber !== null) cards.set(kept.cardNumber, kept.memberId);
    return kept;
  }

  function insert(member: Member): Outcome<Member, MemberRefusal> {
    const before = members.get(member.memberId);
    if (before !== undefined) {
      if (body(before) === body(member)) return succeed(before);
      return refuse("core-members.member-exists", `member ${member.memberId} exists already`, {
        memberId: member.memberId,
      });
    }
    return taken(member) ?? succeed(keep(member));
  }

  function update(member: Member, expectedVersion: number): Outcome<Member, MemberRefusal> {
    const { memberId } = member;
    const before = members.get(memberId);
    if (before === undefined) {
      return refuse("core-members.member-unknown", `no member ${memberId}`, { memberId });
    }
    if (before.version !== expectedVersion) {
      return refuse(
        "core-members.version-conflict",
        `member ${memberId} is at version ${before.version}, not ${expectedVersion}`,
        { memberId, version: before.version, expectedVersion },
      );
    }
    return taken(member) ?? succeed(keep({ ...member, version: expectedVersion + 1 }));
  }

  const at = (memberId: string | undefined): Member | null =>
    memberId === undefined ? null : (members.get(memberId) ?? null);

  return Object.freeze({
    insert: async (member: Member) => insert(member),
    update: async (member: Member, expectedVersion: number) => update(member, expectedVersion),
    byId: async (memberId: string) => at(memberId),
    byPhone: async (phone: string) => at(phones.get(phone)),
    byCard: async (cardNumber: string) => at(cards.get(cardNumber)),
  });
}
