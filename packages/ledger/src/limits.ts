import type { Account, AccountId } from "./account.js";
import { addFigures, type Draft } from "./draft.js";
import type { Posting } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { Figures } from "./ledger-view.js";
import { refusal } from "./refusal.js";

/** What an entry adds to the figures of each account, in the order in which the accounts first appear. */
export type FigureChanges = ReadonlyMap<AccountId, Figures>;

/** The changes of postings that move. */
export function movedFigures(postings: readonly Posting[]): FigureChanges {
  return collect(postings, (amount) => ({ posted: amount, heldOut: 0, heldIn: 0 }));
}

/** The changes of postings that reserve; with `sign` -1 of those that give a reservation free. */
export function heldFigures(postings: readonly Posting[], sign: 1 | -1): FigureChanges {
  return collect(postings, (amount) =>
    amount < 0
      ? { posted: 0, heldOut: -amount * sign, heldIn: 0 }
      : { posted: 0, heldOut: 0, heldIn: amount * sign },
  );
}

function collect(postings: readonly Posting[], change: (amount: number) => Figures): FigureChanges {
  const changes = new Map<AccountId, Figures>();
  for (const { account, amount } of postings) {
    const before = changes.get(account) ?? { posted: 0, heldOut: 0, heldIn: 0 };
    changes.set(account, addFigures(before, change(amount)));
  }
  return changes;
}

/** Adds the changes to the draft. */
export function applyFigures(draft: Draft, changes: FigureChanges): void {
  for (const [accountId, change] of changes) draft.addFigures(accountId, change);
}

/**
 * Refuses changes that take an account past a limit: `posted - heldOut` below the floor, `posted + heldIn` above the
 * ceiling, or a figure out of the range of safe integers. Judged account by account after the whole entry.
 */
export function judgeLimits(draft: Draft, changes: FigureChanges): LedgerRefusal | null {
  for (const [accountId, change] of changes) {
    const account = draft.account(accountId);
    const before = draft.figures(accountId);
    if (account === null || before === null) continue;
    const problem = judge(account, before, change);
    if (problem !== null) return problem;
  }
  return null;
}

function judge(account: Account, before: Figures, change: Figures): LedgerRefusal | null {
  const { accountId, floor, ceiling } = account;
  const after = addFigures(before, change);
  const least = after.posted - after.heldOut;
  const most = after.posted + after.heldIn;
  const facts = {
    account: accountId,
    posted: before.posted,
    heldOut: before.heldOut,
    heldIn: before.heldIn,
  };
  if (![after.posted, after.heldOut, after.heldIn, least, most].every(Number.isSafeInteger)) {
    const message = `account ${accountId} would pass the range of safe integers`;
    return refusal("ledger.out-of-range", message, facts);
  }
  if (floor !== null && least < floor) {
    const message = `account ${accountId} would fall to ${least}, below its floor of ${floor}`;
    return refusal("ledger.below-floor", message, { ...facts, floor, would: least });
  }
  if (ceiling !== null && most > ceiling) {
    const message = `account ${accountId} would rise to ${most}, above its ceiling of ${ceiling}`;
    return refusal("ledger.above-ceiling", message, { ...facts, ceiling, would: most });
  }
  return null;
}
