import type { Json } from "@tillwright/values";
import type { Account } from "./account.js";
import type { PostingRequest } from "./entry.js";
import type { JournalCommand } from "./journal-command.js";

/**
 * The command as plain data, with every field present, so that equal commands hash alike. Its members stand in the order of
 * canonical JSON, which saves sorting them.
 */
export function commandBody(command: JournalCommand): Json {
  if (command.kind === "open") {
    return { accounts: command.accounts.map(accountBody), at: command.at, kind: "open" };
  }
  const { kind, at, entryId, memo } = command;
  if (command.kind === "post") {
    return { at, entryId, kind, memo, postings: command.postings.map(postingBody) };
  }
  return { at, entryId, kind, memo, ...kindBody(command) };
}

type EntryCommand = Exclude<JournalCommand, { readonly kind: "open" | "post" }>;

function kindBody(command: EntryCommand): { readonly [field: string]: Json } {
  switch (command.kind) {
    case "hold":
      return { postings: command.postings.map(postingBody), expiresAt: command.expiresAt };
    case "settle":
      return { hold: command.hold, postings: command.postings?.map(postingBody) ?? null };
    case "release":
      return { hold: command.hold };
    case "reverse":
      return { reverses: command.reverses };
    case "lapse":
      return { account: command.account, to: command.to };
  }
}

function accountBody(account: Account): Json {
  const { accountId, owner, asset, floor, ceiling, lots } = account;
  return {
    accountId,
    asset,
    ceiling: limitBody(ceiling),
    floor: limitBody(floor),
    lots,
    owner,
  };
}

function postingBody({ account, amount, newLot, lotParts }: PostingRequest): Json {
  return {
    account,
    amount: numberBody(amount),
    lotParts:
      lotParts?.map(({ lotId, amount: part }): Json => ({ amount: numberBody(part), lotId })) ??
      null,
    newLot:
      newLot === undefined
        ? null
        : { expiresAt: newLot.expiresAt, lotId: newLot.lotId, source: newLot.source },
  };
}

function limitBody(limit: number | null): Json {
  return limit === null ? null : numberBody(limit);
}

/** What is no number in JSON is refused later; until then it has a body too. */
function numberBody(amount: number): Json {
  return Number.isFinite(amount) ? amount : String(amount);
}
