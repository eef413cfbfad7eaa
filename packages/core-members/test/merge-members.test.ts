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

describe("a child in one of two members", () => {
  test.each([
    [true, undefined, true],
    [undefined, true, true],
    [false, true, true],
    [undefined, undefined, undefined],
    [false, undefined, false],
  ])("%s and %s make %s", (ours, theirs, wanted) => {
    const one = memberOf("M1", ours === undefined ? {} : { minor: ours });
    const two = memberOf("M2", theirs === undefined ? {} : { minor: theirs });
    const merge = merged(one, two);
    expect(merge.keptAfter.minor).toBe(wanted);
    const undone = undoMerge(merge, merge.keptAfter, merge.droppedAfter);
    expect(undone).toMatchObject({ ok: true, value: { kept: one, dropped: two } });
  });

  test("a mark that was changed since is not lost by parting them", () => {
    const merge = merged(memberOf("M1"), memberOf("M2", { minor: true }));
    const changed = { ...merge.keptAfter, minor: false };
    expect(undoMerge(merge, changed, merge.droppedAfter)).toMatchObject({
      refusal: { code: "core-members.merge-impossible" },
    });
  });
});

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

  test("the histories of consent are one, the oldest first; one purpose does not speak for another", () => {
    const ours = [consent(true, 1), consent(true, 4, "phone")];
    const profiling = { ...consent(false, 2), purpose: "profiling" };
    const theirs = [profiling, consent(true, 3), consent(false, 3, "email")];
    const { keptAfter } = merged({ ...kept, consents: ours }, { ...dropped, consents: theirs });
    expect(keptAfter.consents).toEqual([
      consent(true, 1),
      profiling,
      consent(true, 3),
      consent(false, 3, "email"),
      consent(true, 4, "phone"),
    ]);
  });

  test("what the other one withdrew is withdrawn now, with the text that was shown", () => {
    const theirs = [{ ...consent(false, 1), textVersion: "2" }];
    const ours = [{ ...consent(true, 5), textVersion: "3" }];
    const { keptAfter } = merged({ ...kept, consents: ours }, { ...dropped, consents: theirs });
    expect(keptAfter.consents).toEqual([
      ...theirs,
      ...ours,
      { ...consent(false, at + 10), textVersion: "3" },
    ]);
  });

  test.each([
    ["2026-10-01", "2026-11-01", "2026-11-01"],
    ["2026-11-01", "2026-10-01", "2026-11-01"],
    [null, "2026-10-01", "2026-10-01"],
    ["2026-10-01", null, "2026-10-01"],
    [null, null, null],
  ])("last came on %s and on %s: %s", (ours, theirs, wanted) => {
    const one = { ...kept, lastPurchaseOn: ours };
    expect(merged(one, { ...dropped, lastPurchaseOn: theirs }).keptAfter.lastPurchaseOn).toBe(
      wanted,
    );
  });

  test("who joined first recruited both; at the same time, who recruited the kept one", () => {
    const here = { storeId: "here", operatorId: null };
    const there = { storeId: "there", operatorId: null };
    const recruited = (ours: number, theirs: number) =>
      merged(
        { ...kept, recruited: here, joinedAt: ours, joinedOn: "2026-11-01" },
        { ...dropped, recruited: there, joinedAt: theirs, joinedOn: "2026-11-02" },
      ).keptAfter;
    expect(recruited(5, 6)).toMatchObject({ recruited: here, joinedAt: 5, joinedOn: "2026-11-01" });
    expect(recruited(6, 5)).toMatchObject({
      recruited: there,
      joinedAt: 5,
      joinedOn: "2026-11-02",
    });
    expect(recruited(5, 5).recruited).toEqual(here);
  });

  test("terms of staff stand in the order in which they began", () => {
    const term = (operatorId: string, from: number, until: number | null) => ({
      operatorId,
      from,
      until,
    });
    const one = { ...kept, dedicated: [term("E1", 1, 2), term("E3", 5, 6)] };
    const two = { ...dropped, dedicated: [term("E2", 3, 4), term("E4", 7, null)] };
    const operators = merged(one, two).keptAfter.dedicated.map(({ operatorId }) => operatorId);
    expect(operators).toEqual(["E1", "E2", "E3", "E4"]);
    expect(merged(kept, dropped).keptAfter.mergedFrom).toEqual(["M2"]);
  });

  test("a refusal names both by their ids, or the one who was erased", () => {
    const erased = { ...dropped, status: "erased" as const };
    expect(mergeMembers(kept, erased, at)).toMatchObject({
      refusal: { facts: { memberId: "M2" }, message: expect.stringContaining("M2") },
    });
    expect(mergeMembers(kept, { ...dropped, status: "merged" }, at)).toMatchObject({
      refusal: { facts: { kept: "M1", dropped: "M2" }, message: expect.stringContaining("M1") },
    });
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
      [merge.keptAfter, { ...merge.droppedAfter, status: "erased" }],
      [merge.keptAfter, { ...merge.droppedAfter, mergedInto: "M3" }],
      [merge.keptAfter, { ...merge.droppedAfter, memberId: "M3" }],
      [
        { ...merge.keptAfter, memberId: "M3" },
        { ...merge.droppedAfter, mergedInto: "M3" },
      ],
    ] as const) {
      expect(undoMerge(merge, kept, dropped)).toMatchObject({
        refusal: {
          code: "core-members.merge-impossible",
          message: expect.stringContaining(kept.memberId),
          facts: { kept: kept.memberId, dropped: dropped.memberId },
        },
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
