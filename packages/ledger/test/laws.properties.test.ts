import {
  applyAll,
  applyCommand,
  auditLedger,
  balanceOf,
  createMemoryJournal,
  type Entry,
  emptyLedger,
  isMovement,
  type JournalCommand,
  type LedgerState,
  lotsOf,
  trialBalanceOf,
} from "@tillwright/ledger";
import { agree, journalCommands, journalSteps } from "@tillwright/ledger/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { numRuns } from "./runs.js";

interface Run {
  readonly state: LedgerState;
  readonly accepted: readonly JournalCommand[];
  readonly entries: readonly Entry[];
}

/** Does the commands one by one; what is refused changes nothing. */
function run(commands: readonly JournalCommand[], from: LedgerState = emptyLedger): Run {
  let state = from;
  const accepted: JournalCommand[] = [];
  const entries: Entry[] = [];
  for (const command of commands) {
    const size = state.size;
    const applied = applyCommand(state, command);
    if (!applied.ok) continue;
    state = applied.value.state;
    if (state.size === size) continue;
    accepted.push(command);
    entries.push(...applied.value.entries);
  }
  return { state, accepted, entries };
}

function accountsOf(commands: readonly JournalCommand[]) {
  return commands.flatMap((command) => (command.kind === "open" ? command.accounts : []));
}

const far = Number.MAX_SAFE_INTEGER;

function check(law: (run: Run, commands: readonly JournalCommand[]) => void): void {
  fc.assert(
    fc.property(journalCommands(), (commands) => law(run(commands), commands)),
    { numRuns },
  );
}

test("the sequences do what they are for: every kind of entry and most refusals occur", () => {
  const kinds = new Map<string, number>();
  for (const commands of fc.sample(journalCommands(), { numRuns: 300, seed: 7 })) {
    let state = emptyLedger;
    for (const command of commands) {
      const applied = applyCommand(state, command);
      const seen = applied.ok
        ? applied.value.entries.map((entry) => entry.kind)
        : [applied.refusal.code];
      for (const kind of seen) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (applied.ok) state = applied.value.state;
    }
  }
  const often = [...kinds].filter(([, times]) => times >= 5).map(([kind]) => kind);
  expect(often).toEqual(
    expect.arrayContaining([
      "post",
      "hold",
      "settle",
      "release",
      "reverse",
      "lapse",
      "ledger.unknown-account",
      "ledger.unbalanced",
      "ledger.empty-entry",
      "ledger.amount-invalid",
      "ledger.below-floor",
      "ledger.lot-unknown",
      "ledger.lot-taken",
      "ledger.lot-expired",
      "ledger.lot-short",
      "ledger.lot-overfull",
      "ledger.entry-unknown",
      "ledger.not-a-hold",
      "ledger.hold-closed",
      "ledger.hold-expired",
      "ledger.settle-exceeds-hold",
      "ledger.already-reversed",
      "ledger.not-reversible",
      "ledger.nothing-to-lapse",
      "ledger.key-reused",
    ]),
  );
});

test("postings sum to zero for each owner and asset, in every entry and in every trial balance", () => {
  check(({ state, entries }, commands) => {
    const terms = new Map(accountsOf(commands).map((account) => [account.accountId, account]));
    for (const { postings } of entries) {
      const sums = new Map<string, number>();
      for (const { account, amount } of postings) {
        const { owner, asset } = terms.get(account) ?? { owner: "?", asset: "?" };
        sums.set(`${owner} ${asset}`, (sums.get(`${owner} ${asset}`) ?? 0) + amount);
      }
      for (const sum of sums.values()) expect(sum).toBe(0);
    }
    for (const { sum } of trialBalanceOf(state, null).sums) expect(sum).toBe(0);
  });
});

test("no balance passes its limits, whatever is reserved", () => {
  fc.assert(
    fc.property(journalCommands(), (commands) => {
      let state = emptyLedger;
      for (const command of commands) {
        const applied = applyCommand(state, command);
        if (!applied.ok) continue;
        state = applied.value.state;
        for (const { accountId, floor, ceiling } of accountsOf(commands)) {
          const balance = balanceOf(state, accountId, 0);
          if (balance === null) continue;
          const { posted, heldOut, heldIn } = balance;
          expect(heldOut).toBeGreaterThanOrEqual(0);
          expect(heldIn).toBeGreaterThanOrEqual(0);
          if (floor !== null) expect(posted - heldOut).toBeGreaterThanOrEqual(floor);
          if (ceiling !== null) expect(posted + heldIn).toBeLessThanOrEqual(ceiling);
        }
      }
    }),
    { numRuns },
  );
});

