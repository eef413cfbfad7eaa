import * as everything from "@tillwright/core-members";
import {
  cardPayload,
  createMemoryMembers,
  createMemoryReadLog,
  createMemoryRows,
  createSealedMembers,
  drawCardNumber,
  editFeedback,
  exportMember,
  giveFeedback,
  isCardNumber,
  linkIdentity,
  linkVerifiedIdentity,
  type Member,
  mayContact,
  mergeMembers,
  openMember,
  parseAddress,
  parseCardNumber,
  parseFeedback,
  parseMemberChanges,
  parsePhone,
  parsePreferenceSchema,
  parsePreferences,
  parseRegistration,
  parseSegment,
  preferAddress,
  readCardCode,
  readMasked,
  readPersonal,
  registerMember,
  rotateKey,
  sealForMember,
  undoMerge,
  updateMember,
} from "@tillwright/core-members";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memberArbitrary } from "./arbitraries.js";
import { runs } from "./runs.js";
import { sealedShop } from "./sealing.js";

/** What people type into the wrong place, or wrongly: each of it is theirs, and none of it is anybody else's business. */
const typed = fc.constantFrom(
  "王小明",
  "𠮷野家😀",
  "㐂㐂𪚥𪚥",
  "👩‍👩‍👧‍👦妈妈",
  "阿布都热依木·买买提",
  "Nguyễn Thị Minh Khai",
  "zhang.wei@qq",
  "13812345678",
  "1381234567",
  "+44 20 7946 09",
  "(415) 555-2671",
  "٠١٢٣٤٥٦٧٨٩",
  "1990-02-30",
  "2001-13-45",
  "0000-00-00",
  "浙江省杭州市西湖区文三路1号",
  "2900 1234 5678 99",
  "TWC1.29012345678900.0123456789ABCDEF",
);

/** With something that makes most fields refuse it. */
const spoilt = fc
  .record({
    text: typed,
    how: fc.constantFrom("", "\u0007", "\n", "x".repeat(90), "\ud83d", " \u2028"),
  })
  .map(({ text, how }) => text + how);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  spoilt,
  fc.array(spoilt, { maxLength: 2 }),
  spoilt.map((text) => ({ [text]: text })),
  spoilt.map((text) => ({ value: text, note: [text] })),
);

/** Every run of four characters, so that no part is told either; of numbers five digits, since masks show four. */
function piecesOf(text: string): readonly string[] {
  const length = /^[\d\s+().:-]+$/u.test(text) ? 5 : 4;
  const characters = [...text.trim()].filter((character) => character !== "x");
  return characters
    .map((_, index) => characters.slice(index, index + length).join(""))
    .filter((piece) => [...piece].length === length);
}

function expectSilent(told: unknown, secrets: readonly string[]): void {
  const message = JSON.stringify(told);
  for (const secret of secrets) {
    for (const piece of [secret, ...piecesOf(secret)]) {
      if ([...piece.trim()].length < 3) continue;
      expect(message).not.toContain(JSON.stringify(piece).slice(1, -1));
    }
  }
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/^[a-z]/u.test(key) ? [] : [key]),
    ...stringsIn(inner),
  ]);
}

const word = { "zh-CN": "奶", en: "Milk" };
const schema = parsePreferenceSchema({
  milk: { kind: "choice", name: word, options: { oat: word } },
  note: { kind: "text", name: word, longest: 5 },
  shoe: { kind: "number", name: word, least: 1, most: 9 },
});
if (!schema.ok) throw new Error("a bad schema");
const preferences = schema.value;
const postal = { country: "CN", province: "浙江", city: "杭州", street: "1" };
const cardKey = new Uint8Array(32).fill(3);

const consentTo = { purpose: "marketing", channel: "sms", given: true, textVersion: "1" };

/** What was typed, as a field that nobody knows. */
function fieldsOf(value: unknown): object {
  return typeof value === "string" ? { [value]: 1 } : Object(value);
}

