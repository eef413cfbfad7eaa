import { readFileSync } from "node:fs";
import {
  assignDedicated,
  cardPayload,
  createLocalKeys,
  createMemoryFeedback,
  createMemoryMembers,
  createMemoryReadLog,
  createMemoryRows,
  createSealedFeedback,
  createSealedMembers,
  drawCardNumber,
  editFeedback,
  eraseMember,
  erasePerson,
  exportMember,
  giveFeedback,
  linkIdentity,
  linkVerifiedIdentity,
  lockBirthday,
  type Member,
  type MemberRoles,
  mayContact,
  mergeMembers,
  openForMember,
  openMember,
  permitMember,
  putAddress,
  readCardCode,
  readPersonal,
  registerMember,
  removeAddress,
  rotateKey,
  sealForMember,
  storeMerge,
  undoMerge,
  updateMember,
} from "@tillwright/core-members";
import { expect, test } from "vitest";
import { sealedShop } from "./sealing.js";

/** Everything of one person; none of it may be told by whatever goes wrong. */
const secrets = {
  phone: "+8613912345678",
  name: "欧阳泄密",
  cardNumber: "2907654321098",
  email: "ouyang@secret.example",
  street: "保密路77号",
  subject: "o-secret-subject",
  tag: "患糖尿病",
  comment: "店员知道我的病",
};

const form = {
  phone: secrets.phone,
  name: secrets.name,
  birthday: { month: 2, day: 29, year: 2020 },
  cardNumber: secrets.cardNumber,
  email: secrets.email,
  tags: [secrets.tag],
  consents: [],
};
const zone = "Asia/Shanghai";
const wechat = { provider: "wechat", app: "wx1" } as const;
const address = (addressId: string) => ({
  addressId,
  label: null,
  recipient: secrets.name,
  phone: secrets.phone,
  postal: { country: "FR", lines: [secrets.street], postcode: null },
});
const person: Member = {
  ...registerMember(form, { memberId: "M1", at: 0, zone }),
  addresses: Array.from({ length: 20 }, (_, index) => address(`A${index}`)),
  identities: [{ ...wechat, subject: secrets.subject, linkedAt: 0 }],
  dedicated: [{ operatorId: "E7", from: 5000, until: null }],
  minor: false,
};
const other: Member = { ...person, memberId: "M2", identities: [] };
const grown: Member = { ...person, birthday: { month: 2, day: 29, year: 1980 } };
const willing: Member = {
  ...grown,
  consents: [{ purpose: "marketing", channel: "sms", given: true, at: 0, textVersion: "1" }],
};
const occasion = {
  purpose: "marketing",
  channel: "sms",
  at: Date.UTC(2026, 10, 22),
  zone,
  quiet: null,
} as const;
const policy = { editableFor: 0, moderate: "first" } as const;
const said = giveFeedback(
  { rating: 1, comment: secrets.comment },
  {
    feedbackId: "F1",
    memberId: "M1",
    about: { kind: "sale", id: "S1" },
    storeId: null,
    operatorId: null,
    at: 0,
  },
  policy,
);
const cardKey = new Uint8Array(32).fill(3);
const shortKey = new TextEncoder().encode(secrets.phone);
const request = { readId: "R", readerId: "E", role: "r", purpose: "sale", at: 1 };
const deskOf = (roles: MemberRoles = {}) => ({
  members: createMemoryMembers(),
  roles,
  reads: createMemoryReadLog(),
  feedback: createMemoryFeedback(),
});

async function rowOf(member: Member) {
  const shop = await sealedShop([member]);
  const row = await shop.rows.byId(member.memberId);
  if (row === null) throw new Error("no row");
  const swapped = { ...row, fields: row.fields && { ...row.fields, tags: row.fields.name } };
  return { shop, row, swapped };
}

