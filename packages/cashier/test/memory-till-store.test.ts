import { createMemoryTillStore } from "@tillwright/cashier";
import { tillStoreContract } from "@tillwright/cashier/testing";
import { describe, test } from "vitest";

describe("the memory till store", () => {
  test.each(tillStoreContract)("$name", async ({ run }) => {
    await run(createMemoryTillStore());
  });
});
