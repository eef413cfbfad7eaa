import type { SqlValue } from "./connection.js";
import type { SqlTransaction } from "./driver.js";

/** Enough for most sales in one statement, few enough for the smallest limit on parameters (999 in old engines). */
const mostRows = 24;

/** Writes rows of one table, many with one statement: a call into the engine costs more than a row does. */
export type RowInsert = (
  transaction: SqlTransaction,
  rows: readonly (readonly SqlValue[])[],
) => void;

/** The insert of a table with these columns. */
export function rowInsert(table: string, columns: readonly string[]): RowInsert {
  const head = `INSERT INTO ${table} (${columns.join(", ")}) VALUES `;
  const row = `(${columns.map(() => "?").join(", ")})`;
  const texts: string[] = [];
  for (let count = 1; count <= mostRows; count += 1) {
    texts.push(head + Array.from({ length: count }, () => row).join(", "));
  }
  return (transaction, rows) => {
    for (let from = 0; from < rows.length; from += mostRows) {
      const some = from === 0 && rows.length <= mostRows ? rows : rows.slice(from, from + mostRows);
      const text = texts[some.length - 1];
      if (text !== undefined) transaction.prepare(text).run(...some.flat());
    }
  };
}
