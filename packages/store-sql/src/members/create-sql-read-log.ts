import type { MemberRead, ReadLog } from "@tillwright/core-members";
import type { SqlRow } from "../connection.js";
import type { Store } from "../store.js";
import { jsonText } from "../stored-json.js";

// The next place is taken and the row written in one statement, so that two processes never take the same.
const insertRow =
  "INSERT INTO member_read (owner, sequence, read_id, at, reader_id, member_id, document) SELECT ?, COALESCE(MAX(sequence), 0) + 1, ?, ?, ?, ?, ? FROM member_read WHERE owner = ? ON CONFLICT (owner, read_id) DO NOTHING";
const selectOfMember =
  "SELECT document FROM member_read WHERE owner = ? AND member_id = ? ORDER BY sequence";
const selectOfReader =
  "SELECT document FROM member_read WHERE owner = ? AND reader_id = ? ORDER BY sequence";

function readOf(row: SqlRow): MemberRead {
  const read: MemberRead = JSON.parse(String(row["document"]));
  return Object.freeze(read);
}

/**
 * The log of who read whose data, on the shop's file: entries are only added, each is durable before the data is given out.
 *
 * `owner` names who shares the members: a shop, or a chain (default: `members`). Rejects with a `StoreError` as the till's
 * store does.
 *
 * @example
 * ```ts
 * import { createMemoryMembers, readMasked } from "@tillwright/core-members";
 * import { openStore } from "@tillwright/store-sql";
 * import { createSqlReadLog } from "@tillwright/store-sql/members";
 *
 * const store = await openStore({ path: ":memory:" });
 * const reads = createSqlReadLog(store);
 * const desk = { members: createMemoryMembers(), reads, roles: { clerk: { "read-masked": true } } } as const;
 * const request = { readId: "R1", readerId: "E7", role: "clerk", purpose: "sale", at: 1000 };
 * await readMasked(desk, request, { by: "phone", phone: "+8613812345678" });
 * (await reads.ofReader("E7"))[0]?.outcome; //=> "not-found"
 * store.close();
 * ```
 *
 * @public
 */
export function createSqlReadLog(store: Store, options: { readonly owner?: string } = {}): ReadLog {
  const { driver } = store;
  const owner = options.owner ?? "members";
  return Object.freeze({
    append: async (entry) => {
      const { readId, at, readerId, memberId } = entry;
      driver.prepare(insertRow).run(owner, readId, at, readerId, memberId, jsonText(entry), owner);
    },
    ofMember: async (memberId) => driver.prepare(selectOfMember).all(owner, memberId).map(readOf),
    ofReader: async (readerId) => driver.prepare(selectOfReader).all(owner, readerId).map(readOf),
  } satisfies ReadLog);
}
