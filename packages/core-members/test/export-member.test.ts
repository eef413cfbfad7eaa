import {
  createMemoryFeedback,
  createMemoryMembers,
  createMemoryReadLog,
  erasePerson,
  exportMember,
  giveFeedback,
  type Member,
  type MemberExport,
  mergeMembers,
  readMasked,
} from "@tillwright/core-members";
import type { Json } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinedAt, memberArbitrary } from "./arbitraries.js";
import { runs } from "./runs.js";
import { sealedShop } from "./sealing.js";

const roles = {
  owner: { export: true, "read-masked": true },
  clerk: { "read-masked": true },
} as const;
const request = { readId: "R9", readerId: "E1", role: "owner", purpose: "request", at: 9000 };
const policy = { editableFor: 1000, moderate: "afterwards" } as const;

async function shopWith(members: readonly Member[]) {
  const desk = {
    members: createMemoryMembers(),
    reads: createMemoryReadLog(),
    feedback: createMemoryFeedback(),
    roles,
  };
  for (const member of members) await desk.members.insert(member);
  return desk;
}

function feedbackOf(memberId: string, id: string, at: number) {
  const about = { kind: "sale", id } as const;
  const details = { feedbackId: `F-${id}`, memberId, about, storeId: null, operatorId: null, at };
  return giveFeedback({ rating: 5, comment: `said of ${id}` }, details, policy);
}

async function exported(
  desk: Parameters<typeof exportMember>[0],
  memberId: string,
  others: Readonly<Record<string, Json>> = {},
): Promise<MemberExport> {
  const outcome = await exportMember(desk, request, memberId, others);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

const members = memberArbitrary("M1", "+8613800000001");

test("the export holds each stored field of any member, word for word, and survives JSON", async () => {
  await fc.assert(
    fc.asyncProperty(members, async (member) => {
      const document = await exported(await shopWith([member]), "M1");
      const read: MemberExport = JSON.parse(JSON.stringify(document));
      expect(read.member).toEqual(JSON.parse(JSON.stringify(member)));
      expect(read.member.consents).toHaveLength(member.consents.length);
      for (const field of Object.keys(member)) {
        expect(Object.keys(read.member)).toContain(field);
        expect(Object.keys(read.fields.member)).toContain(field);
      }
    }),
    { numRuns: runs },
  );
});

test("every field is described in both languages", async () => {
  const [member] = fc.sample(members, { numRuns: 1, seed: 1 });
  if (member === undefined) throw new Error("no member");
  const desk = await shopWith([member]);
  await desk.feedback.insert(feedbackOf("M1", "S1", 1));
  const { fields, feedback, reads } = await exported(desk, "M1");
  const described: readonly (readonly [object, object | undefined])[] = [
    [fields.feedback, feedback[0]],
    [fields.reads, reads[0]],
  ];
  for (const [words, record] of described) {
    expect(Object.keys(words).sort()).toEqual(Object.keys(record ?? {}).sort());
  }
  for (const words of [fields.member, fields.feedback, fields.reads].flatMap(Object.values)) {
    expect(words).toEqual({
      "zh-CN": expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/[a-z]/u),
    });
  }
});

