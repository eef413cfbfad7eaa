import { canonicalJson, type Json } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryCharacter } from "./arbitraries.js";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

test("the sample of RFC 8785, section 3.2.2", () => {
  const sample: Json = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);
  expect(canonicalJson(sample)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test("names sort by UTF-16 units, as in RFC 8785, section 3.2.3", () => {
  const sample: Json = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  const values = [...canonicalJson(sample).matchAll(/:"([^"]*)"/g)].map((match) => match[1]);
  expect(values).toEqual([
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ]);
});

// RFC 8785, appendix B: the bits of a double and its text.
const numbers: readonly (readonly [string, string])[] = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
];

test("the numbers of RFC 8785, appendix B", () => {
  const view = new DataView(new ArrayBuffer(8));
  const texts = numbers.map(([bits]) => {
    view.setBigUint64(0, BigInt(`0x${bits}`));
    return canonicalJson(view.getFloat64(0));
  });
  expect(texts).toEqual(numbers.map(([, text]) => text));
});

test("every control character, quote and backslash is escaped as JSON does", () => {
  // Every eleventh unit beyond Latin.
  for (let unit = 0; unit < 0xd800; unit += unit < 0x250 ? 1 : 11) {
    const text = `a${String.fromCharCode(unit)}b`;
    expect(canonicalJson(text)).toBe(JSON.stringify(text));
  }
  expect(canonicalJson("\u2028\u2029")).toBe('"\u2028\u2029"');
  expect(canonicalJson("\ue000\uffff😀")).toBe('"\ue000\uffff😀"');
});

test("a member named __proto__ is a member", () => {
  const parsed: Json = JSON.parse('{"b":1,"__proto__":{"a":2}}');
  expect(canonicalJson(parsed)).toBe('{"__proto__":{"a":2},"b":1}');
  const bare: Record<string, Json> = Object.create(null);
  bare["toString"] = 1;
  expect(canonicalJson(bare)).toBe('{"toString":1}');
});

test("what JSON cannot hold unchanged is refused, with its place", () => {
  const refused: readonly unknown[] = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    () => 1,
    Symbol("s"),
    new Date(0),
    new Map(),
    new Uint8Array(1),
    Object(1),
    [undefined],
    new Array(2),
    { a: undefined },
    { [Symbol("s")]: 1 },
    { toJSON: () => 1 },
  ];
  for (const value of refused) {
    expect(thrownCode(() => canonicalJson(value as Json))).toBe("values.not-json");
  }
  const nested = { lines: [{ price: Number.NaN }] };
  expect(() => canonicalJson(nested)).toThrow("NaN at lines.0.price is not JSON");
});

test("a value that holds itself is refused, one that is held twice is not", () => {
  const cycle: unknown[] = [];
  cycle.push({ cycle });
  expect(thrownCode(() => canonicalJson(cycle as Json))).toBe("values.not-json");
  const shared = { a: 1 };
  expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  let deep: Json = 1;
  for (let level = 0; level < 400; level += 1) deep = [deep];
  expect(canonicalJson(deep).length).toBe(801);
  for (let level = 0; level < 200; level += 1) deep = [deep];
  expect(thrownCode(() => canonicalJson(deep))).toBe("values.not-json");
});

test("text that is not well-formed Unicode is refused, as value and as name", () => {
  for (const text of ["\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d", "😀\ud83d"]) {
    expect(thrownCode(() => canonicalJson(text))).toBe("values.lone-surrogate");
    expect(thrownCode(() => canonicalJson({ a: [text] }))).toBe("values.lone-surrogate");
    expect(thrownCode(() => canonicalJson({ [text]: 1 }))).toBe("values.lone-surrogate");
  }
});

const arbitraryJson: fc.Arbitrary<Json> = fc
  .jsonValue({ stringUnit: arbitraryCharacter, depthSize: "medium" })
  .map((value): Json => JSON.parse(JSON.stringify(value)));

function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, shuffled(member)] as const);
  return Object.fromEntries(entries.reverse());
}

test("the text is read back to the same value, and writing it again changes nothing", () => {
  fc.assert(
    fc.property(arbitraryJson, (value) => {
      const text = canonicalJson(value);
      const read: Json = JSON.parse(text);
      expect(read).toEqual(value);
      expect(canonicalJson(read)).toBe(text);
    }),
    { numRuns: runs },
  );
});

test("the order in which members were added changes nothing", () => {
  fc.assert(
    fc.property(arbitraryJson, (value) => {
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
    }),
    { numRuns: runs },
  );
});

test("any text is written as JSON.stringify writes it, or refused", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      }),
      (text) => {
        const wellFormed = encodeURIComponentWorks(text);
        if (wellFormed) expect(canonicalJson(text)).toBe(JSON.stringify(text));
        else expect(thrownCode(() => canonicalJson(text))).toBe("values.lone-surrogate");
      },
    ),
    { numRuns: runs },
  );
});

/** The platform refuses to encode lone surrogates. */
function encodeURIComponentWorks(text: string): boolean {
  try {
    return encodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

test("anything at all is written or refused by code", () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      (value) => {
        const code = thrownCode(() => canonicalJson(value as Json));
        expect(["nothing thrown", "values.not-json", "values.lone-surrogate"]).toContain(code);
      },
    ),
    { numRuns: runs },
  );
});
