import { bytesToUtf8, utf8ToBytes } from "@noble/ciphers/utils";
import { hmac } from "@noble/hashes/hmac";
import { sha256 } from "@noble/hashes/sha2";
import { type Outcome, refuse, succeed } from "@tillwright/values";
import { identityKey } from "./identity.js";
import {
  type KeyProvider,
  type SecretRandom,
  seal,
  toHex,
  unseal,
  type WrappedKey,
} from "./key-provider.js";
import type { Member } from "./member.js";
import { nobody, type PersonalField, personalFields } from "./personal-fields.js";
import type { MemberRefusal } from "./refusal.js";

/**
 * A member as it lies on disk: what names or describes the person is sealed field by field under a key of its own, and
 * what the books need is plain. Without the key nothing of the person can be read.
 *
 * @public
 */
export interface SealedMember {
  readonly memberId: string;
  readonly version: number;
  /** Everything that is not personal. */
  readonly plain: Omit<Member, PersonalField>;
  /** The member's data key; `null` once it was destroyed. */
  readonly key: WrappedKey | null;
  /** By field: hexadecimal nonce, text and tag, bound to member and field. */
  readonly fields: Readonly<Record<PersonalField, string>> | null;
  /** Keyed hashes by which a phone and a card are found and kept unique; `null` without one. */
  readonly phoneIndex: string | null;
  readonly cardIndex: string | null;
  /** The same of the accounts elsewhere, in the order in which they were linked. */
  readonly identityIndexes: readonly string[];
}

function placeOf(memberId: string, field: PersonalField): Uint8Array {
  return utf8ToBytes(`tillwright.member/1 ${memberId} ${field}`);
}

/**
 * The blind index of a phone, a card or an account elsewhere (by `identityKey`): the same for the same value, of no use
 * without the key.
 *
 * @example
 * ```ts
 * import { blindIndex } from "@tillwright/core-members";
 *
 * const key = new Uint8Array(32).fill(7);
 * blindIndex(key, "phone", "+8613812345678") === blindIndex(key, "card", "+8613812345678"); //=> false
 * ```
 *
 * @public
 */
export function blindIndex(
  indexKey: Uint8Array,
  kind: "phone" | "card" | "identity",
  value: string,
): string {
  return toHex(hmac(sha256, indexKey, utf8ToBytes(`${kind}:${value}`)));
}

function indexOf(key: Uint8Array, kind: "phone" | "card", value: string | null): string | null {
  return value === null ? null : blindIndex(key, kind, value);
}

/** The refusal for data that does not open: it tells whose, and nothing of what. */
export function refuseUnreadable(
  code: "core-members.key-missing" | "core-members.data-damaged",
  id: string,
): { readonly ok: false; readonly refusal: MemberRefusal } {
  return refuse(code, `the data of member ${id} cannot be read`, { memberId: id });
}

/** The data key of a row, or why there is none. */
export async function dataKeyOf(
  sealed: SealedMember,
  keys: KeyProvider,
): Promise<Outcome<Uint8Array, MemberRefusal>> {
  if (sealed.key === null) {
    return refuse("core-members.erased", `member ${sealed.memberId} was erased`, {
      memberId: sealed.memberId,
    });
  }
  const dataKey = await keys.unwrap(sealed.key);
  return dataKey === null
    ? refuseUnreadable("core-members.key-missing", sealed.memberId)
    : succeed(dataKey);
}

/** A row of which only what the books need is left. */
export function withoutPerson(
  row: Pick<SealedMember, "memberId" | "version" | "plain">,
): SealedMember {
  const { memberId, version, plain } = row;
  const gone = { key: null, fields: null, phoneIndex: null, cardIndex: null, identityIndexes: [] };
  return Object.freeze({ memberId, version, plain, ...gone });
}

function plainOf(member: Member): SealedMember["plain"] {
  const entries = Object.entries(member).filter(([field]) => !Object.hasOwn(nobody, field));
  // What is left of a member without its personal fields is the plain part, by the type's own definition.
  return Object.freeze(Object.fromEntries(entries) as SealedMember["plain"]);
}

