import { createMemoryJournal } from "@tillwright/ledger";
import { journalContract } from "@tillwright/ledger/testing";
import { describe, test } from "vitest";

describe("the journal in memory keeps every rule of the contract", () => {
  for (const rule of journalContract) {
    test(rule.name, () => rule.run(async () => createMemoryJournal()));
  }
});
