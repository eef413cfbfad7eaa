export { type BackupReport, backupStore } from "./backup/backup-store.js";
export { type RestoreOptions, type RestoreReport, restoreStore } from "./backup/restore-store.js";
export type { Connection, ConnectionStatement, SqlRow, SqlValue } from "./connection.js";
export { connectHandle, type Handle, type HandleStatement } from "./connections/handle.js";
export { createDriver, type SqlDriver, type SqlStatement, type SqlTransaction } from "./driver.js";
export { type EngineName, openConnection } from "./open-connection.js";
export {
  type SelfTest,
  type Survival,
  type SurvivalLimit,
  type SyncLatency,
  selfTest,
} from "./self-test.js";
export { openStore, type Store, type StoreOptions } from "./store.js";
export {
  isStoreError,
  StoreError,
  type StoreErrorCode,
  type StoreErrorRetry,
} from "./store-error.js";
