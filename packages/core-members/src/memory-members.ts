import { canonicalJson, type Json, type Outcome, refuse, succeed } from "@tillwright/values";
import { identityKey, type VerifiedSubject } from "./identity.js";
import { type Handles, moveHandles, noHolders, takenBy } from "./internal/holders.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";
import type { MemberRepository } from "./repository.js";

/** Two members are the same when they say the same. */
function body(member: Member): string {
  const plain: Json = JSON.parse(JSON.stringify(member));
  return canonicalJson(plain);
}

function handlesOf({ phone, cardNumber, identities }: Member): Handles {
  return { phone, card: cardNumber, identities: identities.map(identityKey) };
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
  const holders = noHolders();

  function keep(member: Member): Member {
    const before = members.get(member.memberId);
    const kept = Object.freeze({ ...member });
    members.set(kept.memberId, kept);
    moveHandles(holders, kept.memberId, before ? handlesOf(before) : null, handlesOf(kept));
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
    return takenBy(holders, member.memberId, handlesOf(member)) ?? succeed(keep(member));
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
    const next = { ...member, version: expectedVersion + 1 };
    return takenBy(holders, memberId, handlesOf(member)) ?? succeed(keep(next));
  }

  const at = (memberId: string | undefined): Member | null =>
    memberId === undefined ? null : (members.get(memberId) ?? null);

  return Object.freeze({
    insert: async (member: Member) => insert(member),
    update: async (member: Member, expectedVersion: number) => update(member, expectedVersion),
    byId: async (memberId: string) => at(memberId),
    byPhone: async (phone: string) => at(holders.phones.get(phone)),
    byCard: async (cardNumber: string) => at(holders.cards.get(cardNumber)),
    byIdentity: async (subject: VerifiedSubject) =>
      at(holders.identities.get(identityKey(subject))),
  });
}
