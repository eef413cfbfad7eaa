import {
  maskAddress,
  maskCard,
  maskEmail,
  maskMember,
  maskName,
  registerMember,
} from "@tillwright/core-members";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memberArbitrary } from "./arbitraries.js";
import { runs } from "./runs.js";

describe("for eyes that need no more", () => {
  test.each([
    ["王小明", "王**"],
    ["王明", "王*"],
    ["欧阳修远", "欧**"],
    ["王", "*"],
    ["𠮷野家", "𠮷**"],
    ["Nguyễn Thị", "N***"],
    ["O'Brien-李", "O***"],
    ["阿布都·买买提", "阿***"],
    ["😀小明", "***"],
    ["", "*"],
    [" 王明 ", "王*"],
    ["e\u0301mile", "é***"],
    ["e\u0301", "*"],
    ["1王明", "***"],
  ])("name %s -> %s", (name, wanted) => expect(maskName(name)).toBe(wanted));

  test.each([
    ["xiaoming@example.com", "x***@example.com"],
    ["x@example.com", "***@example.com"],
    ["a@b@example.com", "a***@example.com"],
    ["小明@例子.中国", "小***@例子.中国"],
    ["nonsense", "***"],
    ["@example.com", "***@example.com"],
    ["", "***"],
  ])("e-mail %s -> %s", (email, wanted) => expect(maskEmail(email)).toBe(wanted));

  test.each([
    ["2900123456784", "****6784"],
    ["12345678", "****5678"],
    ["1234567", "****"],
    ["", "****"],
  ])("card %s -> %s", (card, wanted) => expect(maskCard(card)).toBe(wanted));

  test("addresses down to the district, and only the country elsewhere", () => {
    const home = {
      country: "CN",
      province: "广东省",
      city: "东莞市",
      district: null,
      street: "x路1号",
      postcode: "523000",
    } as const;
    expect(maskAddress(home)).toBe("广东省东莞市****");
    expect(maskAddress({ country: "FR", lines: ["12 rue de Rivoli"], postcode: "75004" })).toBe(
      "****, FR",
    );
  });
});

test("what staff are shown of a member is enough to serve one", () => {
  const form = {
    phone: "+8613812345678",
    name: "王小明",
    birthday: { month: 6, day: 15, year: 1990 },
    cardNumber: "2900123456784",
    email: "xiaoming@example.com",
    tags: ["baby"],
    consents: [],
  };
  const joined = registerMember(form, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });
  const postal = { country: "FR", lines: ["12 rue de Rivoli"], postcode: null } as const;
  const home = { addressId: "A1", label: null, recipient: null, phone: null, postal };
  const gold = { tier: "gold", since: 0, until: null };
  expect(maskMember({ ...joined, addresses: [home], tier: gold, purchases: 3 })).toEqual({
    memberId: "M1",
    status: "active",
    name: "王**",
    phone: "138****5678",
    email: "x***@example.com",
    cardNumber: "****6784",
    addresses: ["****, FR"],
    birthdayMonth: 6,
    tier: "gold",
    joinedOn: "1970-01-01",
    purchases: 3,
    lastPurchaseOn: null,
  });
  const bare = maskMember({ ...joined, name: null, birthday: null, cardNumber: null, email: null });
  expect([bare.name, bare.birthdayMonth, bare.cardNumber, bare.email, bare.tier]).toEqual(
    Array(5).fill(null),
  );
});

test("a masked member holds no name, number, street, tag, preference, account or day of birth", () => {
  fc.assert(
    fc.property(memberArbitrary("M1", "+8613812345678"), (member) => {
      const told = JSON.stringify(maskMember(member));
      const secrets = [
        member.name,
        member.phone,
        "13812345678",
        member.email,
        ...member.identities.map(({ subject }) => subject),
        ...member.tags,
        ...Object.keys(member.preferences),
        ...member.addresses.flatMap(({ postal }) =>
          "lines" in postal ? postal.lines : [postal.street],
        ),
        "李四",
        "1990",
        "marketing",
      ];
      for (const secret of secrets) {
        if (secret !== null && [...secret].length > 1) expect(told).not.toContain(secret);
      }
    }),
    { numRuns: runs },
  );
});