/** Everything that reads what people typed. */
const readers: Readonly<Record<string, (value: unknown) => { readonly ok: boolean }>> = {
  phone: (value) => parsePhone(value),
  registration: (value) => parseRegistration(value),
  "a phone that registers": (value) => parseRegistration({ phone: value }, "2026-11-18"),
  "a name": (value) => parseRegistration({ phone: "13800000000", name: value }),
  "a birthday": (value) =>
    parseRegistration({ phone: "13800000000", birthday: value }, "2026-11-18"),
  "a card": (value) => parseMemberChanges({ cardNumber: value }),
  "an e-mail": (value) => parseMemberChanges({ email: value }),
  tags: (value) => parseMemberChanges({ tags: value }),
  consents: (value) => parseMemberChanges({ consents: [value] }),
  "a consent's parts": (value) =>
    parseMemberChanges({
      consents: [{ purpose: value, channel: value, given: value, textVersion: value }],
    }),
  address: (value) => parseAddress(value),
  "an address's parts": (value) =>
    parseAddress({ addressId: value, recipient: value, phone: value, label: value, postal }),
  "a street": (value) => parseAddress({ addressId: "A1", postal: { ...postal, street: value } }),
  "a country": (value) =>
    parseAddress({ addressId: "A1", postal: { country: value, lines: [value] } }),
  "a postcode": (value) =>
    parseAddress({ addressId: "A1", postal: { ...postal, postcode: value } }),
  preferences: (value) => parsePreferences(preferences, value),
  "a preference": (value) =>
    parsePreferences(preferences, { milk: value, note: value, shoe: value }),
  feedback: (value) => parseFeedback({ rating: value, comment: value }),
  "a typed card": (value) => parseCardNumber(value),
  "a scanned card": (value) => readCardCode(value, cardKey),
  "a segment's fields": (value) =>
    parseSegment(
      { id: "s", name: word, where: { kind: "tag", tag: "t", ...fieldsOf(value) } },
      "CNY",
    ),
  "the text of a consent": (value) =>
    parseMemberChanges({
      consents: [
        { ...consentTo, text: value },
        { ...consentTo, ...fieldsOf(value) },
      ],
    }),
  "a child": (value) => parseMemberChanges({ minor: value }),
  "a schema of preferences": (value) => parsePreferenceSchema({ note: value }),
  "a segment": (value) => parseSegment({ id: "s", name: word, where: value }, "CNY"),
};

describe("whatever is typed, no problem repeats it", () => {
  test("every way in is tried", () => {
    const waysIn = Object.keys(everything).filter((name) => /^(?:parse|read.*Code)/u.test(name));
    const tried = Object.values(readers).map(String).join();
    expect(waysIn.filter((name) => !tried.includes(name))).toEqual([]);
    expect(waysIn.length).toBeGreaterThan(8);
  });

  test.each(Object.entries(readers))("%s", (_name, read) => {
    let problems = 0;
    fc.assert(
      fc.property(anything, (value) => {
        const outcome = read(value);
        if (outcome.ok) return;
        problems += 1;
        expectSilent(outcome, stringsIn(value));
      }),
      { numRuns: runs },
    );
    expect(problems).toBeGreaterThan(0);
  });
});

function secretsOf(member: Member): readonly string[] {
  const { phone, name, cardNumber, email, addresses, identities, tags } = member;
  const whole = [phone, phone?.slice(3) ?? null, name, cardNumber, email, ...tags];
  const streets = addresses.flatMap((address) => stringsIn({ postal: address.postal }));
  const subjects = identities.map(({ subject }) => subject);
  return [...whole, ...streets, ...subjects].filter(
    (text) => text !== null && [...text].length > 2,
  ) as string[];
}

const two = fc.tuple(
  memberArbitrary("M1", "+8613800000001"),
  memberArbitrary("M2", "+8613800000002"),
);

