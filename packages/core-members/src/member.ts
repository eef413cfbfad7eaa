import type { Birthday, Instant, Json, LocalDate, MemberFacts, Offer } from "@tillwright/values";
import type { MemberAddress } from "./address.js";
import type { Consent } from "./consent.js";
import type { DedicatedTerm } from "./dedicated-staff.js";
import type { LinkedIdentity } from "./identity.js";
import type { Preferences } from "./preferences.js";

/**
 * The tier a member holds, as loyalty decided it.
 *
 * @public
 */
export interface HeldTier {
  readonly tier: string;
  readonly since: Instant;
  /** The first instant at which it no longer holds; `null` has no end. */
  readonly until: Instant | null;
  /** What loyalty keeps of its judgement for the next one. */
  readonly state?: Json;
}

/**
 * Where and by whom a member was recruited.
 *
 * @public
 */
export interface Recruitment {
  readonly storeId: string | null;
  readonly operatorId: string | null;
  /** How the member came: `till`, `kiosk`, a mini-program, a campaign. */
  readonly source?: string | null;
}

/**
 * A member as a shop knows one. What is personal is listed by `PersonalField`; everything else says nothing of the person.
 *
 * @public
 */
export interface Member {
  readonly memberId: string;
  /** 1 when registered, one more with each update that was stored. */
  readonly version: number;
  readonly status: "active" | "erased" | "merged";
  /** Of a merged member: the one it has become part of. */
  readonly mergedInto?: string;
  /** Ids of the members that have become part of this one. */
  readonly mergedFrom?: readonly string[];
  readonly joinedAt: Instant;
  /** The day of joining in the store's zone. */
  readonly joinedOn: LocalDate;
  readonly recruited: Recruitment;
  /** In international form: `+8613812345678`. `null` once erased. */
  readonly phone: string | null;
  readonly name: string | null;
  readonly birthday: Birthday | null;
  /** Said to be younger than 14, by a guardian or by staff. One whose birthday says so needs no word. */
  readonly minor?: boolean;
  /** A benefit of the birthday was used: the member cannot change it any more. */
  readonly birthdayLocked?: boolean;
  readonly cardNumber: string | null;
  readonly email: string | null;
  /** The first one is the default. */
  readonly addresses: readonly MemberAddress[];
  /** By the keys of the shop's `PreferenceSchema`. */
  readonly preferences: Preferences;
  /** The accounts elsewhere by which the member signs in. */
  readonly identities: readonly LinkedIdentity[];
  readonly tags: readonly string[];
  /** Who looked after the member, the oldest first; the last one without an end does so now. */
  readonly dedicated: readonly DedicatedTerm[];
  readonly tier: HeldTier | null;
  /** Every consent given or withdrawn, the oldest first; the last one of a purpose and channel counts. */
  readonly consents: readonly Consent[];
  /** Completed purchases. */
  readonly purchases: number;
  readonly lastPurchaseOn: LocalDate | null;
}

/**
 * What pricing may know of a member.
 *
 * @param offers - what loyalty says the member is entitled to
 *
 * @example
 * ```ts
 * import { memberFacts, parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * memberFacts(registerMember(parsed.value, details), []).memberId; //=> "M1"
 * ```
 *
 * @public
 */
export function memberFacts(member: Member, offers: readonly Offer[]): MemberFacts {
  return Object.freeze({
    memberId: member.memberId,
    tier: member.tier?.tier ?? null,
    tags: member.tags,
    birthday: member.birthday,
    joinedOn: member.joinedOn,
    purchases: member.purchases,
    offers,
  });
}
