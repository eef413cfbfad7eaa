import type { Account } from "./account.js";
import type { Entry, EntryKind } from "./entry.js";
import type { TrialBalance } from "./journal.js";

/**
 * Whether entries of a kind move amounts; those of holds and releases only reserve and give free.
 *
 * @example
 * ```ts
 * import { isMovement } from "@tillwright/ledger";
 * isMovement("settle"); //=> true
 * isMovement("hold"); //=> false
 * ```
 *
 * @public
 */
export function isMovement(kind: EntryKind): boolean {
  return kind !== "hold" && kind !== "release";
}

/** The sum of what entries up to an instant moved, for each account they moved something on. */
export function foldEntries(
  entries: Iterable<Entry>,
  at: number | null,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const entry of entries) {
    if (!isMovement(entry.kind) || (at !== null && entry.at > at)) continue;
    for (const { account, amount } of entry.postings) {
      sums.set(account, (sums.get(account) ?? 0) + amount);
    }
  }
  return sums;
}

/**
 * A trial balance from the sum of each account: lines by account id, sums by asset, both in the order of code units.
 *
 * @example
 * ```ts
 * import { trialBalanceFrom } from "@tillwright/ledger";
 * const cash = { accountId: "cash", owner: "store:S1", asset: "CNY", floor: 0, ceiling: null, lots: null };
 * const sales = { ...cash, accountId: "sales", floor: null };
 * trialBalanceFrom([{ account: cash, balance: 500 }, { account: sales, balance: -500 }]).sums; //=> [{ asset: "CNY", sum: 0 }]
 * ```
 *
 * @public
 */
export function trialBalanceFrom(
  balances: readonly { readonly account: Account; readonly balance: number }[],
): TrialBalance {
  const lines = balances
    .map(({ account, balance }) =>
      Object.freeze({ account: account.accountId, asset: account.asset, balance }),
    )
    .sort((a, b) => compareText(a.account, b.account));
  const sums = new Map<string, bigint>();
  for (const { asset, balance } of lines) {
    sums.set(asset, (sums.get(asset) ?? 0n) + BigInt(balance));
  }
  const byAsset = [...sums].sort(([a], [b]) => compareText(a, b));
  return Object.freeze({
    lines: Object.freeze(lines),
    sums: Object.freeze(byAsset.map(([asset, sum]) => Object.freeze({ asset, sum: Number(sum) }))),
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
