import type {
  Account,
  JournalCommand,
  LedgerRefusalCode,
  PostingRequest,
} from "@tillwright/ledger";
import { expect, test } from "vitest";

const posting: PostingRequest = { account: "cash", amount: 5 };

// @ts-expect-error a posting's amount is a number, not text
export const textAmount: PostingRequest = { account: "cash", amount: "5" };

// @ts-expect-error a new lot says when it ends, even if that is never
export const endless: PostingRequest = { ...posting, newLot: { lotId: "A", source: null } };

// @ts-expect-error a limit is stated, even if there is none
export const unlimited: Account = {
  accountId: "a",
  owner: "o",
  asset: "CNY",
  floor: null,
  lots: null,
};

// @ts-expect-error an entry command names its entry
export const nameless: JournalCommand = { kind: "release", key: "k", at: 0, memo: null, hold: "h" };

// @ts-expect-error there is no such kind
export const kind: JournalCommand["kind"] = "pay";

// @ts-expect-error codes come from a closed list
export const code: LedgerRefusalCode = "ledger.whatever";

test("what must not compile does not", () => {
  expect(posting.amount).toBe(5);
});
