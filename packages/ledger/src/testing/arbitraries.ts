import fc from "fast-check";
import type { AccountId } from "../account.js";
import type { LotPart, PostingRequest } from "../entry.js";
import type { JournalCommand } from "../journal-command.js";
import type { CommandStep } from "./agree.js";
import {
  card,
  cardIssued,
  cash,
  earn,
  hold,
  issued,
  lapse,
  move,
  noon,
  points,
  post,
  release,
  reverse,
  safe,
  sales,
  settle,
  shopAccounts,
  topUp,
} from "./shop.js";

/**
 * How long a generated sequence of commands is.
 *
 * @public
 */
export interface CommandOptions {
  readonly minLength?: number;
  /** @defaultValue 40 */
  readonly maxLength?: number;
}

/**
 * Sequences of commands that collide: few accounts, lots and amounts, keys and entry ids that repeat, times that stand
 * still and go back, holds that expire, entries that are settled, released and reversed twice. The first two commands open
 * the accounts and put something into them.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { journalCommands } from "@tillwright/ledger/testing";
 * const [commands] = fc.sample(journalCommands({ minLength: 5 }), { numRuns: 1, seed: 1 });
 * commands?.slice(0, 2).map((command) => command.kind); //=> ["open", "post"]
 * ```
 *
 * @public
 */
export function journalCommands(
  options: CommandOptions = {},
): fc.Arbitrary<readonly JournalCommand[]> {
  const { minLength = 0, maxLength = 40 } = options;
  return fc.array(rawCommand, { minLength, maxLength, size: "max" }).map((raws) => {
    const commands: JournalCommand[] = [open, fund];
    for (const [index, raw] of raws.entries()) commands.push(raw(index, commands));
    return commands;
  });
}

/**
 * The same sequences, cut into single commands and groups that are done all or none.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { journalSteps } from "@tillwright/ledger/testing";
 * const [steps] = fc.sample(journalSteps({ minLength: 5 }), { numRuns: 1, seed: 1 });
 * steps?.flat().slice(0, 2).map((command) => command.kind); //=> ["open", "post"]
 * ```
 *
 * @public
 */
export function journalSteps(options: CommandOptions = {}): fc.Arbitrary<readonly CommandStep[]> {
  const cuts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 60, maxLength: 60 });
  return fc.tuple(journalCommands(options), cuts).map(([commands, sizes]) => {
    const steps: CommandStep[] = [];
    let rest = commands.slice(2);
    for (let next = 0; rest.length > 0; next += 1) {
      const size = sizes[next % sizes.length] ?? 1;
      const group = rest.slice(0, size);
      const [only] = group;
      steps.push(group.length === 1 && only !== undefined ? only : group);
      rest = rest.slice(size);
    }
    return [open, fund, ...steps];
  });
}

const open: JournalCommand = { kind: "open", key: "open", at: noon, accounts: shopAccounts };

const fund: JournalCommand = post("fund", [
  ...move(sales, cash, 20),
  ...earn("A", 10, noon + 6),
  ...earn("B", 10, null),
  ...topUp("A", 10, null),
]);

/** Accounts of one owner and asset; where one is held in lots, it is the first. */
const groups: readonly (readonly AccountId[])[] = [
  [cash, sales, safe],
  [points, issued],
  [card, cardIssued],
];

const inLots = new Set<AccountId>([points, card]);
const amount = fc.integer({ min: 1, max: 6 });
const lotId = fc.constantFrom("A", "B", "C", "D", "E", "F");

/** Time goes on by one every third command, and now and then a command is late. */
const late = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 4 }) },
);
const instant = (index: number, delay: number) => noon + Math.trunc(index / 3) - delay;

/** Some time after noon, or never. */
const expiry = fc.option(
  fc.integer({ min: 1, max: 14 }).map((step) => noon + step),
  { nil: null, freq: 2 },
);

/** Which entry to refer to: mostly a late one of a fitting kind, now and then any of those before. */
const back = fc.record({
  fitting: fc.oneof(
    { weight: 6, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  steps: fc.integer({ min: 1, max: 4 }),
});

type Back = { readonly fitting: boolean; readonly steps: number };

function refer(
  earlier: readonly JournalCommand[],
  kinds: readonly JournalCommand["kind"][],
  { fitting, steps }: Back,
): string {
  const some = fitting ? earlier.filter((command) => kinds.includes(command.kind)) : earlier;
  const found = some.at(-steps) ?? some.at(-1);
  return found === undefined || found.kind === "open" ? "no entry" : found.entryId;
}

/** Mostly an id of its own, now and then one that was used before. */
const repeat = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }) },
);

