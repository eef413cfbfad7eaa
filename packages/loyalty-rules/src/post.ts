import type { AccountId, PostCommand, PostingRequest } from "@tillwright/ledger";
import type { Json } from "@tillwright/values";
import { lotParts, type SpentLot, totalOf } from "./lots.js";
import type { CommandContext } from "./sale-event.js";

/** A posting group of its own key; the entry is named by the key, so that the same event makes the same entry. */
export function post(
  context: CommandContext,
  what: string,
  postings: readonly PostingRequest[],
  memo: Json,
): PostCommand {
  const key = `${context.key}/${what}`;
  return { kind: "post", key, entryId: key, at: context.at, postings, memo };
}

/** What comes into `account`, with its counter posting. */
export function into(
  account: AccountId,
  counter: AccountId,
  amount: number,
  lot: Pick<PostingRequest, "newLot" | "lotParts"> = {},
): readonly PostingRequest[] {
  return [
    { account, amount, ...lot },
    { account: counter, amount: -amount },
  ];
}

/** What leaves `account`, with its counter posting. */
export function outOf(
  account: AccountId,
  counter: AccountId,
  amount: number,
  lot: Pick<PostingRequest, "lotParts"> = {},
): readonly PostingRequest[] {
  return [
    { account, amount: -amount, ...lot },
    { account: counter, amount },
  ];
}

/** These parts of lots leave `account`. */
export function lotPosting(
  account: AccountId,
  counter: AccountId,
  parts: readonly SpentLot[],
): readonly PostingRequest[] {
  return outOf(account, counter, totalOf(parts), { lotParts: lotParts(parts) });
}
