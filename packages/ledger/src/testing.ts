import { holdCases } from "./testing/hold-cases.js";
import { keyCases, reversalCases } from "./testing/key-cases.js";
import { lotCases } from "./testing/lot-cases.js";
import { postingCases } from "./testing/posting-cases.js";
import { readingCases } from "./testing/reading-cases.js";
import type { ContractCase } from "./testing/shop.js";

export { agree, type CommandStep } from "./testing/agree.js";
export { type CommandOptions, journalCommands, journalSteps } from "./testing/arbitraries.js";
export type { ContractCase, MakeJournal } from "./testing/shop.js";

/**
 * Every rule of the journal as a case, for any test runner: `run` gets a function that makes an empty journal, and rejects
 * when the rule is broken.
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
export const journalContract: readonly ContractCase[] = Object.freeze([
  ...postingCases,
  ...lotCases,
  ...holdCases,
  ...reversalCases,
  ...keyCases,
  ...readingCases,
]);
