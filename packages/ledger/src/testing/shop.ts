import type { Instant, Json } from "@tillwright/values";
import type { Account, AccountId } from "../account.js";
import type { Entry, EntryId, LotPart, PostingRequest } from "../entry.js";
import type { Balance, Journal, LedgerRefusalCode } from "../journal.js";
import type { JournalCommand } from "../journal-command.js";
import { expectSame } from "./expect.js";

/** Makes an empty journal. @public */
export type MakeJournal = () => Promise<Journal>;

/**
 * One rule that every journal keeps. `run` rejects with a plain error that says what was expected and what was seen.
 *
 * @public
 */
export interface ContractCase {
  readonly name: string;
  run(makeJournal: MakeJournal): Promise<void>;
}

export const noon: Instant = Date.UTC(2027, 1, 15, 12);
export const hour = 3_600_000;

export const cash = "store:S1/cash";
export const sales = "store:S1/sales";
export const safe = "store:S1/safe";
export const points = "member:M1/points";
export const issued = "member:M1/points-issued";
export const card = "member:M1/card";
export const cardIssued = "member:M1/card-issued";

function account(accountId: AccountId, asset: string, terms: Partial<Account> = {}): Account {
  const owner = accountId.slice(0, accountId.indexOf("/"));
  return { accountId, owner, asset, floor: null, ceiling: null, lots: null, ...terms };
}

/** Cash that cannot go below zero, a safe that takes 1,000, points by expiry, a stored-value card by age. */
export const shopAccounts: readonly Account[] = [
  account(cash, "CNY", { floor: 0 }),
  account(sales, "CNY"),
  account(safe, "CNY", { floor: 0, ceiling: 1000 }),
  account(points, "points", { floor: 0, lots: "earliest-expiry" }),
  account(issued, "points"),
  account(card, "stored-principal", { floor: 0, lots: "first-in" }),
  account(cardIssued, "stored-principal"),
];

/** A journal with the shop's accounts, and short ways to tell it things and to check its answers. */
export interface Shop {
  readonly journal: Journal;
  /** Does a command that must be accepted. */
  do(command: JournalCommand): Promise<readonly Entry[]>;
  /** Does a command that must be refused with the code and at least the facts. */
  refuses(
    command: JournalCommand,
    code: LedgerRefusalCode,
    facts?: Readonly<Record<string, Json>>,
  ): Promise<void>;
  /** Checks some of the figures of an account. */
  has(accountId: AccountId, figures: Partial<Balance>, at?: Instant): Promise<void>;
  /** Checks `lotId: [remaining, held]` of the lots with something left, in order. */
  hasLots(
    accountId: AccountId,
    lots: readonly (readonly [lotId: string, remaining: number, held: number])[],
    at?: Instant,
  ): Promise<void>;
}

export async function openShop(makeJournal: MakeJournal): Promise<Shop> {
  const journal = await makeJournal();
  const shop: Shop = {
    journal,
    async do(command) {
      const answer = await journal.execute(command);
      if (answer.ok) return answer.value;
      throw new Error(`${command.kind} ${command.key} was refused: ${answer.refusal.message}`);
    },
    async refuses(command, code, facts = {}) {
      const answer = await journal.execute(command);
      if (answer.ok) throw new Error(`${command.kind} ${command.key} was not refused (${code})`);
      const seen = Object.keys(facts).map((name) => [name, answer.refusal.facts[name]]);
      const what = `the refusal of ${command.kind} ${command.key}`;
      expectSame([answer.refusal.code, seen], [code, Object.entries(facts)], what);
    },
    async has(accountId, figures, at = noon) {
      const balance = await journal.balance(accountId, at);
      const names = Object.keys(figures) as (keyof Balance)[];
      const seen = names.map((name) => [name, balance?.[name]]);
      expectSame(seen, Object.entries(figures), `the balance of ${accountId}`);
    },
    async hasLots(accountId, lots, at = noon) {
      const seen = await journal.lots(accountId, at);
      const figures = seen.map(({ lotId, remaining, held }) => [lotId, remaining, held]);
      expectSame(figures, lots, `the lots of ${accountId}`);
    },
  };
  await shop.do({ kind: "open", key: "open-shop", at: noon, accounts: shopAccounts });
  return shop;
}

type Requests = readonly PostingRequest[];

/** From one account to another. */
export function move(from: AccountId, to: AccountId, amount: number): Requests {
  return [
    { account: from, amount: -amount },
    { account: to, amount },
  ];
}

/** A sale paid in cash. */
export const sell = (amount: number): Requests => move(sales, cash, amount);

/** Gives points in a new lot. */
export function earn(lotId: string, amount: number, expiresAt: Instant | null = null): Requests {
  return [
    { account: issued, amount: -amount },
    { account: points, amount, newLot: { lotId, expiresAt, source: { sale: lotId } } },
  ];
}

/** Puts money on the card in a new lot. */
export function topUp(lotId: string, amount: number, expiresAt: Instant | null = null): Requests {
  return [
    { account: cardIssued, amount: -amount },
    { account: card, amount, newLot: { lotId, expiresAt, source: null } },
  ];
}

/** Spends points, of named lots or in their order. */
export function spend(amount: number, lotParts?: readonly LotPart[]): Requests {
  const named = lotParts === undefined ? {} : { lotParts };
  return [
    { account: points, amount: -amount, ...named },
    { account: issued, amount },
  ];
}

/** Gives spent points back into their lots. */
export function giveBack(amount: number, lotParts: readonly LotPart[]): Requests {
  return [
    { account: issued, amount: -amount },
    { account: points, amount, lotParts },
  ];
}

interface Head {
  readonly key: string;
  readonly entryId: EntryId;
  readonly at: Instant;
  readonly memo: Json;
}

const head = (id: string, at: Instant): Head => ({ key: id, entryId: id, at, memo: null });

export const post = (id: string, postings: Requests, at: Instant = noon): JournalCommand => ({
  kind: "post",
  ...head(id, at),
  postings,
});

export const hold = (
  id: string,
  postings: Requests,
  expiresAt: Instant | null = null,
  at: Instant = noon,
): JournalCommand => ({ kind: "hold", ...head(id, at), postings, expiresAt });

export const settle = (
  id: string,
  held: EntryId,
  postings: Requests | null = null,
  at: Instant = noon,
): JournalCommand => ({ kind: "settle", ...head(id, at), hold: held, postings });

export const release = (id: string, held: EntryId, at: Instant = noon): JournalCommand => ({
  kind: "release",
  ...head(id, at),
  hold: held,
});

export const reverse = (id: string, reverses: EntryId, at: Instant = noon): JournalCommand => ({
  kind: "reverse",
  ...head(id, at),
  reverses,
});

export const lapse = (
  id: string,
  from: AccountId,
  to: AccountId,
  at: Instant = noon,
): JournalCommand => ({ kind: "lapse", ...head(id, at), account: from, to });
