import { type Outcome, refuse, succeed } from "@tillwright/values";
import type { MemberRefusal } from "./refusal.js";
import type { MemberRepository } from "./repository.js";
import { eraseMember } from "./standing.js";

/** More changes of one member at once than any shop has; then the caller is told. */
const mostTries = 5;

async function eraseOne(
  members: MemberRepository,
  memberId: string,
): Promise<Outcome<readonly string[], MemberRefusal>> {
  for (let attempt = 1; ; attempt += 1) {
    const member = await members.byId(memberId);
    if (member === null) {
      return refuse("core-members.member-unknown", `no member ${memberId}`, { memberId });
    }
    const former = member.mergedFrom ?? [];
    if (member.status === "erased") return succeed(former);
    const stored = await members.update(eraseMember(member), member.version);
    if (stored.ok) return succeed(former);
    if (stored.refusal.code !== "core-members.version-conflict" || attempt === mostTries) {
      return stored;
    }
  }
}

/**
 * Erases a person: the member, and those that have become part of it, whose rows still hold what they once told. Ids,
 * figures and books stay. Over `createSealedMembers` the keys are destroyed, and with them whatever `sealForMember` has
 * sealed; comments of `createSealedFeedback` read as none afterwards. Doing it again does what was left to do.
 *
 * The answer names the members that are erased now. Refuses `core-members.member-unknown`, and
 * `core-members.version-conflict` when a member never stands still.
 *
 * @example
 * ```ts
 * import { createMemoryMembers, erasePerson, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const members = createMemoryMembers();
 * const form = parseRegistration({ phone: "13812345678", name: "王小明" });
 * if (!form.ok) throw new Error("a bad registration");
 * await members.insert(registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" }));
 * await erasePerson(members, "M1"); //=> { "ok": true, "value": ["M1"] }
 * (await members.byId("M1"))?.name; //=> null
 * ```
 *
 * @public
 */
export async function erasePerson(
  members: MemberRepository,
  memberId: string,
): Promise<Outcome<readonly string[], MemberRefusal>> {
  const erased: string[] = [];
  const waiting = [memberId];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (erased.includes(next)) continue;
    const former = await eraseOne(members, next);
    if (!former.ok) return former;
    erased.push(next);
    waiting.push(...former.value);
  }
  return succeed(Object.freeze(erased));
}