async function merged() {
  const outcome = mergeMembers(person, other, 1);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

const provoked: Readonly<Record<string, () => unknown>> = {
  "an address too many": () => putAddress(person, address("A99")),
  "an address that is not there": () => removeAddress(person, "B1"),
  "a card prefix that is a name": () => drawCardNumber(secrets.name, () => cardKey),
  "a card key that is a phone": () => cardPayload("2900123456784", shortKey),
  "a code read with it": () => readCardCode(secrets.cardNumber, shortKey),
  "a card that is a phone": () => cardPayload(secrets.phone, cardKey),
  "somebody who looked after the member later": () => assignDedicated(person, "E8", 1),
  "an update of the erased": () => updateMember(eraseMember(person), { name: secrets.name }, 1),
  "an update of the merged": async () =>
    updateMember((await merged()).droppedAfter, { name: secrets.name }, 1),
  "another birthday after it was used": () =>
    updateMember(lockBirthday(person), { birthday: null, name: secrets.name }, 1),
  "erasing nobody": () => erasePerson(createMemoryMembers(), "M1"),
  "feedback given already": async () => {
    const feedback = createMemoryFeedback();
    await feedback.insert(said);
    return feedback.insert({ ...said, feedbackId: "F2", rating: 5 });
  },
  "feedback that is not there": () => createMemoryFeedback().update(said, 1),
  "feedback that was changed": async () => {
    const feedback = createMemoryFeedback();
    await feedback.insert(said);
    return feedback.update(said, 7);
  },
  "feedback too late": () => editFeedback(said, said, 1, policy),
  "feedback of nobody, sealed": async () => {
    const { shop } = await rowOf(person);
    const members = createMemoryRows();
    const parts = { rows: members, keys: shop.older, random: shop.random };
    return createSealedFeedback({ feedback: createMemoryFeedback(), ...parts }).insert(said);
  },
  "feedback under a key that is not there": async () => {
    const { shop } = await rowOf(person);
    const { rows, random } = shop;
    const parts = { feedback: createMemoryFeedback(), rows, random };
    await createSealedFeedback({ ...parts, keys: shop.older }).insert(said);
    return createSealedFeedback({ ...parts, keys: shop.newerAlone }).byId("F1");
  },
  "a proof that nobody vouches for": () =>
    linkVerifiedIdentity(
      { members: createMemoryMembers(), verifier: { verify: async () => null } },
      "M1",
      { ...wechat, proof: secrets.subject },
      1,
    ),
  "an account of nobody": () =>
    linkVerifiedIdentity(
      {
        members: createMemoryMembers(),
        verifier: { verify: async () => ({ ...wechat, subject: secrets.subject }) },
      },
      "M1",
      { ...wechat, proof: secrets.subject },
      1,
    ),
  "another account of the same app": () =>
    linkIdentity(person, { ...wechat, subject: `${secrets.subject}-2` }, 1),
  "keys of the wrong length": () =>
    createLocalKeys({
      keys: { k: shortKey },
      current: "k",
      indexKey: cardKey,
      random: () => cardKey,
    }),
  "a child": () => mayContact(person, occasion),
  "no consent": () => mayContact(grown, occasion),
  "a bad hour": () =>
    mayContact(willing, { ...occasion, quiet: { from: "00:00", until: "23:59" } }),
  "a member inserted twice": async () => {
    const members = createMemoryMembers();
    await members.insert(person);
    return members.insert({ ...person, name: "x" });
  },
  "an update of nobody": () => createMemoryMembers().update(person, 1),
  "an update that came late": async () => {
    const members = createMemoryMembers();
    await members.insert(person);
    return members.update(person, 7);
  },
  ...Object.fromEntries(
    (["phone", "cardNumber", "identities"] as const).map((field) => [
      `${field} of somebody else`,
      async () => {
        const members = createMemoryMembers();
        await members.insert(person);
        const free = { ...other, phone: "+8613900000000", cardNumber: "C9", identities: [] };
        return members.insert({ ...free, [field]: person[field] });
      },
    ]),
  ),
  "the same, sealed": async () => (await rowOf(person)).shop.members.insert(other),
  "inserted twice, sealed": async () =>
    (await rowOf(person)).shop.members.insert({ ...person, name: "x" }),
  "an update of nobody, sealed": async () => (await rowOf(person)).shop.members.update(other, 1),
  "an update that came late, sealed": async () =>
    (await rowOf(person)).shop.members.update(person, 7),
  "an update without the key": async () => {
    const { shop } = await rowOf(person);
    return createSealedMembers(shop.rows, shop.newerAlone, shop.random).update(person, 1);
  },
  "merging the erased": () => mergeMembers(person, eraseMember(other), 1),
  "merging a member with itself": () => mergeMembers(person, person, 1),
  "undoing a merge after a change": async () => {
    const merge = await merged();
    return undoMerge(merge, { ...merge.keptAfter, name: "?" }, merge.droppedAfter);
  },
  "storing a merge of nobody": async () => storeMerge(createMemoryMembers(), await merged()),
  "a role that may not": () => permitMember({ r: {} }, "r", "export"),
  "reading without a purpose": () =>
    readPersonal(deskOf(), { ...request, purpose: secrets.name }, { by: "id", memberId: "M1" }),
  "reading without the right": () =>
    readPersonal(deskOf(), request, { by: "phone", phone: secrets.phone }),
  "reading nobody": () =>
    readPersonal(deskOf({ r: { "read-personal": true } }), request, {
      by: "card",
      cardNumber: secrets.cardNumber,
    }),
  "exporting nobody": () => exportMember(deskOf({ r: { export: true } }), request, "M1"),
  "registering without an id": () => registerMember(form, { memberId: "", at: 0, zone }),
  "opening without the key": async () => {
    const { shop, row } = await rowOf(person);
    return openMember(row, shop.newerAlone);
  },
  "opening what was moved": async () => {
    const { shop, swapped } = await rowOf(person);
    return openMember(swapped, shop.older);
  },
  "the same in a store": async () => {
    const { shop, swapped } = await rowOf(person);
    const rows = createMemoryRows();
    await rows.insert(swapped);
    return createSealedMembers(rows, shop.older, shop.random).byPhone(secrets.phone);
  },
  "sealing for the erased": async () => {
    const { shop, row } = await rowOf(person);
    return sealForMember({ ...row, key: null }, shop.older, shop.random, "p", secrets.comment);
  },
  "opening for a member what is none of it": async () => {
    const { shop, row } = await rowOf(person);
    return openForMember(row, shop.older, "p", secrets.name);
  },
  "rotating without the key": async () => {
    const { shop, row } = await rowOf(person);
    return rotateKey(row, shop.newerAlone);
  },
};

/** What is told when something goes wrong: a refusal, or an error with everything on it. */
async function toldBy(provoke: () => unknown): Promise<string> {
  try {
    const answer = await provoke();
    return JSON.stringify(answer);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return JSON.stringify({ ...thrown, name: thrown.name, message: thrown.message });
  }
}

test.each(Object.entries(provoked))("%s: nothing of the person is told", async (_name, provoke) => {
  const told = await toldBy(provoke);
  expect(told).toMatch(/core-members\./u);
  for (const secret of Object.values(secrets)) {
    for (const part of [secret, secret.slice(0, 4), secret.slice(-4)]) {
      expect(told).not.toContain(part);
    }
  }
});

test("every refusal and every error of the package is among them", async () => {
  const codesOf = (file: string) =>
    readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8").match(
      /core-members\.[a-z-]+/gu,
    );
  const named = new Set([...(codesOf("refusal.ts") ?? []), ...(codesOf("errors.ts") ?? [])]);
  const told = (await Promise.all(Object.values(provoked).map(toldBy))).join();
  expect([...named].filter((code) => !told.includes(`"${code}"`))).toEqual([]);
  expect(named.size).toBeGreaterThan(20);
});
