import type { Outcome } from "@tillwright/values";
import type { VerifiedSubject } from "./identity.js";
import type { Member } from "./member.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * Where members are kept. Duplicates are decided here, also for two tills at once.
 *
 * @public
 */
export interface MemberRepository {
  /**
   * Stores a new member. The very same member again is answered as the first time.
   *
   * Refuses `core-members.phone-taken`, `core-members.card-taken` and `core-members.identity-taken` with the `memberId` that
   * holds it, and `core-members.member-exists` for another member of the same id.
   */
  insert(member: Member): Promise<Outcome<Member, MemberRefusal>>;
  /**
   * Replaces a member whose stored version is `expectedVersion`; the answer carries the next version.
   *
   * Refuses `core-members.member-unknown`, `core-members.version-conflict` with the `version` that is stored,
   * `core-members.phone-taken`, `core-members.card-taken` and `core-members.identity-taken`.
   */
  update(member: Member, expectedVersion: number): Promise<Outcome<Member, MemberRefusal>>;
  byId(memberId: string): Promise<Member | null>;
  /** By the international form that `parsePhone` gives. */
  byPhone(phone: string): Promise<Member | null>;
  byCard(cardNumber: string): Promise<Member | null>;
  /** By an account elsewhere; sign-in asks this with a subject that the provider has verified. */
  byIdentity(subject: VerifiedSubject): Promise<Member | null>;
}
