import type { Refusal } from "@tillwright/values";

/** Why a change of members is refused. @public */
export type MemberRefusalCode =
  | "core-members.phone-taken"
  | "core-members.card-taken"
  | "core-members.identity-taken"
  | "core-members.identity-linked"
  | "core-members.identity-unverified"
  | "core-members.member-exists"
  | "core-members.member-unknown"
  | "core-members.nobody-found"
  | "core-members.version-conflict"
  | "core-members.erased"
  | "core-members.merged"
  | "core-members.birthday-locked"
  | "core-members.address-unknown"
  | "core-members.too-many-addresses"
  | "core-members.too-early"
  | "core-members.feedback-given"
  | "core-members.feedback-unknown"
  | "core-members.feedback-closed"
  | "core-members.key-missing"
  | "core-members.data-damaged"
  | "core-members.merge-impossible"
  | "core-members.not-permitted"
  | "core-members.no-consent"
  | "core-members.quiet-hours"
  | "core-members.minor";

/** What cannot be done with a member. The facts name members by id, never by phone. @public */
export type MemberRefusal = Refusal<MemberRefusalCode>;
