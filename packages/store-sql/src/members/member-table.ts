import type { SqlTransaction } from "../driver.js";

/** What a table keeps of a member: columns to find and to guard by, and the document. */
export interface MemberRow {
  readonly memberId: string;
  readonly version: number;
  readonly status: string;
  /** The phone, or the keyed hash of it. */
  readonly phone: string | null;
  readonly card: string | null;
  readonly identities: readonly string[];
  readonly joinedOn: string;
  readonly tier: string | null;
  /** Of a sealed row: the key that locks it. */
  readonly keyId: string | null;
  readonly document: string;
}

/** By what a member is found. */
export type MemberHandle = "member_id" | "phone" | "card_number" | "identity";

/** The statements of a table of members and of the accounts that lead to them. */
export interface MemberTable {
  /** Writes a new member unless an index stands against it; tells whether it did. An account of another throws. */
  insert(transaction: SqlTransaction, owner: string, row: MemberRow): boolean;
  /** Replaces a member at `expectedVersion`; tells whether it was. What is another member's throws. */
  replace(
    transaction: SqlTransaction,
    owner: string,
    row: MemberRow,
    expectedVersion: number,
  ): boolean;
  /** The document. */
  find(
    transaction: SqlTransaction,
    owner: string,
    handle: MemberHandle,
    value: string,
  ): string | null;
  /** Documents whose key is another than this one, in the order of their ids. */
  ofOtherKeys(transaction: SqlTransaction, owner: string, keyId: string, most: number): string[];
}

/** The columns that an update may change, in the order of both statements. */
const changing = "version, status, phone, card_number, joined_on, tier, key_id, document";

function changingValues(row: MemberRow) {
  const { version, status, phone, card, joinedOn, tier, keyId, document } = row;
  return [version, status, phone, card, joinedOn, tier, keyId, document] as const;
}

/** Members as they are, or members whose rows are sealed: the tables have the same columns. */
export function memberTable(table: "member" | "sealed_member"): MemberTable {
  const insertRow = `INSERT INTO ${table} (owner, member_id, ${changing}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
  const sets = `${changing.replaceAll(", ", " = ?, ")} = ?`;
  const updateRow = `UPDATE ${table} SET ${sets} WHERE owner = ? AND member_id = ? AND version = ?`;
  const insertIdentity = `INSERT INTO ${table}_identity (owner, identity, member_id) VALUES (?, ?, ?)`;
  const deleteIdentities = `DELETE FROM ${table}_identity WHERE owner = ? AND member_id = ?`;
  const byIdentity = `SELECT m.document FROM ${table}_identity AS i JOIN ${table} AS m ON m.owner = i.owner AND m.member_id = i.member_id WHERE i.owner = ? AND i.identity = ?`;
  const otherKeys = `SELECT document FROM ${table} WHERE owner = ? AND key_id <> ? ORDER BY member_id LIMIT ?`;
  const selectBy = (handle: MemberHandle): string =>
    handle === "identity"
      ? byIdentity
      : `SELECT document FROM ${table} WHERE owner = ? AND ${handle} = ?`;

  function writeIdentities(transaction: SqlTransaction, owner: string, row: MemberRow): void {
    for (const identity of row.identities) {
      transaction.prepare(insertIdentity).run(owner, identity, row.memberId);
    }
  }

  return Object.freeze({
    insert(transaction, owner, row) {
      const { changes } = transaction
        .prepare(insertRow)
        .run(owner, row.memberId, ...changingValues(row));
      if (changes === 1) writeIdentities(transaction, owner, row);
      return changes === 1;
    },
    replace(transaction, owner, row, expectedVersion) {
      const { changes } = transaction
        .prepare(updateRow)
        .run(...changingValues(row), owner, row.memberId, expectedVersion);
      if (changes !== 1) return false;
      transaction.prepare(deleteIdentities).run(owner, row.memberId);
      writeIdentities(transaction, owner, row);
      return true;
    },
    find(transaction, owner, handle, value) {
      const row = transaction.prepare(selectBy(handle)).get(owner, value);
      return row === undefined ? null : String(row["document"]);
    },
    ofOtherKeys(transaction, owner, keyId, most) {
      const rows = transaction.prepare(otherKeys).all(owner, keyId, most);
      return rows.map((row) => String(row["document"]));
    },
  } satisfies MemberTable);
}