describe("what is held beside the member", () => {
  test("feedback, who read what, and what other packages hold", async () => {
    const [member] = fc.sample(members, { numRuns: 1, seed: 2 });
    if (member === undefined) throw new Error("no member");
    const desk = await shopWith([member]);
    await desk.feedback.insert(feedbackOf("M1", "S2", 20));
    await desk.feedback.insert(feedbackOf("M1", "S1", 10));
    await desk.feedback.insert(feedbackOf("M2", "S1", 10));
    const look = { readId: "R1", readerId: "E7", role: "clerk", purpose: "sale", at: 50 };
    await readMasked(desk, look, { by: "id", memberId: "M1" });
    const document = await exported(desk, "M1", { points: 120 });
    expect(document).toMatchObject({
      format: "tillwright.member-export/1",
      exportedAt: 9000,
      feedback: [{ feedbackId: "F-S1" }, { feedbackId: "F-S2" }],
      reads: [
        { readerId: "E7", view: "masked" },
        { readerId: "E1", view: "export", outcome: "shown" },
      ],
      others: { points: 120 },
      formerMembers: [],
    });
    expect(document.feedback).toHaveLength(2);
  });

  test("of members that have become part of this one as well", async () => {
    await fc.assert(
      fc.asyncProperty(members, memberArbitrary("M2", "+8613800000002"), async (kept, dropped) => {
        const desk = await shopWith([kept, dropped]);
        await desk.feedback.insert(feedbackOf("M2", "S1", 10));
        const look = { readId: "R1", readerId: "E7", role: "clerk", purpose: "sale", at: 50 };
        await readMasked(desk, look, { by: "id", memberId: "M2" });
        const merge = mergeMembers(kept, dropped, joinedAt + 10);
        if (!merge.ok) throw new Error(merge.refusal.code);
        await desk.members.update(merge.value.droppedAfter, 1);
        await desk.members.update(merge.value.keptAfter, 1);
        expect(await exported(desk, "M1")).toMatchObject({
          formerMembers: [{ memberId: "M2", name: dropped.name, tags: dropped.tags }],
          feedback: [{ feedbackId: "F-S1" }],
          reads: [{ readId: "R1", memberId: "M2" }, { readId: "R9" }],
        });
      }),
      { numRuns: Math.ceil(runs / 10) },
    );
  });

  test("an export that is not permitted, or of nobody, is logged too", async () => {
    const desk = await shopWith([]);
    const clerk = await exportMember(desk, { ...request, role: "clerk", readId: "R1" }, "M1");
    expect(clerk).toMatchObject({
      refusal: { code: "core-members.not-permitted", facts: { couldBe: ["owner"] } },
    });
    expect(await exportMember(desk, request, "M1")).toMatchObject({
      refusal: { code: "core-members.nobody-found" },
    });
    expect((await desk.reads.ofReader("E1")).map(({ outcome }) => outcome)).toEqual([
      "refused",
      "not-found",
    ]);
  });
});

describe("erasing a person", () => {
  test("erases the member and all that have become part of it; figures stay", async () => {
    await fc.assert(
      fc.asyncProperty(members, memberArbitrary("M2", "+8613800000002"), async (kept, dropped) => {
        const shop = await sealedShop([kept, { ...dropped, mergedFrom: ["M0"] }]);
        const merge = mergeMembers(kept, { ...dropped, mergedFrom: ["M0"] }, joinedAt + 10);
        if (!merge.ok) throw new Error(merge.refusal.code);
        const before = { ...kept, ...merge.value.keptAfter, mergedFrom: ["M2"] };
        await shop.members.update(merge.value.droppedAfter, 1);
        await shop.members.update(before, 1);
        // M0 was never stored here: told, after the others are gone.
        expect(await erasePerson(shop.members, "M1")).toMatchObject({
          refusal: { code: "core-members.member-unknown", facts: { memberId: "M0" } },
        });
        for (const id of ["M1", "M2"]) {
          expect(await shop.rows.byId(id)).toMatchObject({ key: null, fields: null });
        }
        expect(await shop.members.byId("M1")).toMatchObject({
          status: "erased",
          purchases: kept.purchases + dropped.purchases,
          name: null,
          addresses: [],
          identities: [],
          preferences: {},
        });
      }),
      { numRuns: Math.ceil(runs / 10) },
    );
  });

  test("again, it does what was left to do, and a circle does not hold it", async () => {
    const [one, two] = [
      ...fc.sample(members, { numRuns: 1, seed: 3 }),
      ...fc.sample(memberArbitrary("M2", "+8613800000002"), { numRuns: 1, seed: 4 }),
    ];
    if (one === undefined || two === undefined) throw new Error("no members");
    const desk = await shopWith([
      { ...one, mergedFrom: ["M2"] },
      { ...two, mergedFrom: ["M1"] },
    ]);
    const all = { ok: true, value: ["M1", "M2"] };
    expect(await erasePerson(desk.members, "M1")).toEqual(all);
    expect(await erasePerson(desk.members, "M1")).toEqual(all);
  });

  test("a member who is changed at a till meanwhile is erased all the same, but not for ever", async () => {
    const [one] = fc.sample(members, { numRuns: 1, seed: 5 });
    if (one === undefined) throw new Error("no member");
    const { members: store } = await shopWith([one]);
    let disturbances = 4;
    const busy = {
      ...store,
      byId: async (id: string) => {
        const seen = await store.byId(id);
        if (seen !== null && disturbances > 0) {
          disturbances -= 1;
          await store.update({ ...seen, purchases: seen.purchases + 1 }, seen.version);
        }
        return seen;
      },
    };
    expect(await erasePerson(busy, "M1")).toMatchObject({ ok: true });
    const { members: other } = await shopWith([one]);
    const stuck = { ...other, update: async (member: Member) => other.update(member, 99) };
    expect(await erasePerson(stuck, "M1")).toMatchObject({
      refusal: { code: "core-members.version-conflict" },
    });
  });
});
