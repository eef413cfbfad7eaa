import type { TillStore } from "../till-store.js";
import { commitCases } from "./commit-cases.js";
import { readingCases } from "./reading-cases.js";

/**
 * One rule that every till store keeps.
 *
 * @public
 */
export interface TillStoreCase {
  readonly name: string;
  /** Runs on an empty store; rejects with what was expected and what was seen. */
  run(store: TillStore): Promise<void>;
}

/**
 * Everything that a till store promises, as cases for any test runner: make an empty store for each and run it.
 *
 * @example
 * ```ts
 * import { createMemoryTillStore } from "@tillwright/cashier";
 * import { tillStoreContract } from "@tillwright/cashier/testing";
 *
 * for (const { run } of tillStoreContract) await run(createMemoryTillStore());
 * tillStoreContract.length > 15; //=> true
 * ```
 *
 * @public
 */
export const tillStoreContract: readonly TillStoreCase[] = [...commitCases, ...readingCases];
