export type { Account, AccountId, AssetId, LotOrder, OwnerId } from "./account.js";
export type {
  CommandKey,
  Entry,
  EntryId,
  EntryKind,
  LotDraft,
  LotId,
  LotMove,
  LotPart,
  Posting,
  PostingRequest,
} from "./entry.js";
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
  HoldCommand,
  JournalCommand,
  LapseCommand,
  OpenCommand,
  PostCommand,
  ReleaseCommand,
  ReverseCommand,
  SettleCommand,
} from "./journal-command.js";
