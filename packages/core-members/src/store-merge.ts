import { type Outcome, refuse, succeed } from "@tillwright/values";
import type { Member } from "./member.js";
import type { MemberMerge } from "./merge-members.js";
import type { MemberRefusal } from "./refusal.js";
import type { MemberRepository } from "./repository.js";

/** Stores a member unless that was done before: a repeat takes up where the first try stopped. */
async function storeOnce(
  members: MemberRepository,
  after: Member,
  expectedVersion: number,
  isDone: (now: Member) => boolean,
): Promise<Outcome<Member, MemberRefusal>> {
  const { memberId } = after;
  const now = await members.byId(memberId);
  if (now === null) {
    return refuse("core-members.member-unknown", `no member ${memberId}`, { memberId });
  }
  return isDone(now) ? succeed(now) : members.update(after, expectedVersion);
}

/**
 * Stores both members of a merge, in the order in which they do not stand in each other's way. Done again after a crash it
 * does what was left to do. When the member who is kept was changed in between, the other one gets everything back and the
 * merge is refused: nobody is left without phone, card or accounts.
 *
 * Refuses `core-members.version-conflict` (then merge anew from what is stored; when it is the other member's, call this again
 * first, so that it gets everything back), `core-members.member-unknown`, and the refusals of `MemberRepository.update`.
 *
 * @example
 * ```ts
 * import {
 *   createMemoryMembers,
 *   mergeMembers,
 *   parseRegistration,
 *   registerMember,
 *   storeMerge,
 * } from "@tillwright/core-members";
 *
 * const members = createMemoryMembers();
 * const join = async (memberId: string, phone: string) => {
 *   const form = parseRegistration({ phone, cardNumber: `C-${memberId}` });
 *   if (!form.ok) throw new Error("a bad registration");
 *   const member = registerMember(form.value, { memberId, at: 0, zone: "Asia/Shanghai" });
 *   await members.insert(member);
 *   return member;
 * };
 * const merge = mergeMembers(await join("M1", "13812345678"), await join("M2", "13987654321"), 1000);
 * if (!merge.ok) throw new Error(merge.refusal.code);
 * (await storeMerge(members, merge.value)).ok; //=> true
 * (await members.byId("M2"))?.mergedInto; //=> "M1"
 * ```
 *
 * @public
 */
export async function storeMerge(
  members: MemberRepository,
  merge: MemberMerge,
): Promise<Outcome<{ readonly kept: Member; readonly dropped: Member }, MemberRefusal>> {
  const { kept, dropped, keptAfter, droppedAfter } = merge;
  const gone = await storeOnce(
    members,
    droppedAfter,
    dropped.version,
    ({ status, mergedInto }) => status === "merged" && mergedInto === kept.memberId,
  );
  if (!gone.ok) return gone;
  const stays = await storeOnce(members, keptAfter, kept.version, ({ mergedFrom }) =>
    (mergedFrom ?? []).includes(dropped.memberId),
  );
  if (stays.ok) return succeed({ kept: stays.value, dropped: gone.value });
  const back = await members.update(dropped, gone.value.version);
  return back.ok ? stays : back;
}
