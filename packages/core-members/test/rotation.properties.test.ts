import {
  createSealedMembers,
  type Member,
  openForMember,
  rotateKeys,
  sealForMember,
} from "@tillwright/core-members";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memberArbitrary } from "./arbitraries.js";
import { runs } from "./runs.js";
import { sealedShop } from "./sealing.js";

const many = fc.tuple(
  memberArbitrary("M1", "+8613800000001"),
  memberArbitrary("M2", "+8613800000002"),
  memberArbitrary("M3", "+8613800000003"),
);

function withoutVersion(member: Member | null) {
  return { ...member, version: 0 };
}

test("rotation loses nothing: every member opens with the new key alone, and says the same", async () => {
  await fc.assert(
    fc.asyncProperty(many, async (all) => {
      const shop = await sealedShop(all);
      expect(await rotateKeys(shop.rows, shop.newer)).toEqual({ rotated: 3, unreadable: [] });
      const members = createSealedMembers(shop.rows, shop.newerAlone, shop.random);
      for (const member of all) {
        expect((await members.byId(member.memberId))?.version).toBe(member.version + 1);
        expect((await shop.rows.byId(member.memberId))?.version).toBe(member.version + 1);
        expect(withoutVersion(await members.byId(member.memberId))).toEqual(withoutVersion(member));
        expect((await members.byPhone(member.phone ?? ""))?.memberId).toBe(member.memberId);
        for (const identity of member.identities) {
          expect((await members.byIdentity(identity))?.memberId).toBe(member.memberId);
        }
      }
      expect(await rotateKeys(shop.rows, shop.newer)).toEqual({ rotated: 0, unreadable: [] });
    }),
    { numRuns: Math.ceil(runs / 10) },
  );
});

test("while a till goes on selling: its changes stay, and every row ends with the new key", async () => {
  await fc.assert(
    fc.asyncProperty(
      many,
      fc.array(fc.constantFrom("M1", "M2", "M3"), { maxLength: 4 }),
      async (all, changed) => {
        const shop = await sealedShop(all);
        const waiting = [...changed];
        // Between reading a row and storing it again, the till changes a member.
        const busy = {
          ...shop.rows,
          replace: async (...parameters: Parameters<typeof shop.rows.replace>) => {
            const id = waiting.pop();
            const seen = id === undefined ? null : await shop.members.byId(id);
            if (seen !== null) {
              await shop.members.update({ ...seen, purchases: seen.purchases + 1 }, seen.version);
            }
            return shop.rows.replace(...parameters);
          },
        };
        await rotateKeys(busy, shop.newer);
        const done = changed.length - waiting.length;
        let bought = 0;
        for (const { memberId, purchases } of all) {
          const row = await shop.rows.byId(memberId);
          expect(row?.key?.keyId).toBe("k2");
          bought += ((await shop.members.byId(memberId))?.purchases ?? 0) - purchases;
        }
        expect(bought).toBe(done);
      },
    ),
    { numRuns: Math.ceil(runs / 10) },
  );
});

test("what is sealed beside the member opens after the rotation, and only there", async () => {
  const [member] = fc.sample(memberArbitrary("M1", "+8613800000001"), { numRuns: 1, seed: 1 });
  if (member === undefined) throw new Error("no member");
  const shop = await sealedShop([member]);
  const row = await shop.rows.byId("M1");
  if (row === null) throw new Error("no row");
  const note = await sealForMember(row, shop.older, shop.random, "note N1", { text: "窗边 😀" });
  if (!note.ok) throw new Error(note.refusal.code);
  expect(note.value).toMatch(/^[0-9a-f]+$/u);
  await rotateKeys(shop.rows, shop.newer);
  const rotated = await shop.rows.byId("M1");
  if (rotated === null) throw new Error("no row");
  expect(await openForMember(rotated, shop.newerAlone, "note N1", note.value)).toEqual({
    ok: true,
    value: { text: "窗边 😀" },
  });
  expect(await openForMember(rotated, shop.newer, "note N2", note.value)).toMatchObject({
    refusal: { code: "core-members.data-damaged", facts: { memberId: "M1" } },
  });
  expect(await openForMember(row, shop.newerAlone, "note N1", note.value)).toMatchObject({
    refusal: { code: "core-members.key-missing" },
  });
  expect(await sealForMember(row, shop.newerAlone, shop.random, "note N1", "x")).toMatchObject({
    refusal: { code: "core-members.key-missing" },
  });
});

test("rows whose key is lost are told by id and left as they are; the others are rotated", async () => {
  const all = fc.sample(many, { numRuns: 1, seed: 2 })[0] ?? [];
  const shop = await sealedShop(all);
  const damaged = await shop.rows.byId("M2");
  if (damaged === null) throw new Error("no row");
  const locked = { ...damaged, version: 2, key: { keyId: "k0", wrapped: "00" } };
  await shop.rows.replace(locked, 1);
  expect(await rotateKeys(shop.rows, shop.newer)).toEqual({ rotated: 2, unreadable: ["M2"] });
  expect(await shop.rows.byId("M2")).toEqual(locked);
});

test("more rows whose key is lost than are read at once do not hide the others", async () => {
  const [member] = fc.sample(memberArbitrary("M1", "+8613800000001"), { numRuns: 1, seed: 3 });
  if (member === undefined) throw new Error("no member");
  const shop = await sealedShop([
    { ...member, memberId: "Z", phone: null, cardNumber: null, identities: [] },
  ]);
  const row = await shop.rows.byId("Z");
  if (row === null) throw new Error("no row");
  const lost = { keyId: "k0", wrapped: "00" };
  for (let index = 0; index < 120; index += 1) {
    await shop.rows.insert({ ...row, memberId: `A${1000 + index}`, key: lost });
  }
  const rotation = await rotateKeys(shop.rows, shop.newer);
  expect(rotation.rotated).toBe(1);
  expect(rotation.unreadable).toHaveLength(120);
});
