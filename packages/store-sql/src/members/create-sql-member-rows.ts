import type { MemberRefusal, SealedMember, SealedRows } from "@tillwright/core-members";
import { type Outcome, succeed } from "@tillwright/values";
import type { SqlDriver } from "../driver.js";
import type { Store } from "../store.js";
import { jsonText } from "../stored-json.js";
import { type MemberHandle, type MemberRow, memberTable } from "./member-table.js";
import { insertMember, type MemberPlace, replaceMember } from "./write-member.js";

const table = memberTable("sealed_member");

function sealedOf(document: string): SealedMember {
  const sealed: SealedMember = JSON.parse(document);
  return Object.freeze(sealed);
}

function rowOf(sealed: SealedMember): MemberRow {
  const { memberId, version, plain } = sealed;
  return {
    memberId,
    version,
    status: plain.status,
    phone: sealed.phoneIndex,
    card: sealed.cardIndex,
    identities: sealed.identityIndexes,
    joinedOn: plain.joinedOn,
    tier: plain.tier?.tier ?? null,
    keyId: sealed.key?.keyId ?? null,
    document: jsonText(sealed),
  };
}

/**
 * A destroyed key must not lie on in a freed page or in the log: pages are overwritten with zeros (`secure_delete`), and the
 * log is folded in and cut. A reader that has the log open delays the latter to the next time.
 */
function foldLog(driver: SqlDriver): void {
  if (!driver.inTransaction) driver.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
}

/**
 * Sealed members on the shop's file, for `createSealedMembers` of `@tillwright/core-members`: personal data lies there
 * encrypted only, and the unique indexes over keyed hashes decide whose a phone, a card or an account is, also for two tills
 * at once. Once a member is erased, neither the file nor its log holds the member's key any longer; copies of the file that
 * were made before do.
 *
 * `owner` names who shares these members: a shop, or a chain (default: `members`). Rejects with a `StoreError` as the
 * till's store does.
 *
 * @example
 * ```ts
 * import {
 *   createLocalKeys,
 *   createSealedMembers,
 *   parseRegistration,
 *   registerMember,
 * } from "@tillwright/core-members";
 * import { openStore } from "@tillwright/store-sql";
 * import { createSqlMemberRows } from "@tillwright/store-sql/members";
 * import { seededRandom } from "@tillwright/values";
 *
 * // For the example only: keys and nonces must come from the platform's secret generator.
 * const random = seededRandom(1);
 * const keys = createLocalKeys({ keys: { k1: random(32) }, current: "k1", indexKey: random(32), random });
 * const store = await openStore({ path: ":memory:" });
 * const members = createSealedMembers(createSqlMemberRows(store), keys, random);
 * const form = parseRegistration({ phone: "13812345678", name: "王小明" });
 * if (!form.ok) throw new Error("a bad registration");
 * await members.insert(registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" }));
 * (await members.byPhone("+8613812345678"))?.name; //=> "王小明"
 * store.close();
 * ```
 *
 * @public
 */
export function createSqlMemberRows(
  store: Store,
  options: { readonly owner?: string } = {},
): SealedRows {
  const { driver } = store;
  const owner = options.owner ?? "members";
  const place: MemberPlace = { driver, owner, table, identify: sealedOf };
  if (!store.readOnly) driver.prepare("PRAGMA secure_delete=ON").get();
  const find = async (handle: MemberHandle, value: string): Promise<SealedMember | null> => {
    const document = table.find(driver, owner, handle, value);
    return document === null ? null : sealedOf(document);
  };

  async function insert(row: SealedMember): Promise<Outcome<SealedMember, MemberRefusal>> {
    const inserted = insertMember(place, rowOf(row));
    return inserted.ok ? succeed(row) : inserted;
  }

  async function replace(
    row: SealedMember,
    expectedVersion: number,
  ): Promise<Outcome<SealedMember, MemberRefusal>> {
    const replaced = replaceMember(place, rowOf(row), expectedVersion);
    if (!replaced.ok) return replaced;
    if (row.key === null) foldLog(driver);
    return succeed(row);
  }

  return Object.freeze({
    insert,
    replace,
    byId: (memberId) => find("member_id", memberId),
    byPhoneIndex: (index) => find("phone", index),
    byCardIndex: (index) => find("card_number", index),
    byIdentityIndex: (index) => find("identity", index),
    ofOtherKeys: async (keyId, most) => table.ofOtherKeys(driver, owner, keyId, most).map(sealedOf),
  } satisfies SealedRows);
}
