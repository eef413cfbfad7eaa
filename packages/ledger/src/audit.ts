import type { AuditReport } from "./journal.js";
import { layeredEntries } from "./layered-map.js";
import type { LedgerState } from "./ledger-state.js";

/** placeholder replaced below */
export function auditLedger(state: LedgerState): AuditReport {
  return {
    entries: state.size,
    accounts: layeredEntries(state.accounts).size,
    lots: layeredEntries(state.lots).size,
    finding: null,
  };
}