function sealedFields(hide: (field: PersonalField) => string): Record<PersonalField, string> {
  const pairs = personalFields.map((field) => [field, hide(field)] as const);
  return Object.fromEntries(pairs) as Record<PersonalField, string>;
}

/**
 * Seals a member. A row that is there already keeps its data key; a new one gets one.
 *
 * Refuses `core-members.key-missing` when the row's key cannot be unlocked.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   parseRegistration,
 *   registerMember,
 *   sealMember,
 * } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const key = random(32);
 * const keys = createLocalKeys({ keys: { k1: key }, current: "k1", indexKey: random(32), random });
 * const form = parseRegistration({ phone: "13812345678", name: "王小明" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const row = await sealMember(member, keys, random);
 * if (!row.ok) throw new Error(row.refusal.code);
 * row.value.key?.keyId; //=> "k1"
 * ```
 *
 * @public
 */
export async function sealMember(
  member: Member,
  keys: KeyProvider,
  random: SecretRandom,
  before: SealedMember | null = null,
): Promise<Outcome<SealedMember, MemberRefusal>> {
  const { memberId, version } = member;
  const plain = plainOf(member);
  if (member.status === "erased") return succeed(withoutPerson({ memberId, version, plain }));
  const kept = before === null || before.key === null ? null : await dataKeyOf(before, keys);
  if (kept !== null && !kept.ok) return kept;
  const dataKey = kept?.value ?? random(32);
  const key = before?.key ?? (await keys.wrap(dataKey));
  const hide = (field: PersonalField, value: unknown) =>
    seal(dataKey, utf8ToBytes(JSON.stringify(value)), placeOf(memberId, field), random);
  const indexKey = await keys.indexKey();
  return succeed({
    memberId,
    version,
    plain,
    key,
    fields: sealedFields((field) => hide(field, member[field])),
    phoneIndex: indexOf(indexKey, "phone", member.phone),
    cardIndex: indexOf(indexKey, "card", member.cardNumber),
    identityIndexes: member.identities.map((own) =>
      blindIndex(indexKey, "identity", identityKey(own)),
    ),
  });
}

/**
 * Opens a sealed member: all of it or nothing.
 *
 * Refuses `core-members.key-missing` for a key that is not there or is the wrong one, and `core-members.data-damaged` for
 * data that was changed or moved to another row or field. An erased member opens without personal data.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   openMember,
 *   parseRegistration,
 *   registerMember,
 *   sealMember,
 * } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const key = random(32);
 * const keys = createLocalKeys({ keys: { k1: key }, current: "k1", indexKey: random(32), random });
 * const form = parseRegistration({ phone: "13812345678", name: "王小明" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const row = await sealMember(member, keys, random);
 * if (!row.ok) throw new Error(row.refusal.code);
 * const opened = await openMember(row.value, keys);
 * opened.ok ? opened.value.name : null; //=> "王小明"
 * ```
 *
 * @public
 */
export async function openMember(
  sealed: SealedMember,
  keys: KeyProvider,
): Promise<Outcome<Member, MemberRefusal>> {
  const { plain, fields, memberId } = sealed;
  if (fields === null) return succeed(Object.freeze({ ...plain, ...nobody }));
  const dataKey = await dataKeyOf(sealed, keys);
  if (!dataKey.ok) return dataKey;
  const opened: [PersonalField, unknown][] = [];
  for (const field of personalFields) {
    const bytes = unseal(dataKey.value, fields[field] ?? "", placeOf(memberId, field));
    if (bytes === null) return refuseUnreadable("core-members.data-damaged", memberId);
    opened.push([field, JSON.parse(bytesToUtf8(bytes))]);
  }
  // What opens with its tag intact is what was sealed: the types are those of the member that went in.
  const person = Object.fromEntries(opened) as Pick<Member, PersonalField>;
  return succeed(Object.freeze({ ...plain, ...person }));
}