test("lots conserve: what remains is what is posted, and what was issued is spent or remains", () => {
  check(({ state, entries }, commands) => {
    for (const { accountId, lots } of accountsOf(commands)) {
      if (lots === null) continue;
      const alive = lotsOf(state, accountId, far);
      const posted = balanceOf(state, accountId, far)?.posted;
      expect(alive.reduce((sum, lot) => sum + lot.remaining, 0)).toBe(posted);
      for (const lot of alive) {
        const moves = entries
          .filter((entry) => isMovement(entry.kind))
          .flatMap((entry) => entry.lotMoves)
          .filter((move) => move.account === accountId && move.lotId === lot.lotId);
        const sumOf = (some: typeof moves) => some.reduce((sum, move) => sum + move.amount, 0);
        const opened = moves.filter((move) => move.opens !== undefined);
        expect(sumOf(opened)).toBe(lot.issued);
        const spent = -sumOf(moves.filter((move) => move.opens === undefined));
        expect(spent + lot.remaining).toBe(lot.issued);
        expect(lot.held).toBeGreaterThanOrEqual(0);
        expect(lot.held).toBeLessThanOrEqual(lot.remaining);
      }
    }
  });
});

test("reversing every movement from the last to the first returns to the start", () => {
  check(({ state, entries }, commands) => {
    const reversed = new Set(entries.map((entry) => entry.refersTo));
    const closers = entries
      .filter((entry) => entry.kind === "hold" && !reversed.has(entry.entryId))
      .map(
        (hold): JournalCommand => ({
          kind: "release",
          key: `undo ${hold.entryId}`,
          entryId: `undo ${hold.entryId}`,
          at: 0,
          memo: null,
          hold: hold.entryId,
        }),
      );
    const reversals = entries
      .filter((entry) => ["post", "settle", "lapse"].includes(entry.kind))
      .filter(
        (entry) => !entries.some((by) => by.kind === "reverse" && by.refersTo === entry.entryId),
      )
      .reverse()
      .map(
        (entry): JournalCommand => ({
          kind: "reverse",
          key: `undo ${entry.entryId}`,
          entryId: `undo ${entry.entryId}`,
          at: 0,
          memo: null,
          reverses: entry.entryId,
        }),
      );
    // A reversal in the middle took something back early; without one, going back step by step must always work.
    if (entries.some((entry) => entry.kind === "reverse")) return;
    const undone = applyAll(state, [...closers, ...reversals]);
    expect(undone.ok ? null : undone.refusal).toBeNull();
    if (!undone.ok) return;
    for (const { accountId } of accountsOf(commands)) {
      expect(balanceOf(undone.value.state, accountId, 0)).toMatchObject({
        posted: 0,
        heldOut: 0,
        heldIn: 0,
        available: 0,
      });
      expect(lotsOf(undone.value.state, accountId, 0)).toEqual([]);
    }
    expect(auditLedger(undone.value.state).finding).toBeNull();
  });
});

test("the accepted commands alone give the same entries and the same books", () => {
  check(({ state, accepted, entries }, commands) => {
    const open = commands.filter((command) => command.kind === "open");
    const again = run([...open, ...accepted]);
    expect(again.entries).toEqual(entries);
    for (const { accountId } of accountsOf(commands)) {
      expect(balanceOf(again.state, accountId, 0)).toEqual(balanceOf(state, accountId, 0));
      expect(lotsOf(again.state, accountId, far)).toEqual(lotsOf(state, accountId, far));
    }
  });
});

test("recomputing everything from the entries finds nothing wrong", () => {
  check(({ state, entries }) => {
    expect(auditLedger(state)).toMatchObject({ entries: entries.length, finding: null });
  });
});

