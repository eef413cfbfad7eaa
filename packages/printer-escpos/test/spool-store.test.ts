import { memorySpoolStore } from "@tillwright/printer-escpos/spool";
import { spoolStoreContract } from "@tillwright/printer-escpos/testing";
import { describe, test } from "vitest";

describe("the contract of every store of print jobs, kept in memory", () => {
  for (const { name, run } of spoolStoreContract)
    test(name, () => run(async () => memorySpoolStore()));
});
