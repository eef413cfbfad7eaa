import type {
  Consent,
  DedicatedTerm,
  LinkedIdentity,
  Member,
  MemberAddress,
} from "@tillwright/core-members";
import { registerMember } from "@tillwright/core-members";
import fc from "fast-check";

/** Few values, so that two members share names, tags, preferences and addresses, but never what leads to one only. */
const nameOf = fc.constantFrom("王小明", "𠮷野 😀", "Nguyễn Thị", "O'Brien", "㐂");

const postal = fc.constantFrom<MemberAddress["postal"]>(
  {
    country: "CN",
    province: "浙江省",
    city: "杭州市",
    district: "西湖区",
    street: "文三路1号",
    postcode: null,
  },
  { country: "FR", lines: ["12 rue de Rivoli", "Paris"], postcode: "75004" },
);

const address: fc.Arbitrary<MemberAddress> = fc.record({
  addressId: fc.constantFrom("A1", "A2", "A3"),
  label: fc.constantFrom(null, "家", "office"),
  recipient: fc.constantFrom(null, "李四"),
  phone: fc.constantFrom(null, "+85261234567"),
  postal,
});

const consent: fc.Arbitrary<Consent> = fc.record({
  purpose: fc.constantFrom("marketing", "profiling"),
  channel: fc.constantFrom("sms", "wechat"),
  given: fc.boolean(),
  at: fc.nat(5),
  textVersion: fc.constantFrom("v1", "v2"),
});

/** One after the other, the last one open or not. */
const dedicated: fc.Arbitrary<readonly DedicatedTerm[]> = fc
  .record({
    operators: fc.array(fc.constantFrom("E7", "E8"), { maxLength: 3 }),
    open: fc.boolean(),
  })
  .map(({ operators, open }) =>
    operators.map((operatorId, index) => ({
      operatorId,
      from: index,
      until: open && index === operators.length - 1 ? null : index + 1,
    })),
  );

function identitiesOf(memberId: string): fc.Arbitrary<readonly LinkedIdentity[]> {
  const linked = { app: "wx1", subject: `o-${memberId}`, linkedAt: 3 };
  return fc.subarray([
    { provider: "wechat" as const, ...linked },
    { provider: "alipay" as const, ...linked },
  ]);
}

/** When all of them join; later than every consent and term. */
export const joinedAt: number = Date.UTC(2026, 10, 18, 4);

/** A member with every field that there is. */
export function memberArbitrary(memberId: string, phone: string): fc.Arbitrary<Member> {
  const registration = { name: null, birthday: null, cardNumber: null, tags: [], consents: [] };
  const base = registerMember(
    { ...registration, phone },
    { memberId, at: joinedAt, zone: "Asia/Shanghai" },
  );
  return fc
    .record({
      name: fc.option(nameOf),
      birthday: fc.constantFrom(
        null,
        { month: 2, day: 29, year: null },
        { month: 6, day: 15, year: 1990 },
      ),
      cardNumber: fc.constantFrom(null, `C-${memberId}`),
      email: fc.constantFrom(null, `${memberId}@example.com`),
      addresses: fc.uniqueArray(address, { selector: ({ addressId }) => addressId }),
      preferences: fc.dictionary(
        fc.constantFrom("milk", "size", "vip"),
        fc.oneof(
          fc.constantFrom<"oat" | "soy">("oat", "soy"),
          fc.nat(5),
          fc.boolean(),
          fc.subarray(["a", "b"]),
        ),
        { noNullPrototype: true },
      ),
      identities: identitiesOf(memberId),
      tags: fc.subarray(["organic", "baby", "diabetic"]),
      consents: fc.array(consent, { maxLength: 6 }),
      dedicated,
      tier: fc.constantFrom(null, { tier: "gold", since: 0, until: null }),
      recruited: fc.constantFrom(
        { storeId: null, operatorId: null },
        { storeId: "north", operatorId: "E1", source: "kiosk" },
      ),
      joinedAt: fc.constantFrom(joinedAt, joinedAt + 1),
      purchases: fc.nat(5),
      lastPurchaseOn: fc.constantFrom(null, "2026-01-01", "2026-02-01"),
    })
    .map((fields) => Object.freeze({ ...base, ...fields }));
}
