import type { Refusal } from "@tillwright/values";

/** Why a change of members is refused. @public */
export type MemberRefusalCode =
  | "core-members.phone-taken"
  | "core-members.card-taken"
  | "core-members.member-exists"
  | "core-members.member-unknown"
  | "core-members.version-conflict"
  | "core-members.erased";

/** What cannot be done with a member. The facts name members by id, never by phone. @public */
export type MemberRefusal = Refusal<MemberRefusalCode>;