test("no refusal and no error names anything of the members it is about", async () => {
  await fc.assert(
    fc.asyncProperty(two, async ([one, other]) => {
      const shop = await sealedShop([one]);
      const told: unknown[] = [];
      const tell = (outcome: { readonly ok: boolean }) => {
        if (!outcome.ok) told.push(outcome);
      };
      const tellError = async (promise: Promise<unknown>) => {
        const error: unknown = await promise.then(() => null).catch((thrown: unknown) => thrown);
        if (error instanceof Error)
          told.push({ ...error, message: error.message, stack: error.stack });
      };
      const identity = { provider: "wechat", app: "wx1", subject: "o-M1" } as const;
      const taken: Member = { ...other, phone: one.phone, cardNumber: one.cardNumber };
      for (const store of [shop.members, createMemoryMembers()]) {
        tell(await store.insert(one));
        tell(await store.insert({ ...one, name: "x" }));
        tell(await store.insert(taken));
        tell(await store.insert({ ...taken, phone: "+8613800000009", identities: one.identities }));
        tell(await store.update(one, 7));
        tell(await store.update({ ...other, memberId: "M9" }, 1));
        const verifier = { verify: async () => ({ ...identity, subject: "o-secret" }) };
        const claim = { provider: "wechat", app: "wx1", proof: "proof-secret" } as const;
        tell(await linkVerifiedIdentity({ members: store, verifier }, "M1", claim, 1));
        const desk = {
          members: store,
          reads: createMemoryReadLog(),
          roles: {},
          feedback: nobodySays,
        };
        const request = { readId: "R", readerId: "E", role: "r", purpose: "sale", at: 1 };
        tell(await readMasked(desk, request, { by: "phone", phone: one.phone ?? "" }));
        tell(await readPersonal(desk, request, { by: "identity", subject: identity }));
        tell(await exportMember(desk, request, "M1"));
        told.push(await desk.reads.ofReader("E"));
      }
      tell(linkIdentity(one, { ...identity, subject: "o-secret" }, 1));
      tell(preferAddress(one, "A9"));
      tell(updateMember({ ...one, status: "erased" }, { name: one.name }, 1));
      tell(mergeMembers(one, one, 1));
      const merge = mergeMembers(one, other, 1);
      if (merge.ok) tell(undoMerge(merge.value, { ...merge.value.keptAfter, name: "?" }, one));
      const occasion = {
        purpose: "marketing",
        channel: "post",
        at: 0,
        zone: "UTC",
        quiet: null,
      } as const;
      tell(mayContact(one, occasion));
      const row = await shop.rows.byId("M1");
      if (row === null) throw new Error("no row");
      tell(await openMember(row, shop.newerAlone));
      tell(await rotateKey(row, shop.newerAlone));
      tell(await sealForMember(row, shop.newerAlone, shop.random, "p", one.name));
      const rows = createMemoryRows();
      await rows.insert({ ...row, fields: row.fields && { ...row.fields, tags: row.fields.name } });
      await tellError(createSealedMembers(rows, shop.older, shop.random).byId("M1"));
      await tellError(
        createSealedMembers(rows, shop.newerAlone, shop.random).byPhone(one.phone ?? ""),
      );
      await tellError(Promise.resolve().then(() => cardPayload(one.phone ?? "", cardKey)));
      await tellError(
        Promise.resolve().then(() => drawCardNumber(one.name ?? "王小明", shop.random)),
      );
      expect(told.length).toBeGreaterThan(20);
      expectSilent(told, [...secretsOf(one), ...secretsOf(other), "o-secret", "proof-secret"]);
    }),
    { numRuns: Math.ceil(runs / 10) },
  );
});

const nobodySays = {
  insert: async () => ({ ok: true, value: said }) as const,
  update: async () => ({ ok: true, value: said }) as const,
  byId: async () => null,
  about: async () => null,
  ofMember: async () => [],
};
const policy = { editableFor: 0, moderate: "first" } as const;
const about = { kind: "sale", id: "S1" } as const;
const said = giveFeedback(
  { rating: 1, comment: "王小明 was rude" },
  { feedbackId: "F1", memberId: "M1", about, storeId: null, operatorId: null, at: 0 },
  policy,
);

test("nor does the refusal of feedback, nor a registration that cannot be made", () => {
  expectSilent(editFeedback(said, said, 1, policy), ["王小明 was rude"]);
  const form = parseRegistration({ phone: "13812345678", name: "王小明" });
  if (!form.ok) throw new Error("a bad registration");
  let seen: unknown = null;
  try {
    registerMember(form.value, { memberId: "", at: 0, zone: "UTC" });
  } catch (error) {
    seen = error instanceof Error ? { ...error, message: error.message } : error;
  }
  expect(seen).not.toBeNull();
  expectSilent(seen, ["13812345678", "王小明"]);
  expect(isCardNumber("13812345678")).toBe(false);
});