const lotParts: fc.Arbitrary<readonly LotPart[]> = fc.array(fc.record({ lotId, amount }), {
  minLength: 1,
  maxLength: 2,
});

const newLot = fc.record({ lotId, expiresAt: expiry, source: fc.constant({ sale: "S1" }) });

type Requests = readonly PostingRequest[];

/** Moves an amount between two accounts of a group; into lots it opens a new one. */
const plainTransfer: fc.Arbitrary<Requests> = fc
  .record({ group: fc.constantFrom(...groups), ends: fc.nat(5), amount, newLot })
  .map(({ group, ends, amount: wanted, newLot: opened }) => {
    const from = group[ends % group.length] ?? sales;
    const others = group.filter((account) => account !== from);
    const to = others[ends % others.length] ?? cash;
    const into = inLots.has(to) ? { newLot: opened } : {};
    return [
      { account: from, amount: -wanted },
      { account: to, amount: wanted, ...into },
    ];
  });

/** Spends named lots, or gives back into them. */
const namedTransfer: fc.Arbitrary<Requests> = fc
  .record({ group: fc.constantFrom(...groups.slice(1)), parts: lotParts, out: fc.boolean() })
  .map(({ group, parts, out }) => {
    const [held = points, other = issued] = group;
    const total = parts.reduce((sum, part) => sum + part.amount, 0);
    return [
      { account: other, amount: out ? total : -total },
      { account: held, amount: out ? -total : total, lotParts: parts },
    ];
  });

const transfer = fc.oneof(
  { weight: 4, arbitrary: plainTransfer },
  { weight: 1, arbitrary: namedTransfer },
);

/** Mostly one transfer; now and then something that must be refused before any balance is read. */
const postings: fc.Arbitrary<Requests> = fc.oneof(
  { weight: 20, arbitrary: transfer },
  {
    weight: 6,
    arbitrary: fc.tuple(transfer, transfer).map((transfers) => transfers.flat()),
  },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: transfer.map((pair) => pair.slice(1)) },
  { weight: 1, arbitrary: fc.constant([{ account: "nobody", amount: 1 }]) },
  { weight: 1, arbitrary: fc.constant([{ account: cash, amount: 0.5 }]) },
);

type Raw = (index: number, earlier: readonly JournalCommand[]) => JournalCommand;

const idOf = (index: number, repeated: number) => `c${Math.max(0, index - repeated)}`;

const rawPost = fc.tuple(postings, late, repeat).map(
  ([list, delay, again]): Raw =>
    (index) =>
      post(idOf(index, again), list, instant(index, delay)),
);

const rawHold = fc
  .tuple(postings, late, repeat, fc.option(fc.integer({ min: 0, max: 4 }), { nil: null, freq: 3 }))
  .map(
    ([list, delay, again, lasts]): Raw =>
      (index) => {
        const at = instant(index, delay);
        return hold(idOf(index, again), list, lasts === null ? null : at + lasts, at);
      },
  );

const rawSettle = fc.tuple(fc.option(transfer, { nil: null, freq: 2 }), late, back).map(
  ([list, delay, before]): Raw =>
    (index, earlier) =>
      settle(`c${index}`, refer(earlier, ["hold"], before), list, instant(index, delay)),
);

const rawRelease = fc.tuple(late, back).map(
  ([delay, before]): Raw =>
    (index, earlier) =>
      release(`c${index}`, refer(earlier, ["hold"], before), instant(index, delay)),
);

const rawReverse = fc.tuple(late, back).map(
  ([delay, before]): Raw =>
    (index, earlier) =>
      reverse(
        `c${index}`,
        refer(earlier, ["post", "settle", "lapse"], before),
        instant(index, delay),
      ),
);

const lapses: readonly (readonly [AccountId, AccountId])[] = [
  [points, issued],
  [points, issued],
  [card, cardIssued],
  [card, cardIssued],
  [card, issued],
  [points, cash],
  [cash, safe],
];

const rawLapse = fc.tuple(fc.constantFrom(...lapses), late).map(
  ([[from, to], delay]): Raw =>
    (index) =>
      lapse(`c${index}`, from, to, instant(index, delay)),
);

const rawCommand: fc.Arbitrary<Raw> = fc.oneof(
  { weight: 10, arbitrary: rawPost },
  { weight: 6, arbitrary: rawHold },
  { weight: 5, arbitrary: rawSettle },
  { weight: 2, arbitrary: rawRelease },
  { weight: 3, arbitrary: rawReverse },
  { weight: 2, arbitrary: rawLapse },
);
