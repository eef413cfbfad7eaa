export { applyInTransaction } from "./journal/apply-in-transaction.js";
export { createSqlJournal } from "./journal/create-sql-journal.js";
