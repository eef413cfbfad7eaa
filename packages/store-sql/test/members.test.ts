import { memberRepositoryContract } from "@tillwright/core-members/testing";
import { createSqlMembers } from "@tillwright/store-sql/members";
import { describe, expect, test } from "vitest";
import { scratchStore } from "./scratch.js";

describe("the contract of every store of members", () => {
  for (const { name, run } of memberRepositoryContract) {
    test(name, () => run(async () => createSqlMembers(await scratchStore())));
  }
});

test("the members of two owners do not meet", async () => {
  const store = await scratchStore();
  const [first] = memberRepositoryContract;
  expect(first).toBeDefined();
  // The same case passes for a second owner although the first has the same members already.
  await first?.run(async () => createSqlMembers(store, { owner: "chain:A" }));
  await first?.run(async () => createSqlMembers(store, { owner: "chain:B" }));
});
