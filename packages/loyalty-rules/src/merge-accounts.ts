import type {
  Account,
  AccountId,
  JournalCommand,
  Lot,
  PostCommand,
  ReverseCommand,
} from "@tillwright/ledger";
import type { Json, Outcome } from "@tillwright/values";
import {
  memberOwner,
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
} from "./accounts.js";
import { checkWhole, fail } from "./errors.js";
import { spendable, totalOf } from "./lots.js";
import { into, outOf, post } from "./post.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/** The other side of each kind of account that holds lots. */
const counters: Readonly<Record<string, string>> = {
  points: "points-issued",
  "points-pending": "points-issued",
  "stored-principal": "stored-principal-issued",
  "stored-bonus": "stored-bonus-issued",
  "stored-bonus-promised": "stored-bonus-issued",
  "tier-spend": "tier-spend-counted",
  "tier-visits": "tier-visits-counted",
  "tier-points": "tier-points-counted",
  coupon: "coupon-issued",
  punch: "punch-sold",
  reward: "reward-given",
  plan: "plan-sold",
};

/** Kinds of account that not every member has. */
const openedWhenNeeded: readonly string[] = ["coupon", "punch", "reward", "plan"];

/** An account of a member taken apart: `coupon:cash50` is a `coupon` of `:cash50`. */
function partsOf(account: AccountId, memberId: string): readonly [string, string] {
  const prefix = `member:${memberId}/`;
  const name = account.slice(prefix.length);
  const colon = name.indexOf(":");
  const kind = colon < 0 ? name : name.slice(0, colon);
  if (!account.startsWith(prefix) || counters[kind] === undefined) {
    fail("loyalty.record-unreadable", `${account} is no account of lots of ${memberId}`, {
      account,
    });
  }
  return [kind, colon < 0 ? "" : name.slice(colon)];
}

type AccountPair = readonly [AccountId, AccountId];

function pairOf(kind: string, rest: string, memberId: string): AccountPair {
  return [`member:${memberId}/${kind}${rest}`, `member:${memberId}/${counters[kind]}${rest}`];
}

/** The accounts of coupons and services are opened when they are first needed. */
function openedFor(memberId: string, kind: string, rest: string): readonly Account[] {
  const owner = memberOwner(memberId);
  const asset = kind + rest;
  const [account, counter] = pairOf(kind, rest, memberId);
  return [
    { accountId: account, owner, asset, floor: 0, ceiling: null, lots: "earliest-expiry" },
    { accountId: counter, owner, asset, floor: null, ceiling: null, lots: null },
  ];
}

/**
 * What both members hold.
 *
 * @public
 */
export interface MergeHoldings {
  /** All lots of the member who is dropped, of every account, as the journal lists them. */
  readonly lots: readonly Lot[];
  /** Those of which nothing is left ({@link usedUpLots}): without them a refund cannot give back into them. None when absent. */
  readonly usedUp?: readonly Lot[];
  /** Points both owe. */
  readonly debt: { readonly from: number; readonly to: number };
  /** Lots of points of the member who is kept. */
  readonly pointsOfKept: readonly Lot[];
}

/**
 * A lot that moves is opened as large as it ever was, and what had been used of it leaves again: a refund can give that back,
 * and a use of a punch card is worth what it was.
 */
function moveOf(
  what: string,
  { lotId, issued, remaining, expiresAt, source }: Lot,
  old: AccountPair,
  kept: AccountPair,
  memo: Json,
  context: CommandContext,
): readonly PostCommand[] {
  const used = issued - remaining;
  const part = (amount: number) => ({ lotParts: [{ lotId, amount }] });
  const postings = [
    ...outOf(...old, remaining, part(remaining)),
    ...into(...kept, issued, { newLot: { lotId, expiresAt, source } }),
  ];
  const move = post(context, `merge:${what}`, postings, memo);
  if (used === 0) return [move];
  return [move, post(context, `merge-used:${what}`, outOf(...kept, used, part(used)), memo)];
}

/** Lots of which nothing is left begin once more and are used up again: what comes back by a refund finds them. */
function usedUpMoves(
  from: string,
  to: string,
  lots: readonly Lot[],
  memo: Json,
  context: CommandContext,
): readonly PostCommand[] {
  const accounts = [...new Set(lots.map(({ account }) => account))];
  return accounts.flatMap((account): readonly PostCommand[] => {
    const own = lots.filter((lot) => lot.account === account);
    const [kind, rest] = partsOf(account, from);
    const kept = pairOf(kind, rest, to);
    const lotParts = own.map(({ lotId, issued }) => ({ lotId, amount: issued }));
    const begun = own.flatMap(({ lotId, issued, expiresAt, source }) =>
      into(...kept, issued, { newLot: { lotId, expiresAt, source } }),
    );
    const total = totalOf(lotParts);
    return [
      post(context, `merge-used-up:${kind}${rest}`, begun, memo),
      post(context, `merge-used:${kind}${rest}`, outOf(...kept, total, { lotParts }), memo),
    ];
  });
}

