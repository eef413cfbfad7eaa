import type { Instant } from "@tillwright/values";
import type { AccountId } from "../account.js";
import type { Journal } from "../journal.js";
import type { JournalCommand } from "../journal-command.js";
import { expectSame } from "./expect.js";

/**
 * One command, or several that are done all or none.
 *
 * @public
 */
export type CommandStep = JournalCommand | readonly JournalCommand[];

/**
 * Tells two journals the same and rejects with the first thing in which they differ: an answer, then a balance, a lot, an
 * entry, a trial balance, or what an audit finds (nothing, in both).
 *
 * @example
 * ```ts
 * import { createMemoryJournal } from "@tillwright/ledger";
 * import { agree } from "@tillwright/ledger/testing";
 * await agree(createMemoryJournal(), createMemoryJournal(), []); //=> undefined
 * ```
 *
 * @public
 */
export async function agree(
  journalA: Journal,
  journalB: Journal,
  steps: readonly CommandStep[],
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const [a, b] = [await take(journalA, step), await take(journalB, step)];
    expectSame(b, a, `step ${index}: the second journal answers otherwise`);
  }
  const commands = steps.flat();
  for (const at of instantsOf(commands)) await sameAt(journalA, journalB, accountsOf(commands), at);
  const [entriesA, entriesB] = [await journalA.entries({}), await journalB.entries({})];
  expectSame(entriesB, entriesA, "the entries");
  await sameTrialBalance(journalA, journalB, null);
  const [auditA, auditB] = [await journalA.audit(), await journalB.audit()];
  expectSame(auditA.finding, null, "the audit of the first journal");
  expectSame(auditB, auditA, "the audit of the second journal");
}

async function take(journal: Journal, step: CommandStep): Promise<unknown> {
  return "kind" in step ? journal.execute(step) : journal.executeAll(step);
}

async function sameAt(
  journalA: Journal,
  journalB: Journal,
  accounts: readonly AccountId[],
  at: Instant,
): Promise<void> {
  for (const account of accounts) {
    const where = `${account} at ${at}`;
    const balances = [await journalA.balance(account, at), await journalB.balance(account, at)];
    expectSame(balances[1], balances[0], `the balance of ${where}`);
    const past = [await journalA.balanceAt(account, at), await journalB.balanceAt(account, at)];
    expectSame(past[1], past[0], `the past balance of ${where}`);
    const lots = [await journalA.lots(account, at), await journalB.lots(account, at)];
    expectSame(lots[1], lots[0], `the lots of ${where}`);
    const entries = [
      await journalA.entries({ account, until: at }),
      await journalB.entries({ account, until: at }),
    ];
    expectSame(entries[1], entries[0], `the entries of ${where}`);
  }
  await sameTrialBalance(journalA, journalB, at);
}

async function sameTrialBalance(a: Journal, b: Journal, at: Instant | null): Promise<void> {
  const [balanceA, balanceB] = [await a.trialBalance(at), await b.trialBalance(at)];
  expectSame(balanceB, balanceA, `the trial balance at ${at}`);
}

function accountsOf(commands: readonly JournalCommand[]): readonly AccountId[] {
  const ids = commands.flatMap((command) =>
    command.kind === "open" ? command.accounts.map((account) => account.accountId) : [],
  );
  return [...new Set(ids)];
}

function instantsOf(commands: readonly JournalCommand[]): readonly Instant[] {
  const times = [...new Set(commands.map((command) => command.at))].sort((a, b) => a - b);
  const [first, middle, last] = [times[0], times[times.length >> 1], times.at(-1)];
  return [...new Set([first, middle, last])].filter((at) => at !== undefined);
}
