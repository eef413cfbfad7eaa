import { bytesToUtf8, utf8ToBytes } from "@noble/ciphers/utils";
import { canonicalJson, type Json, type Outcome, succeed } from "@tillwright/values";
import { type KeyProvider, type SecretRandom, seal, unseal } from "./key-provider.js";
import type { MemberRefusal } from "./refusal.js";
import { dataKeyOf, refuseUnreadable, type SealedMember } from "./sealed-member.js";

/** Never the same as the place of a field: those have another beginning. */
function placeOf(memberId: string, place: string): Uint8Array {
  return utf8ToBytes(`tillwright.beside/1 ${JSON.stringify([memberId, place])}`);
}

/**
 * Seals anything more that is kept of a person — a comment, the record of a merge, a note of the staff — under the member's
 * own key, so that erasing the member makes it unreadable too, wherever its copies are.
 *
 * Refuses `core-members.erased` and `core-members.key-missing`.
 *
 * @param place - what it is, and the id of its record: sealed text that is moved elsewhere does not open
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   openForMember,
 *   parseRegistration,
 *   registerMember,
 *   sealForMember,
 *   sealMember,
 * } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const keys = createLocalKeys({ keys: { k1: random(32) }, current: "k1", indexKey: random(32), random });
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const row = await sealMember(member, keys, random);
 * if (!row.ok) throw new Error(row.refusal.code);
 * const note = await sealForMember(row.value, keys, random, "note N1", "likes a table by the window");
 * if (!note.ok) throw new Error(note.refusal.code);
 * await openForMember(row.value, keys, "note N1", note.value); //=> { "ok": true, "value": "likes a table by the window" }
 * ```
 *
 * @public
 */
export async function sealForMember(
  row: SealedMember,
  keys: KeyProvider,
  random: SecretRandom,
  place: string,
  document: Json,
): Promise<Outcome<string, MemberRefusal>> {
  const dataKey = await dataKeyOf(row, keys);
  if (!dataKey.ok) return dataKey;
  const plain = utf8ToBytes(canonicalJson(document));
  return succeed(seal(dataKey.value, plain, placeOf(row.memberId, place), random));
}

/**
 * Opens what `sealForMember` has sealed, or nothing of it.
 *
 * Refuses `core-members.erased`, `core-members.key-missing` and `core-members.data-damaged`.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   eraseSealed,
 *   openForMember,
 *   parseRegistration,
 *   registerMember,
 *   sealForMember,
 *   sealMember,
 * } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const keys = createLocalKeys({ keys: { k1: random(32) }, current: "k1", indexKey: random(32), random });
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * const row = await sealMember(member, keys, random);
 * if (!row.ok) throw new Error(row.refusal.code);
 * const note = await sealForMember(row.value, keys, random, "note N1", "by the window");
 * if (!note.ok) throw new Error(note.refusal.code);
 * const opened = await openForMember(eraseSealed(row.value), keys, "note N1", note.value);
 * opened.ok ? null : opened.refusal.code; //=> "core-members.erased"
 * ```
 *
 * @public
 */
export async function openForMember(
  row: SealedMember,
  keys: KeyProvider,
  place: string,
  sealed: string,
): Promise<Outcome<Json, MemberRefusal>> {
  const dataKey = await dataKeyOf(row, keys);
  if (!dataKey.ok) return dataKey;
  const plain = unseal(dataKey.value, sealed, placeOf(row.memberId, place));
  if (plain === null) return refuseUnreadable("core-members.data-damaged", row.memberId);
  const document: Json = JSON.parse(bytesToUtf8(plain));
  return succeed(document);
}
