import type { Account, JournalCommand, PostingRequest } from "@tillwright/ledger";
import type { Instant, Json } from "@tillwright/values";

function end(instant: Instant | null): string {
  return instant === null ? "without end" : `until ${new Date(instant).toISOString()}`;
}

/** A memo or source without its punctuation; hashes of programmes are not for reading. */
function facts(value: Json): string {
  return JSON.stringify(value)
    .replaceAll(/sha256:[0-9a-f]{64}/gu, "a version")
    .replaceAll(/"([^"]*)":/gu, "$1 ")
    .replaceAll('"', "")
    .replaceAll(",", ", ");
}

function toldPosting({ account, amount, newLot, lotParts }: PostingRequest): string {
  const parts = lotParts?.map((part) => `${part.amount} of ${part.lotId}`).join(", ");
  const lot = newLot && `as ${newLot.lotId} ${end(newLot.expiresAt)} ${facts(newLot.source)}`;
  return `  ${account} ${amount}${lot ? ` ${lot}` : ""}${parts ? `: ${parts}` : ""}`;
}

function toldAccount({ accountId, owner, asset, floor, ceiling, lots }: Account): string {
  return `  ${accountId} of ${owner}: ${asset}, from ${floor} to ${ceiling}, lots ${lots}`;
}

function toldCommand(command: JournalCommand): readonly string[] {
  if (command.kind === "open") return [`open ${command.key}`, ...command.accounts.map(toldAccount)];
  const { kind, key, entryId, memo } = command;
  const head = `${kind} ${key}${entryId === key ? "" : ` as ${entryId}`} ${facts(memo)}`;
  switch (command.kind) {
    case "post":
      return [head, ...command.postings.map(toldPosting)];
    case "hold":
      return [`${head} ${end(command.expiresAt)}`, ...command.postings.map(toldPosting)];
    case "settle":
      return [`${head} of ${command.hold}`, ...(command.postings ?? []).map(toldPosting)];
    case "release":
      return [`${head} of ${command.hold}`];
    case "reverse":
      return [`${head} of ${command.reverses}`];
    case "lapse":
      return [`${head} from ${command.account} to ${command.to}`];
  }
}

/**
 * Commands as lines for people: the key that makes a repetition harmless, the memo that reports and later refunds read, and
 * what goes into and out of which account and lot.
 */
export function toldCommands(commands: readonly JournalCommand[]): readonly string[] {
  return commands.flatMap(toldCommand);
}