/**
 * Moves everything a member holds to another: points, stored value, coupons, uses of cards, what counts towards a tier and
 * what is owed. Each lot keeps its name, size, end and source, so that refunds of older sales still find it. Points then pay what
 * is owed.
 *
 * Refuses `loyalty.merge-while-held` while a sale of the member is unfinished.
 *
 * @example
 * ```ts
 * import { mergeAccounts } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M2/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const holdings = { lots, debt: { from: 0, to: 0 }, pointsOfKept: [] };
 * const merged = mergeAccounts("M2", "M1", holdings, { key: "office/3", at: 0 });
 * merged.ok ? merged.value.map((command) => command.key) : null; //=> ["office/3/merge:points:S1/points"]
 * ```
 *
 * @public
 */
export function mergeAccounts(
  from: string,
  to: string,
  holdings: MergeHoldings,
  context: CommandContext,
): Outcome<readonly JournalCommand[], LoyaltyRefusal> {
  const held = holdings.lots.filter((lot) => lot.held > 0);
  if (held.length > 0) {
    const message = `member ${from} has ${held.length} lots reserved by unfinished sales`;
    return refused("loyalty.merge-while-held", message, { memberId: from, lots: held.length });
  }
  const memo = { kind: "members-merged", from, to };
  const left = holdings.lots.filter((lot) => lot.remaining > 0);
  const opened = new Map<string, readonly Account[]>();
  const usedUp = holdings.usedUp ?? [];
  for (const { account } of [...left, ...usedUp]) {
    const [kind, rest] = partsOf(account, from);
    if (openedWhenNeeded.includes(kind)) opened.set(kind + rest, openedFor(to, kind, rest));
  }
  const moves = left.flatMap((lot): readonly PostCommand[] => {
    const [kind, rest] = partsOf(lot.account, from);
    const [old, kept] = [pairOf(kind, rest, from), pairOf(kind, rest, to)];
    return moveOf(`${kind}${rest}:${lot.lotId}`, lot, old, kept, memo, context);
  });
  const { at } = context;
  const accounts = [...opened.values()].flat();
  const open: readonly JournalCommand[] =
    accounts.length === 0 ? [] : [{ kind: "open", key: `${context.key}/merge-open`, at, accounts }];
  return {
    ok: true,
    value: [
      ...open,
      ...moves,
      ...usedUpMoves(from, to, usedUp, memo, context),
      ...debtMoves(from, to, holdings, context),
    ],
  };
}

function debtMoves(
  from: string,
  to: string,
  holdings: MergeHoldings,
  context: CommandContext,
): readonly JournalCommand[] {
  const { debt, pointsOfKept, lots } = holdings;
  checkWhole(debt.from, 0, "the debt of the member who is dropped");
  checkWhole(debt.to, 0, "the debt of the member who is kept");
  const memo = { kind: "members-merged", from, to };
  const accounts = (memberId: string) =>
    [pointsDebtAccount(memberId), pointsDebtGivenAccount(memberId)] as const;
  const commands: JournalCommand[] = [];
  if (debt.from > 0) {
    const postings = [...outOf(...accounts(from), debt.from), ...into(...accounts(to), debt.from)];
    commands.push(post(context, "merge:debt", postings, memo));
  }
  const points = lots.filter((lot) => lot.account === pointsAccount(from));
  const balance = spendable([...points, ...pointsOfKept], context.at);
  const pays = Math.min(balance, debt.from + debt.to);
  if (pays > 0) {
    const postings = [
      ...outOf(pointsAccount(to), pointsIssuedAccount(to), pays),
      ...outOf(...accounts(to), pays),
    ];
    commands.push(post(context, "merge:debt-paid", postings, memo));
  }
  return commands;
}

/**
 * Takes a merge back: every posting of it reversed, the last one first. The journal refuses when something of it was spent
 * since.
 *
 * @param merged - the commands of the merge
 *
 * @example
 * ```ts
 * import { mergeAccounts, undoMergeAccounts } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M2/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const holdings = { lots, debt: { from: 0, to: 0 }, pointsOfKept: [] };
 * const merged = mergeAccounts("M2", "M1", holdings, { key: "office/3", at: 0 });
 * const undo = merged.ok ? undoMergeAccounts(merged.value, { key: "office/4", at: 0 }) : [];
 * undo.map((command) => command.reverses); //=> ["office/3/merge:points:S1/points"]
 * ```
 *
 * @public
 */
export function undoMergeAccounts(
  merged: readonly JournalCommand[],
  context: CommandContext,
): readonly ReverseCommand[] {
  return merged
    .filter((command) => command.kind === "post")
    .reverse()
    .map((command, index) => {
      const key = `${context.key}/unmerge:${index}`;
      return {
        kind: "reverse",
        key,
        entryId: key,
        at: context.at,
        reverses: command.entryId,
        memo: command.memo,
      };
    });
}
