import type { Json } from "@tillwright/values";
import type { Account } from "./account.js";
import type { PostingRequest } from "./entry.js";
import type { JournalCommand } from "./journal-command.js";

/** The command as plain data, with every field present, so that equal commands hash alike. */
export function commandBody(command: JournalCommand): Json {
  if (command.kind === "open") {
    return { kind: "open", at: command.at, accounts: command.accounts.map(accountBody) };
  }
  const { kind, at, entryId, memo } = command;
  return { kind, at, entryId, memo, ...kindBody(command) };
}

type EntryCommand = Exclude<JournalCommand, { readonly kind: "open" }>;

function kindBody(command: EntryCommand): { readonly [field: string]: Json } {
  switch (command.kind) {
    case "post":
      return { postings: command.postings.map(postingBody) };
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
  return { accountId, owner, asset, floor: limitBody(floor), ceiling: limitBody(ceiling), lots };
}

function postingBody({ account, amount, newLot, lotParts }: PostingRequest): Json {
  return {
    account,
    amount: numberBody(amount),
    newLot:
      newLot === undefined
        ? null
        : { lotId: newLot.lotId, expiresAt: newLot.expiresAt, source: newLot.source },
    lotParts:
      lotParts?.map(({ lotId, amount: part }): Json => ({ lotId, amount: numberBody(part) })) ??
      null,
  };
}

function limitBody(limit: number | null): Json {
  return limit === null ? null : numberBody(limit);
}

/** What is no number in JSON is refused later; until then it has a body too. */
function numberBody(amount: number): Json {
  return Number.isFinite(amount) ? amount : String(amount);
}
