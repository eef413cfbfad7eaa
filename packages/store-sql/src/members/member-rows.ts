import type { Member } from "@tillwright/core-members";
import type { SqlRow } from "../connection.js";
import type { SqlTransaction } from "../driver.js";
import { jsonText } from "../stored-json.js";

const insertRow =
  "INSERT INTO member (owner, member_id, version, status, phone, card_number, joined_on, tier, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
const updateRow =
  "UPDATE member SET version = ?, status = ?, phone = ?, card_number = ?, joined_on = ?, tier = ?, document = ? WHERE owner = ? AND member_id = ? AND version = ?";

/** The columns by which a member is found. */
export type MemberColumn = "member_id" | "phone" | "card_number";

const selectBy: Readonly<Record<MemberColumn, string>> = {
  member_id: "SELECT document FROM member WHERE owner = ? AND member_id = ?",
  phone: "SELECT document FROM member WHERE owner = ? AND phone = ?",
  card_number: "SELECT document FROM member WHERE owner = ? AND card_number = ?",
};

function memberOf(row: SqlRow): Member {
  const member: Member = JSON.parse(String(row["document"]));
  return member;
}

export function readMember(
  transaction: SqlTransaction,
  owner: string,
  column: MemberColumn,
  value: string,
): Member | null {
  const row = transaction.prepare(selectBy[column]).get(owner, value);
  return row === undefined ? null : memberOf(row);
}

/** Writes a new member unless an index stands against it; tells whether it did. */
export function insertMember(transaction: SqlTransaction, owner: string, member: Member): boolean {
  const { changes } = transaction
    .prepare(insertRow)
    .run(
      owner,
      member.memberId,
      member.version,
      member.status,
      member.phone,
      member.cardNumber,
      member.joinedOn,
      member.tier?.tier ?? null,
      jsonText(member),
    );
  return changes === 1;
}

/** Replaces a member that is at `expectedVersion`; tells whether it was. A phone or card of another throws. */
export function replaceMember(
  transaction: SqlTransaction,
  owner: string,
  member: Member,
  expectedVersion: number,
): boolean {
  const { changes } = transaction
    .prepare(updateRow)
    .run(
      member.version,
      member.status,
      member.phone,
      member.cardNumber,
      member.joinedOn,
      member.tier?.tier ?? null,
      jsonText(member),
      owner,
      member.memberId,
      expectedVersion,
    );
  return changes === 1;
}
