import { gcm } from "@noble/ciphers/aes";
import { hmac } from "@noble/hashes/hmac";
import { sha256 } from "@noble/hashes/sha2";
import {
  blindIndex,
  createLocalKeys,
  createMemoryRows,
  createSealedMembers,
  eraseSealed,
  openMember,
  parseRegistration,
  registerMember,
  rotateKey,
  type SealedMember,
  sealMember,
} from "@tillwright/core-members";
import { memberRepositoryContract } from "@tillwright/core-members/testing";
import { seededRandom } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../src/key-provider.js";
import { runs } from "./runs.js";

const random = seededRandom(7);
const oldKey = random(32);
const newKey = random(32);
const indexKey = random(32);
const before = createLocalKeys({ keys: { old: oldKey }, current: "old", indexKey, random });
const after = createLocalKeys({
  keys: { old: oldKey, new: newKey },
  current: "new",
  indexKey,
  random,
});
const lost = createLocalKeys({ keys: { new: newKey }, current: "new", indexKey, random });
const wrong = createLocalKeys({ keys: { old: newKey }, current: "old", indexKey, random });

const form = parseRegistration({
  phone: "13812345678",
  name: "𠮷野 😀",
  birthday: "02-29",
  cardNumber: "CARD77",
  tags: ["diabetic"],
  consents: [{ purpose: "marketing", channel: "sms", given: true, textVersion: "v1" }],
});
if (!form.ok) throw new Error("a bad registration");
const member = registerMember(form.value, { memberId: "M1", at: 0, zone: "Asia/Shanghai" });

async function sealed(): Promise<SealedMember> {
  const row = await sealMember(member, before, random);
  if (!row.ok) throw new Error(row.refusal.code);
  return row.value;
}

