import { createMemoryJournal } from "@tillwright/ledger";
import { agree, journalContract, journalSteps } from "@tillwright/ledger/testing";
import { createSqlJournal } from "@tillwright/store-sql/ledger";
import fc from "fast-check";
import { describe, test } from "vitest";
import { closableDriver, journalDriver } from "./driver.js";

describe("the journal on a file keeps every rule of the contract", () => {
  for (const rule of journalContract) {
    test(rule.name, () => rule.run(async () => createSqlJournal(await journalDriver())));
  }
});

test("the journal in memory and the journal on a file agree on any sequence of commands", async () => {
  await fc.assert(
    fc.asyncProperty(journalSteps(), async (steps) => {
      const driver = await closableDriver();
      try {
        await agree(createMemoryJournal(), createSqlJournal(driver), steps);
      } finally {
        driver.close();
      }
    }),
    { numRuns: Number(process.env["TILLWRIGHT_RUNS"] ?? 100) },
  );
});
