import {
  createMemoryMembers,
  type Member,
  type MemberMerge,
  type MemberRepository,
  mergeMembers,
  recordPurchase,
  storeMerge,
} from "@tillwright/core-members";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinedAt, memberArbitrary } from "./arbitraries.js";
import { runs } from "./runs.js";

const pairs = fc.tuple(
  memberArbitrary("M1", "+8613800000001"),
  memberArbitrary("M2", "+8613800000002"),
);

async function shopOf([kept, dropped]: readonly [Member, Member]) {
  const members = createMemoryMembers();
  await members.insert(kept);
  await members.insert(dropped);
  const merge = mergeMembers(kept, dropped, joinedAt + 10);
  if (!merge.ok) throw new Error(merge.refusal.code);
  return { members, merge: merge.value };
}

async function expectMerged(members: MemberRepository, merge: MemberMerge) {
  expect(await members.byId("M1")).toEqual({ ...merge.keptAfter, version: 2 });
  expect(await members.byId("M2")).toEqual({ ...merge.droppedAfter, version: 2 });
  for (const identity of merge.dropped.identities) {
    expect((await members.byIdentity(identity))?.memberId).toBe("M1");
  }
}

test("both are stored, and again changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(pairs, async (pair) => {
      const { members, merge } = await shopOf(pair);
      const stored = await storeMerge(members, merge);
      await expectMerged(members, merge);
      expect(await storeMerge(members, merge)).toEqual(stored);
      await expectMerged(members, merge);
    }),
    { numRuns: Math.ceil(runs / 4) },
  );
});

test("after a crash between the two, the second try does the rest", async () => {
  await fc.assert(
    fc.asyncProperty(pairs, async (pair) => {
      const { members, merge } = await shopOf(pair);
      const crashing: MemberRepository = {
        ...members,
        update: async (member, version) => {
          if (member.memberId === "M1") throw new Error("the power went");
          return members.update(member, version);
        },
      };
      await expect(storeMerge(crashing, merge)).rejects.toThrow("the power went");
      expect((await members.byId("M2"))?.status).toBe("merged");
      expect((await storeMerge(members, merge)).ok).toBe(true);
      await expectMerged(members, merge);
    }),
    { numRuns: Math.ceil(runs / 4) },
  );
});

describe("a member who was changed in between", () => {
  test("the kept one: the other gets everything back, and both can be merged anew", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async (pair) => {
        const { members, merge } = await shopOf(pair);
        await members.update(recordPurchase(merge.kept, "2026-11-19"), 1);
        expect(await storeMerge(members, merge)).toMatchObject({
          refusal: { code: "core-members.version-conflict", facts: { memberId: "M1" } },
        });
        expect(await members.byId("M2")).toEqual({ ...merge.dropped, version: 3 });
        const [kept, dropped] = [await members.byId("M1"), await members.byId("M2")];
        if (kept === null || dropped === null) throw new Error("not found");
        const anew = mergeMembers(kept, dropped, joinedAt + 20);
        expect(anew.ok && (await storeMerge(members, anew.value)).ok).toBe(true);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test("the other one, or one who is not there: nothing is changed", async () => {
    const [pair] = fc.sample(pairs, { numRuns: 1, seed: 1 });
    if (pair === undefined) throw new Error("no members");
    const { members, merge } = await shopOf(pair);
    await members.update(recordPurchase(merge.dropped, "2026-11-19"), 1);
    expect(await storeMerge(members, merge)).toMatchObject({
      refusal: { code: "core-members.version-conflict", facts: { memberId: "M2" } },
    });
    expect(await members.byId("M1")).toEqual(merge.kept);
    expect(await storeMerge(createMemoryMembers(), merge)).toMatchObject({
      refusal: { code: "core-members.member-unknown", facts: { memberId: "M2" } },
    });
  });
});

describe("a member who is part of another one already", () => {
  async function three() {
    const [pair] = fc.sample(pairs, { numRuns: 1, seed: 2 });
    const [third] = fc.sample(memberArbitrary("M3", "+8613800000003"), { numRuns: 1, seed: 2 });
    if (pair === undefined || third === undefined) throw new Error("no members");
    const shop = await shopOf(pair);
    await shop.members.insert(third);
    const other = mergeMembers(third, pair[1], joinedAt + 10);
    if (!other.ok) throw new Error(other.refusal.code);
    return { ...shop, other: other.value, third };
  }

  test("the merge with somebody else that comes second is refused, and nothing is changed", async () => {
    const { members, merge, other, third } = await three();
    await storeMerge(members, merge);
    expect(await storeMerge(members, other)).toMatchObject({
      refusal: { code: "core-members.version-conflict", facts: { memberId: "M2" } },
    });
    await expectMerged(members, merge);
    expect(await members.byId("M3")).toEqual(third);
  });

  test("the kept one that is part of a third: the other gets everything back", async () => {
    const { members, merge, third } = await three();
    const away = mergeMembers(third, merge.kept, joinedAt + 10);
    if (!away.ok) throw new Error(away.refusal.code);
    await storeMerge(members, away.value);
    expect(await storeMerge(members, merge)).toMatchObject({
      refusal: { code: "core-members.version-conflict", facts: { memberId: "M1" } },
    });
    expect(await members.byId("M2")).toEqual({ ...merge.dropped, version: 3 });
    expect((await members.byId("M1"))?.mergedInto).toBe("M3");
  });
});

test("what could not be given back is told, and the next try gives it back", async () => {
  const [pair] = fc.sample(pairs, { numRuns: 1, seed: 3 });
  if (pair === undefined) throw new Error("no members");
  const { members, merge } = await shopOf(pair);
  await members.update(recordPurchase(merge.kept, "2026-11-19"), 1);
  let updates = 0;
  const busy: MemberRepository = {
    ...members,
    update: async (member, version) => {
      updates += 1;
      // The third update is the one that gives back; somebody else was there first.
      return members.update(member, updates === 3 ? version - 1 : version);
    },
  };
  expect(await storeMerge(busy, merge)).toMatchObject({
    refusal: { code: "core-members.version-conflict", facts: { memberId: "M2" } },
  });
  expect((await members.byId("M2"))?.status).toBe("merged");
  expect(await storeMerge(members, merge)).toMatchObject({
    refusal: { facts: { memberId: "M1" } },
  });
  expect(await members.byId("M2")).toEqual({ ...merge.dropped, version: 3 });
});
