import { type Outcome, succeed } from "@tillwright/values";
import type { KeyProvider } from "./key-provider.js";
import type { MemberRefusal } from "./refusal.js";
import { dataKeyOf, type SealedMember } from "./sealed-member.js";

/**
 * Locks a row's data key with the newest key; the fields stay as they are, so rows can be rotated one by one while the shop
 * sells.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   parseRegistration,
 *   registerMember,
 *   rotateKey,
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
 * const both = { k1: key, k2: random(32) };
 * const newer = createLocalKeys({ keys: both, current: "k2", indexKey: random(32), random });
 * const rotated = await rotateKey(row.value, newer);
 * rotated.ok ? rotated.value.key?.keyId : null; //=> "k2"
 * ```
 *
 * @public
 */
export async function rotateKey(
  sealed: SealedMember,
  keys: KeyProvider,
): Promise<Outcome<SealedMember, MemberRefusal>> {
  if (sealed.key === null || sealed.key.keyId === (await keys.currentKeyId())) {
    return succeed(sealed);
  }
  const dataKey = await dataKeyOf(sealed, keys);
  if (!dataKey.ok) return dataKey;
  return succeed({ ...sealed, key: await keys.wrap(dataKey.value) });
}

/**
 * Erases a person by destroying the key: fields and indexes go with it, the id and what the books need stay.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   eraseSealed,
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
 * eraseSealed(row.value).key; //=> null
 * ```
 *
 * @public
 */
export function eraseSealed(sealed: SealedMember): SealedMember {
  return Object.freeze({
    ...sealed,
    plain: { ...sealed.plain, status: "erased" as const },
    key: null,
    fields: null,
    phoneIndex: null,
    cardIndex: null,
  });
}
