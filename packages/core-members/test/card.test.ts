import {
  cardPayload,
  drawCardNumber,
  isCardNumber,
  parseCardNumber,
  readCardCode,
} from "@tillwright/core-members";
import { seededRandom } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";

const random = seededRandom(5);
const cardKey = random(32);
const cards = fc
  .record({ prefix: fc.stringMatching(/^\d{1,6}$/u), seed: fc.nat() })
  .map(({ prefix, seed }) => ({ prefix, card: drawCardNumber(prefix, seededRandom(seed)) }));

function law(name: string, check: (card: string, at: number, other: number) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(cards, fc.nat(17), fc.integer({ min: 1, max: 9 }), ({ card }, at, other) =>
        check(card, at % card.length, other),
      ),
      { numRuns: runs },
    );
  });
}

describe("a card number", () => {
  test("the check digit of Damm's own example: 572 ends in 4", () => {
    // In front of the example stands what leads from 0 to 0, so that its length is that of a card.
    expect(isCardNumber("00000000005724")).toBe(true);
    expect(isCardNumber("00000000005725")).toBe(false);
  });

  test("begins with the shop's prefix, has twelve drawn digits and the check digit", () => {
    fc.assert(
      fc.property(cards, ({ prefix, card }) => {
        expect(card).toMatch(/^\d+$/u);
        expect(card.startsWith(prefix)).toBe(true);
        expect(card).toHaveLength(prefix.length + 13);
        expect(isCardNumber(card)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test("each digit is drawn about as often as the others", () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 2000; index += 1) {
      for (const digit of drawCardNumber("1", random).slice(1, 13)) {
        counts.set(digit, (counts.get(digit) ?? 0) + 1);
      }
    }
    expect(counts.size).toBe(10);
    // 24,000 digits, 2,400 each; six standard deviations are 279.
    for (const count of counts.values()) expect(Math.abs(count - 2400)).toBeLessThan(279);
  });

  test("bytes of 250 and more are drawn anew", () => {
    const bytes = [
      new Uint8Array(12).fill(250),
      new Uint8Array(12).fill(255),
      new Uint8Array(12).fill(249),
    ];
    const card = drawCardNumber("1", () => bytes.shift() ?? new Uint8Array(12));
    expect(card.slice(1, 13)).toBe("9".repeat(12));
  });

  law("one wrong digit is noticed", (card, at, other) => {
    const wrong = (Number(card[at]) + other) % 10;
    expect(isCardNumber(card.slice(0, at) + wrong + card.slice(at + 1))).toBe(false);
  });

  law("two neighbours exchanged are noticed", (card, at) => {
    const [a = "", b = ""] = [card[at], card[at + 1]];
    if (b === "" || a === b) return;
    expect(isCardNumber(card.slice(0, at) + b + a + card.slice(at + 2))).toBe(false);
  });

  test.each(["", "1234567", "29a"])("%j is no prefix", (prefix) => {
    expect(() => drawCardNumber(prefix, random)).toThrow(
      expect.objectContaining({ code: "core-members.argument-invalid" }),
    );
  });

  test.each([
    ["2901 2345 6789 00", true],
    ["2901-2345-6789-00", true],
    ["２９０１２３４５６７８９００", true],
    ["29012345678901", false],
    ["2901234567890", false],
    ["00000000000000000000", false],
    ["2901234567890x", false],
    ["", false],
    [29012345678900, false],
    [null, false],
  ])("typed: %s, %s", (text, ok) => {
    expect(parseCardNumber(text).ok).toBe(ok);
  });
});

describe("the code on the card", () => {
  const card = "29012345678900";
  const code = cardPayload(card, cardKey);

  test("is read back, also in small letters, full width and with a line break", () => {
    const wide = code.replace(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    for (const text of [code, code.toLowerCase(), ` ${code}\r\n`, wide]) {
      expect(readCardCode(text, cardKey)).toEqual({
        ok: true,
        value: { cardNumber: card, sealed: true },
      });
    }
  });

  test("fits the alphanumeric mode of QR codes", () => {
    expect(code).toMatch(/^[0-9A-Z.]+$/u);
  });

  test.each([0, 16, 31, 33])("a key of %i bytes is a mistake of the caller, not a key", (bytes) => {
    const key = new Uint8Array(bytes);
    for (const call of [() => cardPayload(card, key), () => readCardCode(code, key)]) {
      expect(call).toThrow(
        expect.objectContaining({
          code: "core-members.argument-invalid",
          facts: { keyBytes: bytes },
        }),
      );
    }
  });

  test("a barcode is read, and known to have no seal", () => {
    expect(readCardCode(card, cardKey)).toEqual({
      ok: true,
      value: { cardNumber: card, sealed: false },
    });
  });

  test("another shop's seal, another card's seal", () => {
    const other = cardPayload(drawCardNumber("290", random), cardKey);
    const mixed = `TWC1.${card}.${other.slice(-16)}`;
    for (const [text, key] of [
      [code, random(32)],
      [mixed, cardKey],
    ] as const) {
      expect(readCardCode(text, key)).toMatchObject({
        ok: false,
        issues: [{ code: "core-members.card-forged" }],
      });
    }
  });

  law("no single changed character of the code is taken for a card", (drawn, at, other) => {
    const whole = cardPayload(drawn, cardKey);
    const place = (at * 3) % whole.length;
    const digits = "0123456789ABCDEF";
    const found = digits.indexOf(whole[place] ?? "");
    const changed = digits[(Math.max(0, found) + other) % 16] ?? "";
    if (changed === whole[place]) return;
    const text = whole.slice(0, place) + changed + whole.slice(place + 1);
    expect(readCardCode(text, cardKey).ok).toBe(false);
  });

  test.each([
    "",
    "TWC1",
    `${code}0`,
    `TWC1${code}`,
    `TWC1 ${code}`,
    `TWC1.\n${code}`,
    `${code}\n${code}`,
    code.slice(0, -1),
    "TWC1.29012345678901.0000000000000000",
    "https://example.com",
    null,
    7,
  ])("%j is no card, and nothing of it is told", (text) => {
    const read = readCardCode(text, cardKey);
    expect(read).toMatchObject({
      ok: false,
      issues: [{ code: "core-members.card-invalid", path: [] }],
    });
    expect(JSON.stringify(read)).not.toMatch(/\d{5}|example\.com/u);
  });

  test("misuse is thrown", () => {
    expect(() => cardPayload("29012345678901", cardKey)).toThrow(
      expect.objectContaining({ code: "core-members.argument-invalid" }),
    );
    expect(() => cardPayload(card, random(31))).toThrow(
      expect.objectContaining({ code: "core-members.argument-invalid" }),
    );
  });
});
