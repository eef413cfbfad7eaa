import { createMemoryJournal } from "@tillwright/ledger";
import { agree, journalContract, journalSteps } from "@tillwright/ledger/testing";
import { createDriver, openConnection } from "@tillwright/store-sql";
import { createSqlJournal } from "@tillwright/store-sql/ledger";
import fc from "fast-check";
import { describe, test } from "vitest";
import { journalSchema } from "../../src/journal/schema.js";

/** A driver over memory with nothing but the journal's tables. */
async function journalDriver() {
  const driver = createDriver(await openConnection(":memory:", { engine: null, readOnly: false }));
  driver.exec(journalSchema.sql);
  return driver;
}

describe("the journal on a file keeps every rule of the contract", () => {
  for (const rule of journalContract) {
    test(rule.name, async () => {
      const driver = await journalDriver();
      await rule.run(async () => createSqlJournal(driver));
      driver.close();
    });
  }
});

test("the journal in memory and the journal on a file agree on any sequence of commands", async () => {
  const numRuns = Number(process.env["TILLWRIGHT_RUNS"] ?? 100);
  await fc.assert(
    fc.asyncProperty(journalSteps(), async (steps) => {
      const driver = await journalDriver();
      try {
        await agree(createMemoryJournal(), createSqlJournal(driver), steps);
      } finally {
        driver.close();
      }
    }),
    { numRuns },
  );
});
