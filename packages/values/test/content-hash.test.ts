import { createHash } from "node:crypto";
import { contentHash, sha256Hex } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryCharacter } from "./arbitraries.js";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

test("the vectors of NIST for SHA-256", () => {
  expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).toBe(
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
  expect(
    sha256Hex(
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
    ),
  ).toBe("cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  expect(sha256Hex("a".repeat(1_000_000))).toBe(
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  );
});

test("text is hashed as UTF-8, with one, two, three and four bytes a character", () => {
  for (const text of [
    "a",
    "é",
    "满100减20",
    "😀",
    "\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}",
  ]) {
    expect(sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  }
});

test("text that UTF-8 cannot hold is refused", () => {
  for (const text of ["\ud83d", "a\ud83d", "\ude00a", "\ud83d\ud83d\ude00"]) {
    expect(thrownCode(() => sha256Hex(text))).toBe("values.lone-surrogate");
  }
});

test("a document is named by its content", () => {
  const rules = { version: 1, rules: [{ off: "10.00", threshold: "100.00" }] };
  const again = { rules: [{ threshold: "100.00", off: "10.00" }], version: 1 };
  expect(contentHash(rules)).toBe(contentHash(again));
  expect(contentHash(rules)).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(contentHash(rules)).not.toBe(contentHash({ ...rules, version: 2 }));
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  expect(contentHash("1")).not.toBe(contentHash(1));
  expect(thrownCode(() => contentHash(Number.NaN))).toBe("values.not-json");
});

test("any text has the hash the platform computes", () => {
  fc.assert(
    fc.property(fc.string({ unit: arbitraryCharacter, maxLength: 90 }), (text) => {
      expect(sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
    }),
    { numRuns: runs },
  );
});

test("every length around the ends of blocks is padded rightly", () => {
  for (let length = 0; length <= 200; length += 1) {
    const text = "7".repeat(length);
    expect(sha256Hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
  }
});

test("sixteen mebibytes are as good as one block", () => {
  const text = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno".repeat(262_144);
  expect(sha256Hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
});
