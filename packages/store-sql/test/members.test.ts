import { createLocalKeys, createSealedMembers } from "@tillwright/core-members";
import { memberRepositoryContract } from "@tillwright/core-members/testing";
import type { Store } from "@tillwright/store-sql";
import { createSqlMemberRows, createSqlMembers } from "@tillwright/store-sql/members";
import { seededRandom } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { scratchStore } from "./scratch.js";

const random = seededRandom(3);
const keys = createLocalKeys({
  keys: { k1: random(32) },
  current: "k1",
  indexKey: random(32),
  random,
});

const kinds = [
  [
    "members as they are",
    (store: Store, owner?: string) => createSqlMembers(store, ownerOf(owner)),
  ],
  [
    "sealed members",
    (store: Store, owner?: string) =>
      createSealedMembers(createSqlMemberRows(store, ownerOf(owner)), keys, random),
  ],
] as const;

function ownerOf(owner: string | undefined): { readonly owner?: string } {
  return owner === undefined ? {} : { owner };
}

describe.each(kinds)("%s: the contract of every store of members", (_name, make) => {
  for (const { name, run } of memberRepositoryContract) {
    test(name, () => run(async () => make(await scratchStore())));
  }

  test("the members of two owners do not meet", async () => {
    const store = await scratchStore();
    for (const { run } of memberRepositoryContract.slice(0, 1)) {
      // The same case passes for a second owner although the first has the same members already.
      await run(async () => make(store, "chain:A"));
      await run(async () => make(store, "chain:B"));
    }
    expect(await make(store, "chain:C").byId("M1")).toBeNull();
  });
});
