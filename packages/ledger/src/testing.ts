import type { Journal } from "./journal.js";
import { expectSame } from "./testing/expect.js";
import { expiredHoldCases } from "./testing/expired-hold-cases.js";
import { holdCases } from "./testing/hold-cases.js";
import { keyCases } from "./testing/key-cases.js";
import { lotCases } from "./testing/lot-cases.js";
import { postingCases } from "./testing/posting-cases.js";
import { readingCases } from "./testing/reading-cases.js";
import { reversalCases } from "./testing/reversal-cases.js";
import type { ContractCase, MakeJournal } from "./testing/shop.js";

export { agree, type CommandStep } from "./testing/agree.js";
export { type CommandOptions, journalCommands, journalSteps } from "./testing/arbitraries.js";
export type { ContractCase, MakeJournal } from "./testing/shop.js";

/**
 * Every rule of the journal as a case, for any test runner: `run` gets a function that makes an empty journal, and rejects
 * when the rule is broken. After each the audit of the journal must find nothing wrong.
 *
 * @example
 * ```ts
 * import { createMemoryJournal } from "@tillwright/ledger";
 * import { journalContract } from "@tillwright/ledger/testing";
 * let kept = 0;
 * for (const rule of journalContract) {
 *   await rule.run(async () => createMemoryJournal());
 *   kept += 1;
 * }
 * kept === journalContract.length; //=> true
 * ```
 *
 * @public
 */
export const journalContract: readonly ContractCase[] = Object.freeze(
  [
    ...postingCases,
    ...lotCases,
    ...holdCases,
    ...expiredHoldCases,
    ...reversalCases,
    ...keyCases,
    ...readingCases,
  ].map(withAudit),
);

/** After every case the journal's own audit must find nothing wrong. */
function withAudit({ name, run }: ContractCase): ContractCase {
  return Object.freeze({
    name,
    async run(makeJournal: MakeJournal) {
      const made: Journal[] = [];
      await run(async () => {
        const journal = await makeJournal();
        made.push(journal);
        return journal;
      });
      for (const journal of made) {
        expectSame((await journal.audit()).finding, null, `the audit after "${name}"`);
      }
    },
  });
}
