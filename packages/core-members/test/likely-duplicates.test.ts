import {
  likelyDuplicates,
  type Member,
  type MemberAddress,
  registerMember,
} from "@tillwright/core-members";
import { en } from "@tillwright/core-members/messages/en";
import { zhCN } from "@tillwright/core-members/messages/zh-CN";
import { renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";

const joinedAt = Date.UTC(2026, 10, 18, 4);
const nobody = { name: null, birthday: null, cardNumber: null, tags: [], consents: [] };
const june = (year: number | null) => ({ month: 6, day: 15, year });

function memberOf(memberId: string, changes: Partial<Member> = {}): Member {
  const phone = `+86138000000${memberId.slice(1).padStart(2, "0")}`;
  const details = { memberId, at: joinedAt, zone: "Asia/Shanghai" };
  return { ...registerMember({ ...nobody, phone }, details), ...changes };
}

function home(street: string, phone: string | null = null): MemberAddress {
  const divisions = {
    country: "CN",
    province: "浙江省",
    city: "杭州市",
    district: "西湖区",
  } as const;
  const postal = { ...divisions, street, postcode: null };
  return { addressId: "A1", label: null, recipient: null, phone, postal };
}

function signsOf(one: Partial<Member>, other: Partial<Member>): readonly string[] {
  const found = likelyDuplicates([memberOf("M1", one), memberOf("M2", other)]);
  return found.flatMap(({ signs }) => signs.map(({ code }) => code.replace(/^.*-/u, "")));
}

describe("one person or two", () => {
  test.each<[string, Partial<Member>, Partial<Member>, readonly string[]]>([
    ["nothing in common", { name: "王小明" }, { name: "李四" }, []],
    ["only a name", { name: "王小明" }, { name: "王小明" }, []],
    ["an e-mail, in whatever letters", { email: "A@x.cn" }, { email: "a@x.cn" }, ["email"]],
    [
      "a name and a birthday",
      { name: "王小明", birthday: june(1990) },
      { name: "王小明", birthday: june(1990) },
      ["birthday"],
    ],
    [
      "one of them told no year",
      { name: "O'Brien", birthday: june(null) },
      { name: "o'brien ", birthday: june(1990) },
      ["birthday"],
    ],
    [
      "of two years",
      { name: "王小明", birthday: june(1990) },
      { name: "王小明", birthday: june(1991) },
      [],
    ],
    ["a birthday without a name", { birthday: june(1990) }, { birthday: june(1990) }, []],
    [
      "a name and an address, with full-width digits",
      { name: "买买提·阿里", addresses: [home("文三路1号")] },
      { name: "买买提阿里", addresses: [home("文三路１号")] },
      ["address"],
    ],
    [
      "an address of two names",
      { name: "甲", addresses: [home("1")] },
      { name: "乙", addresses: [home("1")] },
      [],
    ],
    [
      "the other one's phone at an address",
      { addresses: [home("1", "+8613800000002")] },
      {},
      ["phone"],
    ],
    [
      "all of it",
      { name: "甲", email: "a@x.cn", birthday: june(1990), addresses: [home("1", "+85261234567")] },
      { name: "甲", email: "a@x.cn", birthday: june(1990), addresses: [home("1", "+85261234567")] },
      ["email", "phone", "birthday", "address"],
    ],
  ])("%s", (_name, one, other, signs) => {
    expect(signsOf(one, other)).toEqual(signs);
  });

  test("who joined first stands in front, the surest pair comes first", () => {
    const members = [
      memberOf("M1", { email: "a@x.cn" }),
      memberOf("M2", { email: "a@x.cn", name: "甲", birthday: june(1990) }),
      memberOf("M3", { email: "b@x.cn" }),
      memberOf("M4", { email: "a@x.cn", name: "甲", birthday: june(1990), joinedAt: joinedAt - 1 }),
    ];
    expect(
      likelyDuplicates(members).map(({ members: ids, signs }) => [...ids, signs.length]),
    ).toEqual([
      ["M4", "M2", 2],
      ["M4", "M1", 1],
      ["M1", "M2", 1],
    ]);
  });

  test("nobody who was erased or merged", () => {
    for (const status of ["erased", "merged"] as const) {
      expect(signsOf({ email: "a@x.cn" }, { email: "a@x.cn", status })).toEqual([]);
    }
  });

  test("what more than eight share tells nobody apart", () => {
    const alike = (count: number) =>
      likelyDuplicates(
        Array.from({ length: count }, (_, index) =>
          memberOf(`M${index + 1}`, { email: "shop@x.cn" }),
        ),
      );
    expect(alike(8)).toHaveLength(28);
    expect(alike(9)).toEqual([]);
  });

  test("a hundred thousand members are read once each", () => {
    const members = Array.from({ length: 100_000 }, (_, index) =>
      memberOf(`M${index}`, { name: `n${index % 50_000}`, birthday: june(1990) }),
    );
    const begin = process.cpuUsage();
    expect(likelyDuplicates(members)).toHaveLength(50_000);
    const { user, system } = process.cpuUsage(begin);
    // Comparing each with each would be five thousand million comparisons.
    expect((user + system) / 1e6).toBeLessThan(30);
  });

  test("is told in both languages, without anything of the members", () => {
    const found = likelyDuplicates([
      memberOf("M1", { name: "王小明", birthday: june(1990), email: "a@x.cn" }),
      memberOf("M2", { name: "王小明", birthday: june(1990), email: "a@x.cn" }),
    ]);
    const signs = found.flatMap((pair) => pair.signs);
    expect(signs.map((sign) => renderReason(zhCN, sign, { language: "zh-CN" }))).toEqual([
      "会员 M1 与 M2 的电子邮箱相同",
      "会员 M1 与 M2 姓名和生日相同",
    ]);
    expect(signs.map((sign) => renderReason(en, sign, { language: "en" }))).toEqual([
      "Members M1 and M2 have the same e-mail",
      "Members M1 and M2 have the same name and birthday",
    ]);
    expect(JSON.stringify(found)).not.toMatch(/王小明|a@x|1990|138/u);
  });
});
