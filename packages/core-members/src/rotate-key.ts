import { type Outcome, succeed } from "@tillwright/values";
import type { KeyProvider } from "./key-provider.js";
import type { MemberRefusal } from "./refusal.js";
import { dataKeyOf, type SealedMember, withoutPerson } from "./sealed-member.js";
import type { SealedRows } from "./sealed-members.js";

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
  const { memberId, version, plain } = sealed;
  return withoutPerson({ memberId, version, plain: { ...plain, status: "erased" as const } });
}

/**
 * What a rotation has come to.
 *
 * @public
 */
export interface Rotation {
  readonly rotated: number;
  /** Rows whose key is not there or does not fit: ids only. They stay as they are. */
  readonly unreadable: readonly string[];
}

/** Rows that are read at once: few enough for any memory, enough that reading is not the cost. */
const batch = 100;

/**
 * Locks every row with the newest key while the shop goes on selling: a row that a till changes at the same moment is taken
 * up again, and a till that loses is told `core-members.version-conflict`, as by any other change. Once it answers, the
 * old keys are needed for `unreadable` rows only, and for copies that were made before.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   createMemoryRows,
 *   createSealedMembers,
 *   parseRegistration,
 *   registerMember,
 *   rotateKeys,
 * } from "@tillwright/core-members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const both = { k1: random(32), k2: random(32) };
 * const indexKey = random(32);
 * const older = createLocalKeys({ keys: both, current: "k1", indexKey, random });
 * const rows = createMemoryRows();
 * const form = parseRegistration({ phone: "13812345678" });
 * if (!form.ok) throw new Error("a bad registration");
 * const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
 * await createSealedMembers(rows, older, random).insert(member);
 * const newer = createLocalKeys({ keys: both, current: "k2", indexKey, random });
 * await rotateKeys(rows, newer); //=> { "rotated": 1, "unreadable": [] }
 * ```
 *
 * @public
 */
export async function rotateKeys(rows: SealedRows, keys: KeyProvider): Promise<Rotation> {
  const unreadable = new Set<string>();
  let rotated = 0;
  for (;;) {
    const current = await keys.currentKeyId();
    const found = await rows.ofOtherKeys(current, batch + unreadable.size);
    const open = found.filter(({ memberId }) => !unreadable.has(memberId));
    if (open.length === 0) return Object.freeze({ rotated, unreadable: [...unreadable] });
    for (const row of open) {
      const next = await rotateKey(row, keys);
      if (!next.ok) {
        unreadable.add(row.memberId);
        continue;
      }
      const version = row.version + 1;
      const stored = { ...next.value, version, plain: { ...next.value.plain, version } };
      // A row that was changed meanwhile still has the old key and comes again with the next batch.
      if ((await rows.replace(stored, row.version)).ok) rotated += 1;
    }
  }
}
