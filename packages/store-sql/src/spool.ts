export { createSqlSpoolStore, type SqlSpoolStore } from "./spool/create-sql-spool-store.js";
