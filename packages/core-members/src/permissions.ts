import { type Outcome, refuse, succeed } from "@tillwright/values";
import type { MemberRefusal } from "./refusal.js";

/** What can be done with members. @public */
export type MemberVerb =
  | "register"
  | "read-masked"
  | "read-personal"
  | "update"
  | "tag"
  | "unlock-birthday"
  | "link-identity"
  | "assign-staff"
  | "moderate-feedback"
  | "read-log"
  | "merge"
  | "export"
  | "erase"
  | "adjust-points"
  | "adjust-stored-value"
  | "grant-tier";

/**
 * What a role may do: a verb is allowed (`true`) or allowed up to an amount.
 *
 * @public
 */
export type MemberRole = Readonly<Partial<Record<MemberVerb, true | number>>>;

/** Roles by name, from the least to the most trusted. @public */
export type MemberRoles = Readonly<Record<string, MemberRole>>;

/** A limit holds both ways: taking a thousand points away is no smaller thing than giving them. */
function allows(role: MemberRole | undefined, verb: MemberVerb, amount: number): boolean {
  const limit = role?.[verb];
  return limit === true || (typeof limit === "number" && Math.abs(amount) <= limit);
}

/**
 * Whether a role may do something, for an amount where the verb has one.
 *
 * Refuses `core-members.not-permitted`; the facts say which roles could. A role that nobody defined may do nothing.
 *
 * @example
 * ```ts
 * import { permitMember } from "@tillwright/core-members";
 *
 * const roles = {
 *   clerk: { register: true, "read-masked": true, "adjust-points": 100 },
 *   manager: { register: true, "read-masked": true, "adjust-points": 10000, erase: true },
 * } as const;
 * permitMember(roles, "clerk", "adjust-points", 100).ok; //=> true
 * const refused = permitMember(roles, "clerk", "adjust-points", 101);
 * refused.ok ? null : refused.refusal.facts["couldBe"]; //=> ["manager"]
 * ```
 *
 * @public
 */
export function permitMember(
  roles: MemberRoles,
  role: string,
  verb: MemberVerb,
  amount = 0,
): Outcome<true, MemberRefusal> {
  const own = Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (allows(own, verb, amount)) return succeed(true);
  const couldBe = Object.entries(roles)
    .filter(([, other]) => allows(other, verb, amount))
    .map(([name]) => name);
  return refuse("core-members.not-permitted", `role ${role} may not ${verb}`, {
    role,
    verb,
    amount,
    couldBe,
  });
}
