import {
  addressLine,
  eraseMember,
  type Member,
  type MemberAddress,
  parseAddress,
  parseRegistration,
  preferAddress,
  putAddress,
  registerMember,
  removeAddress,
} from "@tillwright/core-members";
import { describe, expect, test } from "vitest";

const hangzhou = {
  country: "CN",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  street: "文三路1号3单元",
  postcode: "310012",
};
const form = parseRegistration({ phone: "13812345678" });
if (!form.ok) throw new Error("a bad registration");
const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });

function address(addressId: string, changes: object = {}): MemberAddress {
  const parsed = parseAddress({ addressId, postal: hangzhou, ...changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

function pathsOf(document: unknown): readonly string[] {
  const parsed = parseAddress(document);
  return parsed.ok ? [] : parsed.issues.map((problem) => problem.path.join("."));
}

describe("reading an address", () => {
  test("with everything that can be told", () => {
    const document = {
      addressId: "A1",
      label: " 家 ",
      recipient: "李四",
      phone: "139 8765 4321",
      postal: hangzhou,
    };
    expect(parseAddress(document)).toEqual({
      ok: true,
      value: { ...document, label: "家", phone: "+8613987654321" },
    });
  });

  test("a city without districts, and what may be left out", () => {
    const { district: _district, postcode: _postcode, ...dongguan } = hangzhou;
    expect(address("A1", { postal: dongguan })).toEqual({
      addressId: "A1",
      label: null,
      recipient: null,
      phone: null,
      postal: { ...dongguan, district: null, postcode: null },
    });
  });

  test("of another country, as it is written there", () => {
    const postal = {
      country: "JP",
      lines: ["東京都千代田区千代田1-1", "𠮷野 様"],
      postcode: "100-8111",
    };
    expect(address("A1", { postal }).postal).toEqual(postal);
  });

  test.each([
    ["no street", { ...hangzhou, street: "  " }, ["postal.street"]],
    ["a postcode of five digits", { ...hangzhou, postcode: "31001" }, ["postal.postcode"]],
    [
      "lines in China",
      { country: "CN", lines: ["x"] },
      ["postal.province", "postal.city", "postal.street", "postal.lines"],
    ],
    [
      "divisions in France",
      { ...hangzhou, country: "FR" },
      ["postal.lines", "postal.province", "postal.city", "postal.district", "postal.street"],
    ],
    ["no lines", { country: "FR", lines: [] }, ["postal.lines"]],
    ["a country by name", { country: "France", lines: ["x"] }, ["postal.country"]],
    ["a line of 121 characters", { country: "FR", lines: ["x".repeat(121)] }, ["postal.lines.0"]],
    ["a line break", { ...hangzhou, street: "a\nb" }, ["postal.street"]],
    ["nothing", null, ["postal"]],
  ])("%s", (_name, postal, paths) => {
    expect(pathsOf({ addressId: "A1", postal })).toEqual(paths);
  });

  test.each([null, "文三路1号", 5])("%s is no address", (document) => {
    expect(parseAddress(document).ok).toBe(false);
  });

  test("no message repeats what was typed", () => {
    const told = JSON.stringify(
      parseAddress({
        addressId: "",
        recipient: "李四\u0007",
        phone: "1398765",
        postal: { ...hangzhou, street: "", province: "浙江省".repeat(20), 文三路: "1" },
      }),
    );
    for (const typed of ["李四", "1398765", "浙江省", "文三路"]) expect(told).not.toContain(typed);
  });
});

describe("one line", () => {
  test.each([
    [hangzhou, "浙江省杭州市西湖区文三路1号3单元"],
    [
      {
        ...hangzhou,
        province: "上海市",
        city: "上海市",
        district: "徐汇区",
        street: "漕溪北路8号",
      },
      "上海市徐汇区漕溪北路8号",
    ],
    [
      { country: "FR", lines: ["12 rue de Rivoli", "Paris"], postcode: "75004" },
      "12 rue de Rivoli, Paris, 75004, FR",
    ],
    [{ country: "IE", lines: ["Main Street", "Cobh"] }, "Main Street, Cobh, IE"],
  ])("%# %s", (postal, wanted) => {
    expect(addressLine(address("A1", { postal }).postal)).toBe(wanted);
  });
});

describe("several addresses, the first one is the default", () => {
  const idsOf = (outcome: ReturnType<typeof putAddress>) =>
    outcome.ok ? outcome.value.addresses.map(({ addressId }) => addressId) : outcome.refusal.code;
  const withThree: Member = { ...member, addresses: ["A1", "A2", "A3"].map((id) => address(id)) };

  test("a new one goes behind, or in front when it is to be the default", () => {
    expect(idsOf(putAddress(withThree, address("A4")))).toEqual(["A1", "A2", "A3", "A4"]);
    expect(idsOf(putAddress(withThree, address("A4"), "default"))).toEqual([
      "A4",
      "A1",
      "A2",
      "A3",
    ]);
    expect(withThree.addresses).toHaveLength(3);
  });

  test("one that is there is replaced where it stands", () => {
    const put = putAddress(withThree, address("A2", { label: "公司" }));
    expect(idsOf(put)).toEqual(["A1", "A2", "A3"]);
    expect(put.ok && put.value.addresses[1]?.label).toBe("公司");
    expect(idsOf(putAddress(withThree, address("A2"), "default"))).toEqual(["A2", "A1", "A3"]);
  });

  test("another default, and one less", () => {
    expect(idsOf(preferAddress(withThree, "A3"))).toEqual(["A3", "A1", "A2"]);
    expect(idsOf(removeAddress(withThree, "A1"))).toEqual(["A2", "A3"]);
  });

  test("an address that is not there", () => {
    expect(idsOf(preferAddress(withThree, "A9"))).toBe("core-members.address-unknown");
    expect(idsOf(removeAddress(withThree, "A9"))).toBe("core-members.address-unknown");
  });

  test("twenty are enough, and the twentieth can still be changed", () => {
    const full = { ...member, addresses: Array.from({ length: 20 }, (_, i) => address(`A${i}`)) };
    expect(idsOf(putAddress(full, address("B")))).toBe("core-members.too-many-addresses");
    expect(putAddress(full, address("A19", { label: "x" })).ok).toBe(true);
    expect(putAddress({ ...full, addresses: full.addresses.slice(1) }, address("B")).ok).toBe(true);
  });

  test.each([
    [eraseMember(member), "core-members.erased"],
    [{ ...member, status: "merged" as const }, "core-members.merged"],
  ])("nothing of who is gone %#", (gone, code) => {
    expect(idsOf(putAddress(gone, address("A1")))).toBe(code);
    expect(idsOf(preferAddress(gone, "A1"))).toBe(code);
    expect(idsOf(removeAddress(gone, "A1"))).toBe(code);
  });
});
