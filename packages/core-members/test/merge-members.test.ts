import {
  type Consent,
  createMemoryMembers,
  dedicatedTo,
  hasConsent,
  type Member,
  mergeMembers,
  recordPurchase,
  registerMember,
  undoMerge,
} from "@tillwright/core-members";
import { describe, expect, test } from "vitest";

const at = Date.UTC(2026, 10, 18, 4);

function memberOf(memberId: string, changes: Partial<Member> = {}): Member {
  const registration = {
    phone: memberId === "M1" ? "+8613800000001" : "+8613800000002",
    name: null,
    birthday: null,
    cardNumber: null,
    tags: [],
    consents: [],
  };
  return { ...registerMember(registration, { memberId, at, zone: "UTC" }), ...changes };
}

function consent(given: boolean, when: number, channel: Consent["channel"] = "sms"): Consent {
  return { purpose: "marketing", channel, given, at: when, textVersion: "1" };
}

function merged(kept: Member, dropped: Member) {
  const outcome = mergeMembers(kept, dropped, at + 10);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

describe("merging", () => {
  const kept = memberOf("M1", {
    name: "王小明",
    tags: ["a"],
    purchases: 3,
    lastPurchaseOn: "2026-10-01",
  });
  const dropped = memberOf("M2", {
    name: "小明",
    birthday: { month: 6, day: 15, year: null },
    cardNumber: "C2",
    tags: ["a", "b"],
    purchases: 4,
    lastPurchaseOn: "2026-11-01",
    joinedAt: at - 5,
    joinedOn: "2026-11-17",
  });

  test("keeps what is there, takes what is missing, adds what counts", () => {
    expect(merged(kept, dropped).keptAfter).toMatchObject({
      memberId: "M1",
      phone: "+8613800000001",
      name: "王小明",
      birthday: { month: 6, day: 15, year: null },
      cardNumber: "C2",
      tags: ["a", "b"],
      purchases: 7,
      lastPurchaseOn: "2026-11-01",
      joinedOn: "2026-11-17",
    });
  });

  test("addresses, preferences, accounts and history of both go to the one that is kept", () => {
    const postal = { country: "FR", lines: ["1 rue X"], postcode: null };
    const address = { addressId: "A1", label: null, recipient: null, phone: null, postal };
    const other = { ...address, postal: { ...postal, lines: ["2 rue Y"] } };
    const account = { provider: "wechat", app: "wx1", linkedAt: 1 } as const;
    const one: Member = {
      ...kept,
      email: null,
      addresses: [address],
      preferences: { milk: "oat" },
      identities: [{ ...account, subject: "o1" }],
      dedicated: [{ operatorId: "E7", from: 5, until: null }],
    };
    const two: Member = {
      ...dropped,
      email: "x@example.com",
      addresses: [{ ...address, addressId: "A9" }, other],
      preferences: { milk: "soy", shoe: 38 },
      identities: [{ ...account, subject: "o2" }],
      dedicated: [
        { operatorId: "E8", from: 1, until: 2 },
        { operatorId: "E9", from: 6, until: null },
      ],
      mergedFrom: ["M0"],
    };
    const { keptAfter, droppedAfter } = merged(one, two);
    expect(keptAfter).toMatchObject({
      email: "x@example.com",
      addresses: [address, { ...other, addressId: "M2/A1" }],
      preferences: { milk: "oat", shoe: 38 },
      identities: [{ subject: "o1" }, { subject: "o2" }],
      dedicated: [
        { operatorId: "E8", from: 1, until: 2 },
        { operatorId: "E9", from: 6, until: at + 10 },
        { operatorId: "E7", from: 5, until: null },
      ],
      mergedFrom: ["M0", "M2"],
    });
    expect(droppedAfter.identities).toEqual([]);
    const nobodys = merged({ ...one, dedicated: [] }, two).keptAfter;
    expect(dedicatedTo(nobodys)).toBe("E9");
  });

  test("the other one leads to it and holds neither phone nor card", () => {
    expect(merged(kept, dropped).droppedAfter).toMatchObject({
      status: "merged",
      mergedInto: "M1",
      phone: null,
      cardNumber: null,
      purchases: 4,
    });
  });

  test.each([
    ["given by both", [consent(true, 1)], [consent(true, 2)], true],
    ["given by the kept one only", [consent(true, 1)], [], true],
    ["given by the dropped one only", [], [consent(true, 1)], false],
    [
      "withdrawn by the dropped one",
      [consent(true, 5)],
      [consent(true, 1), consent(false, 2)],
      false,
    ],
    ["withdrawn by the kept one", [consent(true, 1), consent(false, 2)], [consent(true, 9)], false],
    ["asked by nobody", [], [], false],
  ])("the stricter consent: %s", (_name, ours, theirs, wanted) => {
    const { keptAfter } = merged({ ...kept, consents: ours }, { ...dropped, consents: theirs });
    expect(hasConsent(keptAfter.consents, "marketing", "sms")).toBe(wanted);
    expect(keptAfter.consents.length).toBeGreaterThanOrEqual(ours.length + theirs.length);
  });

  test.each([
    ["with oneself", kept, kept, "core-members.merge-impossible"],
    [
      "of a merged member",
      kept,
      { ...dropped, status: "merged" as const },
      "core-members.merge-impossible",
    ],
    ["of an erased member", { ...kept, status: "erased" as const }, dropped, "core-members.erased"],
  ])("is refused %s", (_name, one, other, code) => {
    expect(mergeMembers(one, other, at)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe("undoing", () => {
  test("purchases made since stay with the member who was kept", () => {
    const merge = merged(memberOf("M1", { purchases: 1 }), memberOf("M2", { purchases: 2 }));
    const later = recordPurchase(merge.keptAfter, "2026-12-01");
    expect(undoMerge(merge, later, merge.droppedAfter)).toMatchObject({
      value: { kept: { purchases: 2, lastPurchaseOn: "2026-12-01" }, dropped: { purchases: 2 } },
    });
  });

  test("what was changed since is not lost: refused", () => {
    const merge = merged(memberOf("M1"), memberOf("M2"));
    const renamed = { ...merge.keptAfter, name: "x" };
    for (const [kept, dropped] of [
      [renamed, merge.droppedAfter],
      [merge.keptAfter, merge.dropped],
    ] as const) {
      expect(undoMerge(merge, kept, dropped)).toMatchObject({
        refusal: { code: "core-members.merge-impossible" },
      });
    }
  });

  test("through a store: merged, found by the card, and parted again", async () => {
    const members = createMemoryMembers();
    const kept = memberOf("M1");
    const dropped = memberOf("M2", { cardNumber: "C2" });
    await members.insert(kept);
    await members.insert(dropped);
    const merge = merged(kept, dropped);
    expect((await members.update(merge.droppedAfter, 1)).ok).toBe(true);
    expect((await members.update(merge.keptAfter, 1)).ok).toBe(true);
    const found = await members.byCard("C2");
    const gone = await members.byId("M2");
    if (found === null || gone === null) throw new Error("not found");
    expect(found.memberId).toBe("M1");
    const undone = undoMerge(merge, found, gone);
    if (!undone.ok) throw new Error(undone.refusal.code);
    expect((await members.update(undone.value.kept, 2)).ok).toBe(true);
    expect((await members.update(undone.value.dropped, 2)).ok).toBe(true);
    expect((await members.byCard("C2"))?.memberId).toBe("M2");
  });
});
