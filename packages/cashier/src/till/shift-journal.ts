import type { JournalCommand, OpenCommand } from "@tillwright/ledger";
import type { Instant, MinorUnits } from "@tillwright/values";
import {
  type ShiftAccountName,
  shiftAccount,
  storeAccount,
  storeMoneyAccount,
  storeReceivable,
} from "../chart-of-accounts.js";
import type { ShiftBalances } from "../make-shift-report.js";
import {
  isReceivable,
  type Movement,
  postMoney,
  receivableOf,
  type ShiftPlace,
} from "../sale-postings.js";
import type { TalliedSales } from "../sales-tally.js";
import type { SettledTender } from "../settled-sale.js";
import type { Shift } from "../shift.js";
import type { Desk } from "./desk.js";

const carriedOn: readonly Exclude<ShiftAccountName, "drawer">[] = [
  "sales",
  "tax",
  "rounding",
  "over-short",
  "paid-in",
  "paid-out",
  "stored-principal",
  "stored-bonus",
  "bonus-promised",
  "bonus-spent",
  "points-recovered",
  "kept-back",
  "kept-back-tax",
];

interface When {
  readonly key: string;
  readonly at: Instant;
}

function accountOf({ storeId, tillId, shiftId }: ShiftPlace, name: ShiftAccountName): string {
  return shiftAccount(storeId, tillId, shiftId, name);
}

/** Opens the accounts of a new shift, and those of the store that collect them. */
export function openShiftAccounts(shift: Shift, { key, at }: When): OpenCommand {
  const { storeId, currency } = shift;
  const names = [
    storeAccount(storeId, "safe"),
    accountOf(shift, "drawer"),
    ...carriedOn.flatMap((name) => [accountOf(shift, name), storeAccount(storeId, name)]),
  ];
  const accounts = names.map((name) => storeMoneyAccount(storeId, name, currency));
  return { kind: "open", key: `${key}/accounts`, at, accounts };
}

type Receivable = Pick<SettledTender, "kind" | "party">;

/** The tenders of a shift that somebody else owes, from its sales and its top-ups. */
export function receivablesOf(shift: Shift, tallied: TalliedSales): readonly Receivable[] {
  const tenders: Receivable[] = [
    ...tallied.byTender,
    ...shift.movements.flatMap((movement): readonly Receivable[] =>
      movement.kind === "top-up" ? [{ kind: movement.tender, party: movement.party }] : [],
    ),
  ];
  const named = new Map(
    tenders
      .filter(({ kind }) => isReceivable(kind))
      .map((tender) => [receivableOf(shift, tender), tender]),
  );
  return [...named.values()];
}

async function posted(desk: Desk, account: string, at: Instant): Promise<MinorUnits> {
  return (await desk.parts.store.journal.balance(account, at))?.posted ?? 0;
}

/** What the journal holds on the accounts of a shift. */
export async function shiftBalances(
  desk: Desk,
  shift: Shift,
  receivables: readonly Receivable[],
  at: Instant,
): Promise<ShiftBalances> {
  const balance = (name: ShiftAccountName): Promise<MinorUnits> =>
    posted(desk, accountOf(shift, name), at);
  let owed = 0;
  for (const tender of receivables) owed += await posted(desk, receivableOf(shift, tender), at);
  return {
    drawer: await balance("drawer"),
    sales: await balance("sales"),
    tax: await balance("tax"),
    rounding: await balance("rounding"),
    receivables: owed,
    storedPrincipal: await balance("stored-principal"),
    storedBonus: await balance("stored-bonus"),
  };
}

/**
 * Closes the accounts of a shift: over and short first, then the cash to the safe and every other balance to the store's
 * account of its name. Afterwards each account of the shift stands at zero.
 */
export async function closeShiftAccounts(
  desk: Desk,
  shift: Shift,
  receivables: readonly Receivable[],
  difference: MinorUnits,
  { key, at }: When,
): Promise<readonly JournalCommand[]> {
  const { storeId, currency } = shift;
  const memo = { kind: "shift-closed", shiftId: shift.shiftId };
  const drawer = accountOf(shift, "drawer");
  const counted: readonly Movement[] = [
    [drawer, difference],
    [accountOf(shift, "over-short"), -difference],
  ];
  const moves: Movement[] = [];
  const move = (from: string, to: string, amount: MinorUnits): void => {
    moves.push([from, -amount], [to, amount]);
  };
  move(drawer, storeAccount(storeId, "safe"), (await posted(desk, drawer, at)) + difference);
  for (const name of carriedOn) {
    const from = accountOf(shift, name);
    const booked = name === "over-short" ? -difference : 0;
    move(from, storeAccount(storeId, name), (await posted(desk, from, at)) + booked);
  }
  for (const tender of receivables) {
    const from = receivableOf(shift, tender);
    const to = storeReceivable(storeId, tender.kind, tender.party ?? tender.kind);
    move(from, to, await posted(desk, from, at));
  }
  const accounts = receivables.map(({ kind, party }) =>
    storeMoneyAccount(storeId, storeReceivable(storeId, kind, party ?? kind), currency),
  );
  return [
    ...(accounts.length === 0
      ? []
      : [{ kind: "open", key: `${key}/receivables`, at, accounts } as const]),
    ...postMoney(`${key}/count`, at, counted, { ...memo, difference }),
    ...postMoney(`${key}/close`, at, moves, memo),
  ];
}
