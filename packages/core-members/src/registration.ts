import {
  type Birthday,
  type Instant,
  isZone,
  localDateOf,
  type Outcome,
  refuse,
  succeed,
  type ZoneId,
} from "@tillwright/values";
import type { Consent, ConsentChannel } from "./consent.js";
import { MembersError } from "./errors.js";
import { refuseGone } from "./internal/refuse-gone.js";
import type { Member, Recruitment } from "./member.js";
import { type PreferenceChanges, withChanges } from "./preferences.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * A consent as it is given with a registration or an update.
 *
 * @public
 */
export interface ConsentDraft {
  readonly purpose: string;
  readonly channel: ConsentChannel;
  readonly given: boolean;
  readonly textVersion: string;
  readonly text?: string;
}

/**
 * What a person tells when joining; a phone is enough.
 *
 * @public
 */
export interface Registration {
  /** In international form. */
  readonly phone: string;
  readonly name: string | null;
  readonly birthday: Birthday | null;
  readonly cardNumber: string | null;
  readonly email?: string | null;
  /** Said to be younger than 14. */
  readonly minor?: boolean;
  readonly tags: readonly string[];
  readonly consents: readonly ConsentDraft[];
}

/**
 * What a member changes; what is not named stays.
 *
 * @public
 */
export interface MemberChanges {
  readonly phone?: string;
  readonly name?: string | null;
  readonly birthday?: Birthday | null;
  readonly cardNumber?: string | null;
  readonly email?: string | null;
  readonly minor?: boolean;
  /** As `parsePreferences` gives them: those that are named change, `null` clears one. */
  readonly preferences?: PreferenceChanges;
  readonly tags?: readonly string[];
  /** Added to those that were given or withdrawn before, in the order of their times: a late message changes no later word. */
  readonly consents?: readonly ConsentDraft[];
}

function consentsAt(drafts: readonly ConsentDraft[], at: Instant): readonly Consent[] {
  return drafts.map(({ purpose, channel, given, textVersion, text }) =>
    Object.freeze({
      purpose,
      channel,
      given,
      at,
      textVersion,
      ...(text === undefined ? {} : { text }),
    }),
  );
}

/**
 * A new member from a parsed registration.
 *
 * @param details - the id and instant of joining, the store's zone, and where the member was recruited
 *
 * @example
 * ```ts
 * import { parseRegistration, registerMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * registerMember(parsed.value, details).joinedOn; //=> "2027-01-15"
 * ```
 *
 * @public
 */
export function registerMember(
  registration: Registration,
  details: {
    readonly memberId: string;
    readonly at: Instant;
    readonly zone: ZoneId;
    readonly recruited?: Recruitment;
  },
): Member {
  const { memberId, at, zone } = details;
  if (memberId === "" || !Number.isSafeInteger(at) || !isZone(zone)) {
    throw new MembersError(
      "core-members.argument-invalid",
      "registerMember needs an id, an instant and a zone",
      { memberId, at: String(at), zone },
    );
  }
  return Object.freeze({
    memberId,
    version: 1,
    status: "active",
    joinedAt: at,
    joinedOn: localDateOf(at, zone),
    recruited: Object.freeze({ storeId: null, operatorId: null, ...details.recruited }),
    phone: registration.phone,
    name: registration.name,
    birthday: registration.birthday,
    ...(registration.minor === true ? { minor: true } : {}),
    cardNumber: registration.cardNumber,
    email: registration.email ?? null,
    addresses: [],
    preferences: {},
    identities: [],
    tags: registration.tags,
    dedicated: [],
    tier: null,
    consents: consentsAt(registration.consents, at),
    purchases: 0,
    lastPurchaseOn: null,
  });
}

function movesLockedBirthday({ birthday, birthdayLocked }: Member, to: Birthday | null): boolean {
  if (birthdayLocked !== true || birthday === null) return false;
  return (
    to === null ||
    to.month !== birthday.month ||
    to.day !== birthday.day ||
    to.year !== birthday.year
  );
}

/**
 * A member with changes; store it with `update` and the version that was read.
 *
 * Refuses `core-members.erased`, `core-members.merged`, and `core-members.birthday-locked` for another birthday once a benefit of
 * it was used (`lockBirthday`).
 *
 * @example
 * ```ts
 * import { parseRegistration, registerMember, updateMember } from "@tillwright/core-members";
 *
 * const phone = "13812345678";
 * const parsed = parseRegistration({ phone, name: "王小明" });
 * if (!parsed.ok) throw new Error("a bad registration");
 * const details = { memberId: "M1", at: 1_800_000_000_000, zone: "Asia/Shanghai" };
 * const member = registerMember(parsed.value, details);
 * const updated = updateMember(member, { name: "王大明" }, details.at);
 * updated.ok ? updated.value.name : null; //=> "王大明"
 * ```
 *
 * @public
 */
export function updateMember(
  member: Member,
  changes: MemberChanges,
  at: Instant,
): Outcome<Member, MemberRefusal> {
  const gone = refuseGone(member);
  if (gone !== null) return gone;
  const { consents = [], preferences = {}, ...fields } = changes;
  if (fields.birthday !== undefined && movesLockedBirthday(member, fields.birthday)) {
    const { memberId } = member;
    const message = `the birthday of member ${memberId} can no longer be changed`;
    return refuse("core-members.birthday-locked", message, { memberId });
  }
  return succeed(
    Object.freeze({
      ...member,
      ...fields,
      preferences: withChanges(member.preferences, preferences),
      consents: [...member.consents, ...consentsAt(consents, at)].sort((a, b) => a.at - b.at),
    }),
  );
}
