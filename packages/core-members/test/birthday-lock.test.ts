import {
  eraseMember,
  lockBirthday,
  type Member,
  memberFacts,
  mergeMembers,
  permitMember,
  registerMember,
  undoMerge,
  unlockBirthday,
  updateMember,
} from "@tillwright/core-members";
import { expect, test } from "vitest";
import { sealedShop } from "./sealing.js";

const born = { month: 6, day: 15, year: 1990 };
const moved = { month: 7, day: 1, year: 1990 };
const form = { phone: "+8613812345678", name: "王小明", cardNumber: null, tags: [], consents: [] };

function memberOf(memberId: string, birthday: Member["birthday"] = born): Member {
  const phone = `+861380000000${memberId.slice(1)}`;
  return registerMember({ ...form, phone, birthday }, { memberId, at: 0, zone: "Asia/Shanghai" });
}

function codeOf(outcome: ReturnType<typeof updateMember>): string {
  return outcome.ok ? "done" : outcome.refusal.code;
}

const locked = lockBirthday(memberOf("M1"));

test("until a benefit of it was used, a birthday can be corrected", () => {
  expect(codeOf(updateMember(memberOf("M1"), { birthday: moved }, 1))).toBe("done");
});

test("afterwards it stays: nobody has two birthdays in a year", () => {
  expect(updateMember(locked, { birthday: moved }, 1)).toMatchObject({
    ok: false,
    refusal: { code: "core-members.birthday-locked", facts: { memberId: "M1" } },
  });
  expect(codeOf(updateMember(locked, { birthday: null }, 1))).toBe("core-members.birthday-locked");
  expect(codeOf(updateMember(locked, { birthday: { ...born, year: null } }, 1))).toBe(
    "core-members.birthday-locked",
  );
});

test("everything else can be changed, and the same birthday said again", () => {
  const same = { day: 15, month: 6, year: 1990 };
  const updated = updateMember(locked, { birthday: same, name: "王大明" }, 1);
  expect(updated).toMatchObject({ ok: true, value: { name: "王大明", birthday: born } });
});

test("a member whose birthday nobody knew may still tell it", () => {
  const none = lockBirthday(memberOf("M1", null));
  expect(codeOf(updateMember(none, { birthday: born }, 1))).toBe("done");
});

test("who may unlock it can be asked, and then it can be corrected", () => {
  const roles = { clerk: { update: true }, manager: { "unlock-birthday": true } } as const;
  const refused = permitMember(roles, "clerk", "unlock-birthday");
  expect(refused.ok ? null : refused.refusal.facts["couldBe"]).toEqual(["manager"]);
  const unlocked = unlockBirthday(locked);
  expect(unlocked).toEqual(memberOf("M1"));
  expect(codeOf(updateMember(unlocked, { birthday: moved }, 1))).toBe("done");
  expect(Object.isFrozen(unlocked) && Object.isFrozen(locked)).toBe(true);
});

test("the lock says nothing of the person: pricing has none of it, and it is not erased with the data key", async () => {
  expect(memberFacts(locked, [])).toEqual(memberFacts(memberOf("M1"), []));
  expect(eraseMember(locked)).not.toHaveProperty("birthdayLocked");
  const { rows, members } = await sealedShop([locked]);
  expect((await rows.byId("M1"))?.plain).toMatchObject({ birthdayLocked: true });
  expect(await members.byId("M1")).toEqual(locked);
});

test.each([
  ["neither", memberOf("M1"), memberOf("M2"), undefined],
  ["the one who is kept", locked, memberOf("M2"), true],
  ["the one who is dropped", memberOf("M1"), lockBirthday(memberOf("M2")), true],
])("merged, it is locked when it was in one of them: %s", (_which, kept, dropped, wanted) => {
  const merge = mergeMembers(kept, dropped, 1);
  if (!merge.ok) throw new Error(merge.refusal.code);
  const { keptAfter, droppedAfter } = merge.value;
  expect(keptAfter.birthdayLocked).toBe(wanted);
  const parted = undoMerge(merge.value, keptAfter, droppedAfter);
  expect(parted).toEqual({ ok: true, value: { kept, dropped } });
  // What was used since the merge was used by the one who was kept.
  const usedSince = undoMerge(merge.value, lockBirthday(keptAfter), droppedAfter);
  const expected = wanted === true ? kept.birthdayLocked : true;
  expect(usedSince.ok && usedSince.value.kept.birthdayLocked).toBe(expected);
});
