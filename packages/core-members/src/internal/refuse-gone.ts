import { refuse } from "@tillwright/values";
import type { Member } from "../member.js";
import type { MemberRefusal } from "../refusal.js";

/** The refusal for a member who can no longer be changed: erased, or part of another one. */
export function refuseGone(member: Member): {
  readonly ok: false;
  readonly refusal: MemberRefusal;
} | null {
  const { memberId, status, mergedInto } = member;
  if (status === "active") return null;
  if (status === "erased") {
    return refuse("core-members.erased", `member ${memberId} was erased`, { memberId });
  }
  const into = mergedInto ?? "";
  return refuse("core-members.merged", `member ${memberId} is now part of ${into}`, {
    memberId,
    mergedInto: into,
  });
}
