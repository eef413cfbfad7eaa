import type { Instant, Json } from "@tillwright/values";
import type { Account, AccountId } from "./account.js";
import type { CommandKey, EntryId, PostingRequest } from "./entry.js";

/** What every command carries: its key, and when it happened in the trade. @public */
export interface CommandBase {
  readonly key: CommandKey;
  readonly at: Instant;
}

/** A command that appends an entry: its id, and what is kept beside it. @public */
export interface EntryCommand extends CommandBase {
  readonly entryId: EntryId;
  readonly memo: Json;
}

/** Opens accounts; one that is open already with the same terms is left as it is. @public */
export interface OpenCommand extends CommandBase {
  readonly kind: "open";
  readonly accounts: readonly Account[];
}

/** Moves amounts at once. @public */
export interface PostCommand extends EntryCommand {
  readonly kind: "post";
  readonly postings: readonly PostingRequest[];
}

/** Reserves amounts: outgoing ones stop being available, incoming ones arrive when it is settled. @public */
export interface HoldCommand extends EntryCommand {
  readonly kind: "hold";
  readonly postings: readonly PostingRequest[];
  readonly expiresAt: Instant | null;
}

/** Turns a hold into a movement, wholly, or in part when `postings` are given: the rest is released. @public */
export interface SettleCommand extends EntryCommand {
  readonly kind: "settle";
  readonly hold: EntryId;
  readonly postings: readonly PostingRequest[] | null;
}

/** Gives a hold up. @public */
export interface ReleaseCommand extends EntryCommand {
  readonly kind: "release";
  readonly hold: EntryId;
}

/** Takes an entry back with the same postings and lots, signs turned. Once for each entry. @public */
export interface ReverseCommand extends EntryCommand {
  readonly kind: "reverse";
  readonly reverses: EntryId;
}

/** Moves what is left of the lots that have expired at `at` from `account` to `to`, an account of the same owner. @public */
export interface LapseCommand extends EntryCommand {
  readonly kind: "lapse";
  readonly account: AccountId;
  readonly to: AccountId;
}

/**
 * What a journal can be told.
 *
 * @public
 */
export type JournalCommand =
  | OpenCommand
  | PostCommand
  | HoldCommand
  | SettleCommand
  | ReleaseCommand
  | ReverseCommand
  | LapseCommand;
