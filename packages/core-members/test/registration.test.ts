import {
  eraseMember,
  hasConsent,
  parseMemberChanges,
  parseRegistration,
  type Registration,
  registerMember,
  updateMember,
} from "@tillwright/core-members";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";

const at = Date.UTC(2026, 10, 17, 16, 30); // 00:30 on the 18th in Shanghai
const zone = "Asia/Shanghai";
const details = { memberId: "M1", at, zone };
const phone = "13812345678";

function parsed(document: unknown): Registration {
  const result = parseRegistration(document);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

function pathsOf(document: unknown, today?: string): readonly string[] {
  const result = parseRegistration(document, today);
  return result.ok ? [] : result.issues.map((problem) => problem.path.join("."));
}

describe("registering in one step", () => {
  test("a phone is enough", () => {
    expect(parsed({ phone })).toEqual({
      phone: "+8613812345678",
      name: null,
      birthday: null,
      cardNumber: null,
      email: null,
      tags: [],
      consents: [],
    });
  });

  test("everything that can be told", () => {
    const consents = [
      { purpose: "marketing", channel: "sms", given: true, textVersion: "2026-01" },
    ];
    const document = {
      phone,
      name: " 王小明 ",
      birthday: "1990-06-15",
      cardNumber: "6901234567892",
      email: " Xiao.Ming@Example.COM ",
      tags: ["baby", "baby", "organic"],
      consents,
    };
    expect(parsed(document)).toEqual({
      phone: "+8613812345678",
      name: "王小明",
      birthday: { month: 6, day: 15, year: 1990 },
      cardNumber: "6901234567892",
      email: "Xiao.Ming@example.com",
      tags: ["baby", "organic"],
      consents,
    });
  });

  test.each([
    "𠮷野家",
    "㐂",
    "😀",
    "👩‍👩‍👧‍👦",
    "Nguyễn Thị Minh",
    "阿布都热依木·买买提",
    "O'Brien-李",
  ])("%s is a name", (name) => {
    expect(parsed({ phone, name }).name).toBe(name);
  });

  test("an empty name or card is none", () => {
    expect(parsed({ phone, name: "  ", cardNumber: "" })).toMatchObject({
      name: null,
      cardNumber: null,
    });
  });

  test("a birthday without a year, and on 29 February", () => {
    expect(parsed({ phone, birthday: "02-29" }).birthday).toEqual({
      month: 2,
      day: 29,
      year: null,
    });
    expect(parsed({ phone, birthday: "2000-02-29" }).birthday?.day).toBe(29);
  });
});

describe("every problem is told at its path", () => {
  test("all at once", () => {
    const document = {
      phone: "1381234",
      name: "a\u0000b",
      birthday: "2001-02-29",
      cardNumber: "no spaces please",
      tags: [""],
      consents: [{ purpose: "marketing", channel: "smoke", given: "yes", textVersion: "1" }],
      email: "no address",
      wechat: "x",
    };
    expect(pathsOf(document)).toEqual([
      "phone",
      "name",
      "birthday",
      "cardNumber",
      "email",
      "tags.0",
      "consents.0.channel",
      "consents.0.given",
      "wechat",
    ]);
  });

  test.each([null, undefined, "13812345678", 5, []])("%s is no registration", (document) => {
    expect(parseRegistration(document).ok).toBe(false);
  });

  test("a missing phone", () => {
    expect(pathsOf({ name: "王小明" })).toEqual(["phone"]);
  });

  test.each([
    "02-30",
    "13-01",
    "00-10",
    "1990-6-15",
    "15.06.1990",
    "1990-06-15T00:00",
    "1889-12-31",
    "生日",
  ])("%s is no birthday", (birthday) => {
    expect(pathsOf({ phone, birthday })).toEqual(["birthday"]);
  });

  test("nobody joins before being born", () => {
    expect(pathsOf({ phone, birthday: "2026-11-19" }, "2026-11-18")).toEqual(["birthday"]);
    expect(pathsOf({ phone, birthday: "2026-11-18" }, "2026-11-18")).toEqual([]);
  });

  test("a name of 81 characters, a card of 65", () => {
    expect(pathsOf({ phone, name: "名".repeat(81), cardNumber: "1".repeat(65) })).toEqual([
      "name",
      "cardNumber",
    ]);
    expect(pathsOf({ phone, name: "😀".repeat(80), cardNumber: "1".repeat(64) })).toEqual([]);
  });

  test("a name with half a character", () => {
    expect(pathsOf({ phone, name: "\ud83d" })).toEqual(["name"]);
  });
});

describe("personal data appears in no message", () => {
  const secrets = ["13812345", "王小明", "1990-02-30", "CARD 77", "13987654321"];
  test("of a problem", () => {
    const result = parseRegistration({
      phone: "13812345",
      name: `王小明${"\u0007"}`,
      birthday: "1990-02-30",
      cardNumber: "CARD 77",
      tags: [13987654321],
      13987654321: "a phone in the wrong place",
    });
    const told = JSON.stringify(result);
    expect(result.ok).toBe(false);
    for (const secret of secrets) expect(told).not.toContain(secret);
  });

  test("whatever is typed into the fields", () => {
    fc.assert(
      fc.property(
        fc.record({
          phone: fc.stringMatching(/^\d{5,10}$/u),
          name: fc.stringMatching(/^[A-Z]{6,10}$/u).map((name) => `${name}\n`),
          cardNumber: fc.stringMatching(/^[a-z]{6} [a-z]{6}$/u),
        }),
        (document) => {
          const told = JSON.stringify(parseRegistration(document));
          for (const secret of Object.values(document)) expect(told).not.toContain(secret.trim());
        },
      ),
      { numRuns: runs },
    );
  });
});

describe("the member", () => {
  const consents = [
    { purpose: "marketing", channel: "sms", given: true, textVersion: "1" },
  ] as const;

  test("joined on the day of the store's zone", () => {
    expect(registerMember(parsed({ phone }), details)).toMatchObject({
      memberId: "M1",
      version: 1,
      status: "active",
      joinedAt: at,
      joinedOn: "2026-11-18",
      recruited: { storeId: null, operatorId: null },
      tier: null,
      purchases: 0,
      lastPurchaseOn: null,
    });
  });

  test("knows where and by whom it was recruited, and when it consented", () => {
    const recruited = { storeId: "S1", operatorId: "E7" };
    const member = registerMember(parsed({ phone, consents }), { ...details, recruited });
    expect(member.recruited).toEqual(recruited);
    expect(member.consents).toEqual([{ ...consents[0], at }]);
  });

  test.each([
    { ...details, memberId: "" },
    { ...details, at: 0.5 },
    { ...details, zone: "Mars/Olympus" },
  ])("misuse is thrown %#", (wrong) => {
    expect(() => registerMember(parsed({ phone }), wrong)).toThrow(
      expect.objectContaining({ code: "core-members.argument-invalid" }),
    );
  });
});

describe("updating", () => {
  const member = registerMember(parsed({ phone, name: "王小明", tags: ["new"] }), details);

  test("what is not named stays", () => {
    const changes = parseMemberChanges({ name: "王大明" });
    if (!changes.ok) throw new Error("no changes");
    expect(updateMember(member, changes.value, at)).toEqual({
      ok: true,
      value: { ...member, name: "王大明" },
    });
  });

  test("null clears, and a new phone is read like the first", () => {
    const changes = parseMemberChanges({ name: null, phone: "139 8765 4321", birthday: "06-15" });
    if (!changes.ok) throw new Error("no changes");
    expect(updateMember(member, changes.value, at)).toMatchObject({
      value: { name: null, phone: "+8613987654321", birthday: { month: 6, day: 15, year: null } },
    });
  });

  test("problems are told as for a registration", () => {
    const changes = parseMemberChanges({ phone: null, age: 5 });
    const paths = changes.ok ? [] : changes.issues.map((problem) => problem.path.join("."));
    expect(paths).toEqual(["phone", "age"]);
  });

  test("consents are added to those before, and the last word counts", () => {
    const given = { purpose: "marketing", channel: "sms", given: true, textVersion: "1" } as const;
    const first = updateMember(member, { consents: [given] }, at);
    if (!first.ok) throw new Error("refused");
    expect(hasConsent(first.value.consents, "marketing", "sms")).toBe(true);
    const second = updateMember(first.value, { consents: [{ ...given, given: false }] }, at + 1);
    if (!second.ok) throw new Error("refused");
    expect(second.value.consents).toHaveLength(2);
    expect(hasConsent(second.value.consents, "marketing", "sms")).toBe(false);
  });

  test("a consent that arrives late does not undo a later withdrawal", () => {
    const given = { purpose: "marketing", channel: "sms", given: true, textVersion: "1" } as const;
    const withdrawn = updateMember(member, { consents: [{ ...given, given: false }] }, at + 2);
    if (!withdrawn.ok) throw new Error("refused");
    const late = updateMember(withdrawn.value, { consents: [given] }, at + 1);
    if (!late.ok) throw new Error("refused");
    expect(late.value.consents.map((consent) => [consent.at, consent.given])).toEqual([
      [at + 1, true],
      [at + 2, false],
    ]);
    expect(hasConsent(late.value.consents, "marketing", "sms")).toBe(false);
  });

  test("of the same instant the word that came last counts", () => {
    const given = { purpose: "marketing", channel: "sms", given: true, textVersion: "1" } as const;
    const both = updateMember(member, { consents: [given, { ...given, given: false }] }, at);
    expect(both.ok && hasConsent(both.value.consents, "marketing", "sms")).toBe(false);
  });

  test("a consent keeps the text that was shown, line by line", () => {
    const text = "同意接收优惠信息。\n可随时回复 TD 退订。";
    const draft = { purpose: "marketing", channel: "sms", given: true, textVersion: "2026-11" };
    const changes = parseMemberChanges({ consents: [{ ...draft, text: ` ${text} ` }] });
    if (!changes.ok) throw new Error("no changes");
    const updated = updateMember(member, changes.value, at);
    expect(updated.ok && updated.value.consents).toEqual([{ ...draft, at, text }]);
    for (const wrong of ["\u0007", "文".repeat(4001), 7]) {
      const spoilt = parseMemberChanges({ consents: [{ ...draft, text: wrong }] });
      expect(spoilt).toMatchObject({ ok: false, issues: [{ path: ["consents", 0, "text"] }] });
    }
    expect(parseMemberChanges({ consents: [{ ...draft, text: "文".repeat(4000) }] }).ok).toBe(true);
  });

  test("a tag that is named twice is one tag", () => {
    const changes = parseMemberChanges({ tags: ["baby", "new", "baby"] });
    expect(changes.ok && changes.value.tags).toEqual(["baby", "new"]);
  });

  test("a child is marked, and the mark goes with the data", () => {
    const child = registerMember(parsed({ phone, minor: true }), details);
    expect(child.minor).toBe(true);
    expect(registerMember(parsed({ phone, minor: false }), details)).not.toHaveProperty("minor");
    expect(eraseMember(child)).not.toHaveProperty("minor");
    const grown = parseMemberChanges({ minor: false });
    if (!grown.ok) throw new Error("no changes");
    expect(updateMember(child, grown.value, at)).toMatchObject({ value: { minor: false } });
  });

  test("silence is no consent, and one channel does not speak for another", () => {
    expect(hasConsent([], "marketing", "sms")).toBe(false);
    const consent = {
      purpose: "marketing",
      channel: "sms",
      given: true,
      textVersion: "1",
      at,
    } as const;
    expect(hasConsent([consent], "marketing", "phone")).toBe(false);
    expect(hasConsent([consent], "profiling", "sms")).toBe(false);
  });

  test("an erased member cannot be updated", () => {
    const erased = { ...member, status: "erased" as const };
    expect(updateMember(erased, { name: "x" }, at)).toMatchObject({
      ok: false,
      refusal: { code: "core-members.erased", facts: { memberId: "M1" } },
    });
  });

  test("the member that was handed in is as before", () => {
    const before = JSON.stringify(member);
    updateMember(member, { name: "x", tags: [] }, at);
    expect(JSON.stringify(member)).toBe(before);
    expect(Object.isFrozen(member)).toBe(true);
  });
});
