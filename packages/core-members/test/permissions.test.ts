import { mayContact, permitMember, registerMember } from "@tillwright/core-members";
import { describe, expect, test } from "vitest";

describe("who may do what", () => {
  const roles = {
    clerk: { register: true, "read-masked": true, "adjust-points": 100 },
    manager: { register: true, "read-personal": true, "adjust-points": 10_000, merge: true },
    owner: { erase: true, merge: true },
  } as const;

  test.each([
    ["clerk", "register", 0, true],
    ["clerk", "adjust-points", 100, true],
    ["clerk", "adjust-points", 101, false],
    ["clerk", "adjust-points", -100, true],
    ["clerk", "adjust-points", -101, false],
    ["clerk", "adjust-points", Number.NaN, false],
    ["clerk", "erase", 0, false],
    ["nobody", "register", 0, false],
    ["toString", "register", 0, false],
  ] as const)("%s, %s, %i", (role, verb, amount, ok) => {
    expect(permitMember(roles, role, verb, amount).ok).toBe(ok);
  });

  test("a refusal says which role could", () => {
    expect(permitMember(roles, "clerk", "merge")).toMatchObject({
      refusal: {
        code: "core-members.not-permitted",
        facts: { role: "clerk", verb: "merge", couldBe: ["manager", "owner"] },
      },
    });
  });
});

describe("who may be addressed", () => {
  const registration = {
    phone: "+8613812345678",
    name: null,
    birthday: { month: 11, day: 18, year: 1990 },
    cardNumber: null,
    tags: [],
    consents: [{ purpose: "marketing", channel: "sms", given: true, textVersion: "1" }] as const,
  };
  const zone = "Asia/Shanghai";
  const noon = Date.UTC(2026, 10, 18, 4);
  const member = registerMember(registration, { memberId: "M1", at: noon, zone });
  const quiet = { from: "21:00", until: "08:00" };
  const occasion = { purpose: "marketing", channel: "sms", at: noon, zone, quiet } as const;

  test("with a consent, in daytime", () => {
    expect(mayContact(member, occasion)).toEqual({ ok: true, value: true });
  });

  test.each([
    ["at 21:00", { at: Date.UTC(2026, 10, 18, 13) }, "core-members.quiet-hours"],
    ["at 07:59", { at: Date.UTC(2026, 10, 17, 23, 59) }, "core-members.quiet-hours"],
    ["on another channel", { channel: "phone" }, "core-members.no-consent"],
    ["for another purpose", { purpose: "profiling" }, "core-members.no-consent"],
  ] as const)("not %s", (_name, change, code) => {
    expect(mayContact(member, { ...occasion, ...change })).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  test("at 08:00, and at night without quiet hours", () => {
    expect(mayContact(member, { ...occasion, at: Date.UTC(2026, 10, 18, 0) }).ok).toBe(true);
    expect(
      mayContact(member, { ...occasion, at: Date.UTC(2026, 10, 18, 15), quiet: null }).ok,
    ).toBe(true);
  });

  test("a child is not addressed until the day of turning 14", () => {
    const child = (year: number | null, day: number) => ({
      ...member,
      birthday: { month: 11, day, year },
    });
    expect(mayContact(child(2012, 19), occasion)).toMatchObject({
      refusal: { code: "core-members.minor" },
    });
    expect(mayContact(child(2012, 18), occasion).ok).toBe(true);
    expect(mayContact(child(null, 19), occasion).ok).toBe(true);
    expect(mayContact({ ...member, birthday: null }, occasion).ok).toBe(true);
  });

  test.each([
    ["by a guardian's word, without a birthday", null, true, false],
    ["by a guardian's word, whatever the birthday says", 1990, true, false],
    ["not when it was said that the member is none", 1990, false, true],
  ])("a child is not: %s", (_name, year, minor, ok) => {
    const birthday = year === null ? null : { month: 11, day: 18, year };
    expect(mayContact({ ...member, birthday, minor }, occasion).ok).toBe(ok);
    if (!ok) {
      expect(mayContact({ ...member, birthday, minor }, occasion)).toMatchObject({
        refusal: { code: "core-members.minor" },
      });
    }
  });

  test("nobody who was erased or merged", () => {
    for (const status of ["erased", "merged"] as const) {
      expect(mayContact({ ...member, status }, occasion)).toMatchObject({
        refusal: { code: `core-members.${status}` },
      });
    }
  });
});
