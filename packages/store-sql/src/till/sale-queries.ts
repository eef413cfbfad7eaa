import type { MemberActivity, SalesQuery, SettledSale } from "@tillwright/cashier";
import type { OwnerId } from "@tillwright/ledger";
import type { SqlRow, SqlValue } from "../connection.js";
import type { SqlDriver } from "../driver.js";

/** Sales are read so many at a time: others may commit in between, and no more than these are in memory. */
const pageLength = 200;

interface Condition {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

function conditionOf(query: SalesQuery): Condition {
  const parts: (readonly [string, SqlValue | undefined])[] = [
    ["owner = ?", query.owner],
    ["till_id = ?", query.tillId],
    ["shift_id = ?", query.shiftId],
    ["business_day = ?", query.businessDay],
    ["member_id = ?", query.memberId],
    ["completed_at >= ?", query.from],
    ["completed_at < ?", query.until],
  ];
  const present = parts.filter(([, value]) => value !== undefined);
  return {
    text: present.map(([text]) => text).join(" AND "),
    parameters: present.map(([, value]) => value ?? null),
  };
}

function saleOf(row: SqlRow | undefined): SettledSale | null {
  if (row === undefined) return null;
  const sale: SettledSale = JSON.parse(String(row["document"]));
  return sale;
}

export function saleById(driver: SqlDriver, owner: OwnerId, saleId: string): SettledSale | null {
  return saleOf(
    driver.prepare("SELECT document FROM sale WHERE owner = ? AND sale_id = ?").get(owner, saleId),
  );
}

export function saleByNumber(
  driver: SqlDriver,
  owner: OwnerId,
  number: string,
): SettledSale | null {
  return saleOf(
    driver
      .prepare("SELECT document FROM sale WHERE owner = ? AND number = ? ORDER BY position LIMIT 1")
      .get(owner, number),
  );
}

/** Sales as they were committed, up to the last one there is when reading begins. */
export async function* salesOf(
  driver: SqlDriver,
  query: SalesQuery,
): AsyncGenerator<SettledSale, void, undefined> {
  const { text, parameters } = conditionOf(query);
  const last = Number(
    driver.prepare("SELECT MAX(position) AS last FROM sale WHERE owner = ?").get(query.owner)?.[
      "last"
    ] ?? 0,
  );
  const page = `SELECT position, document FROM sale WHERE ${text} AND position > ? AND position <= ? ORDER BY position LIMIT ${pageLength}`;
  let after = 0;
  for (;;) {
    const rows = driver.prepare(page).all(...parameters, after, last);
    for (const row of rows) {
      const sale = saleOf(row);
      if (sale !== null) yield sale;
    }
    if (rows.length < pageLength) return;
    after = Number(rows.at(-1)?.["position"]);
  }
}

export function countSales(driver: SqlDriver, query: SalesQuery): number {
  const { text, parameters } = conditionOf(query);
  return Number(
    driver.prepare(`SELECT COUNT(*) AS n FROM sale WHERE ${text}`).get(...parameters)?.["n"],
  );
}

export function memberActivity(
  driver: SqlDriver,
  owner: OwnerId,
  memberId: string,
): MemberActivity {
  const row = driver
    .prepare(
      "SELECT COUNT(*) AS purchases, MAX(completed_at) AS last FROM sale WHERE owner = ? AND member_id = ? AND kind = 'sale'",
    )
    .get(owner, memberId);
  const last = row?.["last"] ?? null;
  return {
    purchases: Number(row?.["purchases"] ?? 0),
    lastPurchaseAt: last === null ? null : Number(last),
  };
}