describe("published vectors", () => {
  test("AES-256-GCM, McGrew and Viega, test case 14", () => {
    const text = gcm(new Uint8Array(32), new Uint8Array(12)).encrypt(new Uint8Array(16));
    expect(toHex(text)).toBe("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  });
  test("AES-256-GCM with associated data, McGrew and Viega, test case 16", () => {
    const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
    const key = bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const plain = bytes(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    );
    const bound = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    expect(toHex(gcm(key, bytes("cafebabefacedbaddecaf888"), bound).encrypt(plain))).toBe(
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
    );
  });
  test("HMAC-SHA-256, RFC 4231, test case 2, and the blind index made of it", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const tag = hmac(sha256, bytes("Jefe"), bytes("what do ya want for nothing?"));
    expect(toHex(tag)).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    const index = blindIndex(indexKey, "phone", "+8613812345678");
    expect(index).toBe(toHex(hmac(sha256, indexKey, bytes("phone:+8613812345678"))));
  });
});

describe("what lies on disk", () => {
  test("tells nothing of the person", async () => {
    const told = JSON.stringify(await sealed());
    expect(told).not.toMatch(/138|5678|野|CARD77|diabetic|marketing|02-29|"day"/u);
  });

  test("opens to the very member", async () => {
    expect(await openMember(await sealed(), before)).toEqual({ ok: true, value: member });
  });

  test("survives JSON", async () => {
    const row: SealedMember = JSON.parse(JSON.stringify(await sealed()));
    expect(await openMember(row, before)).toEqual({ ok: true, value: member });
  });

  test("looks different each time, but for the indexes", async () => {
    const [a, b] = [await sealed(), await sealed()];
    expect(a.fields?.phone).not.toBe(b.fields?.phone);
    expect(a.phoneIndex).toBe(b.phoneIndex);
  });

  test("an update keeps the member's key", async () => {
    const row = await sealed();
    const next = await sealMember({ ...member, name: "x" }, after, random, row);
    expect(next.ok && next.value.key).toEqual(row.key);
  });
});

describe("a key that is missing or wrong, data that was touched", () => {
  test("a lost key: a clear refusal and nothing of the text", async () => {
    const opened = await openMember(await sealed(), lost);
    expect(opened).toMatchObject({
      ok: false,
      refusal: {
        code: "core-members.key-missing",
        message: "the data of member M1 cannot be read",
        facts: { memberId: "M1" },
      },
    });
    expect(JSON.stringify(opened)).not.toMatch(/138|野|CARD77/u);
  });

  test("a wrong key of the right name", async () => {
    expect(await openMember(await sealed(), wrong)).toMatchObject({
      refusal: { code: "core-members.key-missing" },
    });
  });

  test("a row cannot be sealed again without its key", async () => {
    expect((await sealMember(member, lost, random, await sealed())).ok).toBe(false);
  });

  test("one changed character anywhere in a field is noticed", async () => {
    const row = await sealed();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          "phone" as const,
          "name" as const,
          "birthday" as const,
          "consents" as const,
        ),
        fc.nat(),
        async (field, place) => {
          if (row.fields === null) throw new Error("no fields");
          const text = row.fields[field];
          const at = place % text.length;
          const other = text[at] === "0" ? "1" : "0";
          const changed = text.slice(0, at) + other + text.slice(at + 1);
          const fields = { ...row.fields, [field]: changed };
          expect(await openMember({ ...row, fields }, before)).toMatchObject({
            ok: false,
            refusal: { code: "core-members.data-damaged" },
          });
        },
      ),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test("a field moved to another field or another member is noticed", async () => {
    const row = await sealed();
    if (row.fields === null) throw new Error("no fields");
    const swapped = { ...row, fields: { ...row.fields, name: row.fields.phone } };
    const moved = { ...row, memberId: "M2" };
    for (const touched of [swapped, moved, { ...row, fields: { ...row.fields, name: "zz" } }]) {
      expect(await openMember(touched, before)).toMatchObject({
        refusal: { code: "core-members.data-damaged" },
      });
    }
  });
});

describe("rotation without stopping", () => {
  test("a row gets the new key, its fields stay, and the old key is no longer needed", async () => {
    const row = await sealed();
    const rotated = await rotateKey(row, after);
    if (!rotated.ok) throw new Error(rotated.refusal.code);
    expect(rotated.value.key?.keyId).toBe("new");
    expect(rotated.value.fields).toEqual(row.fields);
    expect(await openMember(rotated.value, lost)).toEqual({ ok: true, value: member });
    expect(await rotateKey(rotated.value, after)).toEqual(rotated);
  });

  test("rows of both keys are read while it goes on", async () => {
    const row = await sealed();
    expect((await openMember(row, after)).ok).toBe(true);
    expect((await rotateKey(row, lost)).ok).toBe(false);
  });
});

test("a row that lacks a field is damaged, not a member without it", async () => {
  const row = await sealed();
  const { tags: _tags, ...others } = row.fields ?? {};
  const cut: SealedMember = JSON.parse(JSON.stringify({ ...row, fields: others }));
  expect(await openMember(cut, before)).toMatchObject({
    refusal: { code: "core-members.data-damaged", facts: { memberId: "M1" } },
  });
});

test("hexadecimal text that is none is none", () => {
  expect(fromHex("abc")).toBeNull();
  expect(fromHex("zz")).toBeNull();
  expect(fromHex("AB")).toBeNull();
  expect(fromHex("00ff")).toEqual(new Uint8Array([0, 255]));
});

describe("erasure by destroying the key", () => {
  test("the id and what the books need stay, everything else is gone", async () => {
    const erased = eraseSealed(await sealed());
    expect(erased).toMatchObject({
      memberId: "M1",
      key: null,
      fields: null,
      phoneIndex: null,
      cardIndex: null,
    });
    expect(await openMember(erased, before)).toMatchObject({
      ok: true,
      value: { memberId: "M1", status: "erased", phone: null, name: null, tags: [], consents: [] },
    });
    expect(await rotateKey(erased, after)).toEqual({ ok: true, value: erased });
  });

  test("a member stored as erased has no key", async () => {
    const row = await sealMember({ ...member, status: "erased" }, before, random, await sealed());
    expect(row).toMatchObject({ ok: true, value: { key: null, fields: null } });
  });
});

describe("a store of sealed members does what every store must do", () => {
  test.each(memberRepositoryContract)("$name", async ({ run }) => {
    await run(async () => createSealedMembers(createMemoryRows(), before, random));
  });

  test("and gives nothing out when the key is gone", async () => {
    const rows = createMemoryRows();
    await createSealedMembers(rows, before, random).insert(member);
    const members = createSealedMembers(rows, lost, random);
    for (const read of [members.byId("M1"), members.byPhone("+8613812345678")]) {
      await expect(read).rejects.toMatchObject({ code: "core-members.key-missing" });
    }
  });

  test("a damaged row is told as such", async () => {
    const rows = createMemoryRows();
    const row = await sealed();
    await rows.insert({ ...row, fields: row.fields && { ...row.fields, name: "00" } });
    await expect(createSealedMembers(rows, before, random).byId("M1")).rejects.toMatchObject({
      code: "core-members.data-damaged",
    });
  });
});

test.each([
  { keys: {}, current: "a", indexKey },
  { keys: { a: new Uint8Array(16) }, current: "a", indexKey },
  { keys: { a: oldKey }, current: "a", indexKey: new Uint8Array(5) },
])("keys that are none are misuse %#", (options) => {
  expect(() => createLocalKeys({ ...options, random })).toThrow(
    expect.objectContaining({ code: "core-members.argument-invalid" }),
  );
});
