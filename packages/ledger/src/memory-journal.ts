import type { Instant } from "@tillwright/values";
import type { AccountId } from "./account.js";
import { auditLedger, touchedAccounts } from "./audit.js";
import type { Entry } from "./entry.js";
import { balanceFrom, lotsFrom } from "./figures.js";
import type { Balance, EntryQuery, Journal, Lot, TrialBalance } from "./journal.js";
import { layeredGet } from "./layered-map.js";
import { applyAll, applyCommand, emptyLedger, type LedgerState, viewOf } from "./ledger-state.js";
import { foldEntries, trialBalanceFrom } from "./trial-balance.js";

/**
 * A journal in memory: for tests, demonstrations, and calculations that are thrown away. Nothing of it survives the
 * process.
 *
 * @public
 */
export interface MemoryJournal extends Journal {
  /** The books as they are now; a value that later commands do not change. */
  state(): LedgerState;
  /** Puts the books back to a state taken earlier, or to one that was computed with `applyAll`. */
  restore(state: LedgerState): void;
}

/**
 * Opens a journal in memory, empty or with the books handed in.
 *
 * @example
 * ```ts
 * import { createMemoryJournal } from "@tillwright/ledger";
 * const journal = createMemoryJournal();
 * const at = Date.UTC(2027, 0, 1);
 * const cash = { accountId: "store:S1/cash", owner: "store:S1", asset: "CNY", floor: 0, ceiling: null, lots: null };
 * const sales = { ...cash, accountId: "store:S1/sales", floor: null };
 * await journal.execute({ kind: "open", key: "open-1", at, accounts: [cash, sales] });
 * await journal.execute({
 *   kind: "post", key: "sale-1", entryId: "e1", at, memo: null,
 *   postings: [{ account: "store:S1/cash", amount: 1230 }, { account: "store:S1/sales", amount: -1230 }],
 * });
 * (await journal.balance("store:S1/cash", at))?.available; //=> 1230
 * ```
 *
 * @public
 */
export function createMemoryJournal(initial: LedgerState = emptyLedger): MemoryJournal {
  let state = initial;
  return {
    state: () => state,
    restore(earlier) {
      state = earlier;
    },
    async execute(command) {
      const applied = applyCommand(state, command);
      if (!applied.ok) return applied;
      state = applied.value.state;
      return { ok: true, value: applied.value.entries };
    },
    async executeAll(commands) {
      const applied = applyAll(state, commands);
      if (!applied.ok) return applied;
      state = applied.value.state;
      return { ok: true, value: applied.value.entries };
    },
    account: async (accountId) => viewOf(state).account(accountId),
    balance: async (accountId, at) => balanceOf(state, accountId, at),
    balanceAt: async (accountId, at) => balanceAt(state, accountId, at),
    lots: async (accountId, at) => lotsOf(state, accountId, at),
    entry: async (entryId) => viewOf(state).entry(entryId),
    entries: async (query) => entriesOf(state, query),
    trialBalance: async (at) => trialBalanceOf(state, at),
    audit: async () => auditLedger(state),
  };
}

/**
 * The figures of an account with holds and lots judged at an instant; `null` for one that is not open.
 *
 * @example
 * ```ts
 * import { balanceOf, emptyLedger } from "@tillwright/ledger";
 * balanceOf(emptyLedger, "store:S1/cash", 0); //=> null
 * ```
 *
 * @public
 */
export function balanceOf(state: LedgerState, accountId: AccountId, at: Instant): Balance | null {
  const view = viewOf(state);
  const account = view.account(accountId);
  const figures = view.figures(accountId);
  if (account === null || figures === null) return null;
  const lots = account.lots === null ? [] : view.lots(accountId, account.lots);
  return balanceFrom(account, figures, lots, view.expiredHolds([accountId], at), at);
}

/**
 * The lots of an account with something left, in the order in which they would be spent, the expired ones at the end.
 *
 * @example
 * ```ts
 * import { emptyLedger, lotsOf } from "@tillwright/ledger";
 * lotsOf(emptyLedger, "member:M1/points", 0); //=> []
 * ```
 *
 * @public
 */
export function lotsOf(state: LedgerState, accountId: AccountId, at: Instant): readonly Lot[] {
  const view = viewOf(state);
  const order = view.account(accountId)?.lots ?? null;
  if (order === null) return [];
  return lotsFrom(accountId, view.lots(accountId, order), view.expiredHolds([accountId], at), at);
}

/** Every entry in the order of appending. */
function* allEntries(state: LedgerState): Iterable<Entry> {
  for (let position = 0; position < state.size; position += 1) {
    const entry = layeredGet(state.entries, layeredGet(state.log, position) ?? "");
    if (entry !== undefined) yield entry;
  }
}

function entriesOf(state: LedgerState, query: EntryQuery): readonly Entry[] {
  const { account, from, until } = query;
  const wanted = (entry: Entry) =>
    (account === undefined || touchedAccounts(state, entry).has(account)) &&
    (from === undefined || entry.at >= from) &&
    (until === undefined || entry.at < until);
  return [...allEntries(state)].filter(wanted);
}

function balanceAt(state: LedgerState, accountId: AccountId, at: Instant): number | null {
  if (viewOf(state).account(accountId) === null) return null;
  return foldEntries(allEntries(state), at).get(accountId) ?? 0;
}

/**
 * Every account that entries moved something on, with its balance at an instant; `null` counts everything appended.
 *
 * @example
 * ```ts
 * import { emptyLedger, trialBalanceOf } from "@tillwright/ledger";
 * trialBalanceOf(emptyLedger, null); //=> { lines: [], sums: [] }
 * ```
 *
 * @public
 */
export function trialBalanceOf(state: LedgerState, at: Instant | null): TrialBalance {
  const view = viewOf(state);
  const balances = [...foldEntries(allEntries(state), at)].flatMap(([accountId, balance]) => {
    const account = view.account(accountId);
    return account === null ? [] : [{ account, balance }];
  });
  return trialBalanceFrom(balances);
}
