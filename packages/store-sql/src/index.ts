export type { Connection, ConnectionStatement, SqlRow, SqlValue } from "./connection.js";
export { connectHandle, type Handle, type HandleStatement } from "./connections/handle.js";
export { createDriver, type SqlDriver, type SqlStatement, type SqlTransaction } from "./driver.js";
export { type EngineName, openConnection } from "./open-connection.js";
export { openStore, type Store, type StoreOptions } from "./store.js";
export {
  isStoreError,
  StoreError,
  type StoreErrorCode,
  type StoreErrorRetry,
} from "./store-error.js";
