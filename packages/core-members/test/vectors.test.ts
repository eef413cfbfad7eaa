import { createCipheriv, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { gcm } from "@noble/ciphers/aes";
import { hmac } from "@noble/hashes/hmac";
import { sha256 } from "@noble/hashes/sha2";
import {
  blindIndex,
  cardPayload,
  createLocalKeys,
  type Member,
  openForMember,
  openMember,
  type PersonalField,
  parsePhone,
  readCardCode,
  registerMember,
  type SealedMember,
  sealMember,
} from "@tillwright/core-members";
import { describe, expect, test } from "vitest";
import { fromHex, seal, toHex, unseal } from "../src/key-provider.js";

interface Sealed {
  readonly aad: string;
  readonly nonce: string;
  readonly plaintext: string;
  readonly sealed: string;
}

interface Vectors {
  readonly aes256gcm: readonly {
    readonly source: string;
    readonly key: string;
    readonly nonce: string;
    readonly aad: string;
    readonly plaintext: string;
    readonly ciphertext: string;
  }[];
  readonly hmacSha256: readonly {
    readonly source: string;
    readonly key: string;
    readonly data: string;
    readonly tag: string;
  }[];
  readonly wrapping: readonly {
    readonly keyId: string;
    readonly key: string;
    readonly dataKey: string;
    readonly aad: string;
    readonly nonce: string;
    readonly wrapped: string;
  }[];
  readonly dataKey: string;
  readonly fields: readonly (Sealed & {
    readonly memberId: string;
    readonly field: PersonalField;
  })[];
  readonly beside: readonly (Sealed & { readonly memberId: string; readonly place: string })[];
  readonly blindIndexes: readonly {
    readonly indexKey: string;
    readonly kind: "phone" | "card" | "identity";
    readonly value: string;
    readonly index: string;
  }[];
  readonly cards: readonly {
    readonly cardKey: string;
    readonly cardNumber: string;
    readonly payload: string;
  }[];
}

function read<Document>(name: string): Document {
  return JSON.parse(readFileSync(new URL(`../conformance/${name}`, import.meta.url), "utf8"));
}

const vectors = read<Vectors>("sealing.json");
const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();
const utf8 = (text: string) => new TextEncoder().encode(text);

/** The other implementation: OpenSSL, as Node carries it. */
function openSsl(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): string {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aad);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("hex");
}

describe("published by others", () => {
  test.each(vectors.aes256gcm)("AES-256-GCM: $source", (one) => {
    const [key, nonce, aad] = [bytes(one.key), bytes(one.nonce), bytes(one.aad)];
    expect(toHex(gcm(key, nonce, aad).encrypt(bytes(one.plaintext)))).toBe(one.ciphertext);
    expect(toHex(gcm(key, nonce, aad).decrypt(bytes(one.ciphertext)))).toBe(one.plaintext);
  });

  test.each(vectors.hmacSha256)("HMAC-SHA-256: $source", ({ key, data, tag }) => {
    expect(toHex(hmac(sha256, bytes(key), bytes(data)))).toBe(tag);
  });
});

const provider = (indexKey = new Uint8Array(32)) => {
  const keys = Object.fromEntries(vectors.wrapping.map(({ keyId, key }) => [keyId, bytes(key)]));
  const current = vectors.wrapping[0]?.keyId ?? "";
  return createLocalKeys({ keys, current, indexKey, random: (count) => new Uint8Array(count) });
};

function rowOf(): SealedMember {
  const [wrapping] = vectors.wrapping;
  if (wrapping === undefined) throw new Error("no vector");
  const registration = { name: null, birthday: null, cardNumber: null, tags: [], consents: [] };
  const { phone: _phone, ...plain } = registerMember(
    { ...registration, phone: "" },
    { memberId: "M1", at: 0, zone: "Asia/Shanghai" },
  );
  const fields = Object.fromEntries(vectors.fields.map(({ field, sealed }) => [field, sealed]));
  return {
    memberId: "M1",
    version: 1,
    plain,
    key: { keyId: wrapping.keyId, wrapped: wrapping.wrapped },
    fields: fields as Record<PersonalField, string>,
    phoneIndex: null,
    cardIndex: null,
    identityIndexes: [],
  };
}

