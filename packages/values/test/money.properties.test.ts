import { currencyOf, displayMoney, formatMoney, parseMoney, sumMinor } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryCharacter, arbitraryWhole, Decimal } from "./arbitraries.js";
import { activeCodes } from "./iso-4217.js";
import { runs } from "./runs.js";

const arbitraryCurrency = fc.constantFrom(...activeCodes);

test("what is formatted is read back, in every currency", () => {
  for (const currency of activeCodes) {
    fc.assert(
      fc.property(arbitraryWhole, (minor) => {
        expect(parseMoney(formatMoney(minor, currency), currency)).toEqual({
          ok: true,
          value: minor,
        });
      }),
      { numRuns: Math.ceil(runs / 20) },
    );
  }
});

test("decimal text is read as the number decimal.js reads, or refused when that is no whole safe number", () => {
  const arbitraryText = fc
    .tuple(
      fc.boolean(),
      fc.oneof(fc.nat({ max: 20 }), fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 10n ** 17n })),
      fc.option(fc.stringMatching(/^[0-9]{1,5}$/)),
    )
    .map(([negative, whole, fraction]) => {
      const sign = negative ? "-" : "";
      return fraction === null ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
    });
  fc.assert(
    fc.property(arbitraryText, arbitraryCurrency, (text, currency) => {
      const { minorDigits } = currencyOf(currency);
      const exact = new Decimal(text).mul(new Decimal(10).pow(minorDigits));
      const written = text.split(".")[1]?.length ?? 0;
      const fits = written <= minorDigits && exact.abs().lte(Number.MAX_SAFE_INTEGER);
      const parsed = parseMoney(text, currency);
      expect(parsed.ok).toBe(fits);
      if (parsed.ok) expect(parsed.value).toBe(exact.toNumber() + 0);
    }),
    { numRuns: runs * 2 },
  );
});

test("any other text is refused and never throws", () => {
  const plain = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: arbitraryCharacter }),
        fc.stringMatching(/^[-+0-9., eE]{0,8}$/),
        fc.anything(),
      ),
      (text) => {
        if (typeof text === "string" && plain.test(text)) return;
        expect(parseMoney(text, "CNY").ok).toBe(false);
      },
    ),
    { numRuns: runs },
  );
});

test("what people see is the document's text with groups and a symbol", () => {
  fc.assert(
    fc.property(arbitraryWhole, arbitraryCurrency, (minor, currency) => {
      const { symbol } = currencyOf(currency);
      const shown = displayMoney(minor, currency, "zh-CN");
      expect(
        shown.replace(symbol === currency ? `${symbol} ` : symbol, "").replaceAll(",", ""),
      ).toBe(formatMoney(minor, currency));
      expect(displayMoney(minor, currency, "en")).toBe(shown);
    }),
    { numRuns: runs },
  );
});

test("the groups are those of the platform's English", () => {
  const platform = new Intl.NumberFormat("en-US");
  fc.assert(
    fc.property(fc.maxSafeInteger(), (minor) => {
      expect(displayMoney(minor, "JPY", "en").replace("¥", "")).toBe(
        platform.format(BigInt(minor)),
      );
    }),
    { numRuns: runs },
  );
});

test("a sum is exact in any order, or refused in any order", () => {
  const amounts = fc.array(
    fc.oneof(
      fc.maxSafeInteger(),
      fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 1, -1, 0),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(amounts, (values) => {
      const exact = values.reduce((sum, value) => sum + BigInt(value), 0n);
      const attempt = (order: number[]): number | null => {
        try {
          return sumMinor(order);
        } catch {
          return null;
        }
      };
      const expected = Number.isSafeInteger(Number(exact)) ? Number(exact) : null;
      expect(attempt(values)).toBe(expected);
      expect(attempt([...values].reverse())).toBe(expected);
      expect(attempt([...values].sort((first, second) => first - second))).toBe(expected);
    }),
    { numRuns: runs },
  );
});
