import { createMemoryMembers, type Member, registerMember } from "@tillwright/core-members";
import { memberRepositoryContract } from "@tillwright/core-members/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";

describe("the store in memory does what every store must do", () => {
  test.each(memberRepositoryContract)("$name", async ({ run }) => {
    await run(async () => createMemoryMembers());
  });
});

describe("the contract notices a store that", () => {
  const broken = {
    "keeps two members of one phone": async () => {
      const members = createMemoryMembers();
      const kept = new Map<string, Member>();
      return {
        ...members,
        insert: async (member: Member) => {
          kept.set(member.memberId, member);
          return { ok: true as const, value: member };
        },
      };
    },
    "does not look at versions": async () => {
      const members = createMemoryMembers();
      return {
        ...members,
        update: async (member: Member) => {
          const stored = await members.byId(member.memberId);
          return members.update(member, stored?.version ?? 0);
        },
      };
    },
    "forgets cards": async () => ({ ...createMemoryMembers(), byCard: async () => null }),
  };
  test.each(Object.entries(broken))("%s", async (_name, makeRepository) => {
    const results = await Promise.allSettled(
      memberRepositoryContract.map(({ run }) => run(makeRepository)),
    );
    expect(results.some((result) => result.status === "rejected")).toBe(true);
  });
});

const ids = ["M1", "M2", "M3"];
const phones = ["+8613800000001", "+8613800000002"];
const commands = fc.array(
  fc.record({
    kind: fc.constantFrom("insert" as const, "update" as const),
    id: fc.constantFrom(...ids),
    phone: fc.constantFrom(...phones),
    card: fc.constantFrom(null, "C1", "C2"),
    version: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 20 },
);

test("after any commands each phone and card leads to the one member that has it", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (script) => {
      const members = createMemoryMembers();
      const model = new Map<string, Member>();
      for (const { kind, id, phone, card, version } of script) {
        const registration = {
          phone,
          name: null,
          birthday: null,
          cardNumber: card,
          tags: [],
          consents: [],
        };
        const member = registerMember(registration, { memberId: id, at: 0, zone: "UTC" });
        const others = [...model.values()].filter((other) => other.memberId !== id);
        const free =
          others.every((other) => other.phone !== phone) &&
          (card === null || others.every((other) => other.cardNumber !== card));
        const stored = model.get(id);
        if (kind === "insert") {
          const same = JSON.stringify(stored) === JSON.stringify(member);
          const outcome = await members.insert(member);
          expect(outcome.ok).toBe(stored === undefined ? free : same);
          if (outcome.ok) model.set(id, outcome.value);
        } else {
          const outcome = await members.update(member, version);
          expect(outcome.ok).toBe(stored !== undefined && stored.version === version && free);
          if (outcome.ok) model.set(id, { ...member, version: version + 1 });
        }
      }
      for (const member of model.values()) {
        expect(await members.byId(member.memberId)).toEqual(member);
        if (member.phone !== null) expect(await members.byPhone(member.phone)).toEqual(member);
        if (member.cardNumber !== null)
          expect(await members.byCard(member.cardNumber)).toEqual(member);
      }
      for (const phone of phones) {
        const holders = [...model.values()].filter((member) => member.phone === phone);
        expect(holders.length).toBeLessThanOrEqual(1);
        expect(await members.byPhone(phone)).toEqual(holders[0] ?? null);
      }
    }),
    { numRuns: runs },
  );
});