describe("our formats", () => {
  test.each(vectors.wrapping)("the data key locked with key $keyId", async (one) => {
    expect(seal(bytes(one.key), bytes(one.dataKey), utf8(one.aad), () => bytes(one.nonce))).toBe(
      one.wrapped,
    );
    const opened = await provider().unwrap({ keyId: one.keyId, wrapped: one.wrapped });
    expect(toHex(opened ?? new Uint8Array())).toBe(one.dataKey);
  });

  test.each([...vectors.fields, ...vectors.beside])("sealed, bound to $aad", (one) => {
    const [key, nonce, aad] = [bytes(vectors.dataKey), bytes(one.nonce), utf8(one.aad)];
    expect(one.nonce + openSsl(key, nonce, aad, utf8(one.plaintext))).toBe(one.sealed);
    expect(seal(key, utf8(one.plaintext), aad, () => nonce)).toBe(one.sealed);
    const opened = unseal(key, one.sealed, aad);
    expect(new TextDecoder().decode(opened ?? undefined)).toBe(one.plaintext);
  });

  test("a whole row opens to what was sealed, and has every field that the package seals", async () => {
    const opened = await openMember(rowOf(), provider());
    if (!opened.ok) throw new Error(opened.refusal.code);
    const sealedAgain = await sealMember(opened.value, provider(), () => new Uint8Array(32));
    const wanted = vectors.fields.map(({ field }) => field).sort();
    expect(Object.keys((sealedAgain.ok && sealedAgain.value.fields) || {}).sort()).toEqual(wanted);
    for (const { field, plaintext } of vectors.fields) {
      expect(opened.value[field as keyof Member]).toEqual(JSON.parse(plaintext));
    }
  });

  test.each(vectors.beside)("beside the member: $place", async ({ place, sealed, plaintext }) => {
    expect(await openForMember(rowOf(), provider(), place, sealed)).toEqual({
      ok: true,
      value: JSON.parse(plaintext),
    });
  });

  test.each(vectors.blindIndexes)("blind index of a $kind", ({ indexKey, kind, value, index }) => {
    expect(blindIndex(bytes(indexKey), kind, value)).toBe(index);
    const other = createHmac("sha256", bytes(indexKey)).update(`${kind}:${value}`).digest("hex");
    expect(other).toBe(index);
  });

  test.each(vectors.cards)("card $cardNumber", ({ cardKey, cardNumber, payload }) => {
    expect(cardPayload(cardNumber, bytes(cardKey))).toBe(payload);
    expect(readCardCode(payload, bytes(cardKey))).toEqual({
      ok: true,
      value: { cardNumber, sealed: true },
    });
  });
});

describe("a wrong or missing key, or a changed vector: a clear refusal and no part of the text", () => {
  const row = rowOf();
  const flipped = (text: string, at: number) =>
    text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1);
  const refused = async (touched: SealedMember, keys = provider()) => {
    const opened = await openMember(touched, keys);
    expect(JSON.stringify(opened)).not.toMatch(/138|野|example|杭州|organic|marketing|o7/u);
    return opened.ok ? "opened" : opened.refusal.code;
  };

  test("keys", async () => {
    const other = createLocalKeys({
      keys: { "2026": new Uint8Array(32) },
      current: "2026",
      indexKey: new Uint8Array(32),
      random: (count) => new Uint8Array(count),
    });
    expect(await refused(row, other)).toBe("core-members.key-missing");
    for (const key of [
      { keyId: "2025", wrapped: row.key?.wrapped ?? "" },
      { keyId: "2026", wrapped: flipped(row.key?.wrapped ?? "", 30) },
      { keyId: "2026", wrapped: "" },
      { keyId: "2026", wrapped: "no hex at all" },
    ]) {
      expect(await refused({ ...row, key })).toBe("core-members.key-missing");
    }
  });

  test.each(vectors.fields)("field $field: changed, cut, emptied, exchanged", async ({ field }) => {
    if (row.fields === null) throw new Error("no fields");
    const text = row.fields[field];
    const exchanged = row.fields[field === "name" ? "phone" : "name"];
    for (const damaged of [
      flipped(text, 0),
      flipped(text, 24),
      flipped(text, text.length - 1),
      text.slice(0, -2),
      text.slice(0, 30),
      `${text}00`,
      text.toUpperCase(),
      "",
      exchanged,
    ]) {
      if (damaged === text) continue;
      const fields = { ...row.fields, [field]: damaged };
      expect(await refused({ ...row, fields })).toBe("core-members.data-damaged");
    }
  });
});

describe("phones of several countries", () => {
  interface PhoneCase {
    readonly country: string | null;
    readonly typed: string;
    readonly international: string | null;
  }
  const { cases } = read<{ readonly cases: readonly PhoneCase[] }>("phones.json");
  test.each(cases)('$country "$typed" -> $international', ({ typed, international }) => {
    const parsed = parsePhone(typed);
    expect(parsed.ok ? parsed.value : null).toBe(international);
    if (international !== null) expect(parsePhone(international)).toEqual(parsed);
  });
});
