export { createSqlTillStore } from "./till/create-sql-till-store.js";
