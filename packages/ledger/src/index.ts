export type { Account, AccountId, AssetId, LotOrder, OwnerId } from "./account.js";
export { auditLedger, firstFinding } from "./audit.js";
export {
  type AccountBooks,
  type AccountFinding,
  auditAccount,
  type PlacedEntry,
} from "./audit-account.js";
export { auditEntry, type EntryBooks } from "./audit-entry.js";
export { type Decision, decideAll, decideCommand } from "./decide.js";
export type {
  CommandKey,
  Entry,
  EntryId,
  EntryKind,
  LotDraft,
  LotId,
  LotMove,
  LotPart,
  LotTerms,
  Posting,
  PostingRequest,
} from "./entry.js";
export { LedgerError, type LedgerErrorCode } from "./errors.js";
export { balanceFrom, lotsFrom } from "./figures.js";
export type {
  AuditFinding,
  AuditReport,
  Balance,
  EntryQuery,
  Journal,
  LedgerRefusal,
  LedgerRefusalCode,
  Lot,
  TrialBalance,
  TrialBalanceLine,
} from "./journal.js";
export type {
  CommandBase,
  EntryCommand,
  HoldCommand,
  JournalCommand,
  LapseCommand,
  OpenCommand,
  PostCommand,
  ReleaseCommand,
  ReverseCommand,
  SettleCommand,
} from "./journal-command.js";
export type { LayeredMap } from "./layered-map.js";
export {
  type Applied,
  applyAll,
  applyCommand,
  emptyLedger,
  type LedgerState,
  viewOf,
} from "./ledger-state.js";
export type {
  Figures,
  LedgerChanges,
  LedgerView,
  LotChange,
  LotState,
  RecordedAnswer,
} from "./ledger-view.js";
export {
  balanceOf,
  createMemoryJournal,
  lotsOf,
  type MemoryJournal,
  trialBalanceOf,
} from "./memory-journal.js";
export { isMovement, trialBalanceFrom } from "./trial-balance.js";