test("a balance is the fold of its entries", () => {
  check(({ state, entries }, commands) => {
    for (const { accountId } of accountsOf(commands)) {
      const folded = entries
        .filter((entry) => isMovement(entry.kind))
        .flatMap((entry) => entry.postings)
        .filter((posting) => posting.account === accountId)
        .reduce((sum, posting) => sum + posting.amount, 0);
      expect(balanceOf(state, accountId, 0)?.posted ?? 0).toBe(folded);
    }
  });
});

test("telling it everything a second time changes nothing and gets the same answers", async () => {
  await fc.assert(
    fc.asyncProperty(journalCommands({ maxLength: 25 }), async (commands) => {
      const journal = createMemoryJournal();
      const first = [];
      for (const command of commands) {
        const answer = await journal.execute(command);
        if (answer.ok) first.push([command, answer] as const);
      }
      const before = journal.state();
      for (const [command, answer] of first) expect(await journal.execute(command)).toEqual(answer);
      expect(journal.state().size).toBe(before.size);
      expect(await journal.entries({})).toEqual(await createMemoryJournal(before).entries({}));
    }),
    { numRuns },
  );
});

test("the order of commands on different accounts does not matter", () => {
  const points = (command: JournalCommand) => JSON.stringify(command).includes("points");
  const independent = (command: JournalCommand) =>
    command.kind === "post" && new Set([points(command), !points(command)]).size === 2;
  fc.assert(
    fc.property(journalCommands(), (commands) => {
      const [open, ...rest] = commands;
      if (open === undefined) return;
      const pure = rest
        .filter(independent)
        .filter((command) => command.kind === "post" && touchesOne(command.postings));
      const unique = pure.map((command, index) =>
        command.kind === "open"
          ? command
          : { ...command, key: `own ${index}`, entryId: `own ${index}` },
      );
      const mixed = run([open, ...unique]).state;
      const sorted = [...unique.filter(points), ...unique.filter((command) => !points(command))];
      const apart = run([open, ...sorted]).state;
      for (const { accountId } of accountsOf(commands)) {
        expect(balanceOf(apart, accountId, far)).toEqual(balanceOf(mixed, accountId, far));
        expect(lotsOf(apart, accountId, far)).toEqual(lotsOf(mixed, accountId, far));
      }
    }),
    { numRuns },
  );
});

/** Whether all postings are on points accounts, or none. */
function touchesOne(postings: readonly { readonly account: string }[]): boolean {
  const kinds = new Set(postings.map(({ account }) => account.includes("points")));
  return kinds.size === 1;
}

test("the state that was handed in is not changed", () => {
  fc.assert(
    fc.property(journalCommands({ maxLength: 20 }), (commands) => {
      const states: LedgerState[] = [emptyLedger];
      const seen: string[] = [summary(emptyLedger, commands)];
      for (const command of commands) {
        const applied = applyCommand(states.at(-1) ?? emptyLedger, command);
        if (!applied.ok) continue;
        states.push(applied.value.state);
        seen.push(summary(applied.value.state, commands));
      }
      expect(states.map((state) => summary(state, commands))).toEqual(seen);
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
});

function summary(state: LedgerState, commands: readonly JournalCommand[]): string {
  const accounts = accountsOf(commands).map(({ accountId }) => [
    balanceOf(state, accountId, 0),
    lotsOf(state, accountId, 0),
  ]);
  return JSON.stringify([state.size, accounts, auditLedger(state)]);
}

test("two journals in memory agree, and one that is restored goes on like one that never stopped", async () => {
  await fc.assert(
    fc.asyncProperty(journalSteps({ maxLength: 30 }), async (steps) => {
      const restored = createMemoryJournal();
      const stopping = {
        ...restored,
        async execute(command: JournalCommand) {
          restored.restore(restored.state());
          return createAndKeep(restored, [command], true);
        },
        async executeAll(commands: readonly JournalCommand[]) {
          return createAndKeep(restored, commands, false);
        },
      };
      await agree(createMemoryJournal(), stopping, steps);
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
});

async function createAndKeep(
  kept: ReturnType<typeof createMemoryJournal>,
  commands: readonly JournalCommand[],
  single: boolean,
) {
  const fresh = createMemoryJournal(kept.state());
  const [only] = commands;
  const answer =
    single && only !== undefined ? await fresh.execute(only) : await fresh.executeAll(commands);
  kept.restore(fresh.state());
  return answer;
}
