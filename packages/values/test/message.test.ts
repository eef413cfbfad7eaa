import {
  catalogueIssues,
  type MessageContext,
  type Reason,
  renderReason,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";

const zh: MessageContext = { language: "zh-CN", currency: "CNY", zone: "Asia/Shanghai" };
const en: MessageContext = { language: "en", currency: "CNY", zone: "Asia/Shanghai" };

function render(template: string, facts: Reason["facts"], context: MessageContext = zh): string {
  return renderReason({ "shop.test": template }, { code: "shop.test", facts }, context);
}

test("满100减10.50 in both languages", () => {
  const reason = { code: "pricing.threshold", facts: { threshold: 10_000, off: 1050 } };
  expect(
    renderReason({ "pricing.threshold": "满{threshold:money}减{off:money}" }, reason, zh),
  ).toBe("满¥100.00减¥10.50");
  expect(
    renderReason({ "pricing.threshold": "{off:money} off from {threshold:money}" }, reason, en),
  ).toBe("¥10.50 off from ¥100.00");
});

test("each format", () => {
  expect(render("{rate:rate}", { rate: { numerator: 22, denominator: 25 } })).toBe("88%");
  expect(render("{rate:rate}", { rate: "12.5%" })).toBe("12.5%");
  expect(render("{pay:fold}", { pay: "80%" })).toBe("8折");
  expect(render("{pay:fold}", { pay: "88%" })).toBe("8.8折");
  expect(render("{pay:fold}", { pay: "80%" }, en)).toBe("20% off");
  expect(render("{pay:fold}", { pay: { numerator: 1, denominator: 3 } })).toBe("1/3");
  expect(render("{pay:fold}", { pay: "120%" })).toBe("120%");
  expect(render("{n:number}", { n: 1_234_567 })).toBe("1,234,567");
  expect(render("{n:points}", { n: -1234.5 })).toBe("-1,234.5");
  expect(render("{q:quantity}", { q: { kind: "measure", amount: 452, unit: "g" } })).toBe("452克");
  expect(render("{q:quantity}", { q: { kind: "pieces", count: 2 } }, en)).toBe("2 pcs");
  expect(render("{d:date}", { d: "2027-01-31" })).toBe("2027-01-31");
  expect(render("{d:date}", { d: 1_801_411_200_000 })).toBe("2027-02-01");
  expect(render("{d:datetime}", { d: 1_801_411_200_000 })).toBe("2027-02-01 00:00");
  expect(render("{t:text}", { t: "可乐" })).toBe("可乐");
  expect(render("{t}", { t: "可乐" })).toBe("可乐");
  expect(render("{t}", { t: 12 })).toBe("12");
  expect(render("{t}", { t: null })).toBe("null");
  expect(render("{names:list}", { names: ["可乐", "薯片"] })).toBe("可乐、薯片");
  expect(render("{names:list}", { names: ["cola", "crisps"] }, en)).toBe("cola, crisps");
  expect(render("{sums:list|money}", { sums: [100, 250] }, en)).toBe("¥1.00, ¥2.50");
  expect(render("[{names:list}]", { names: [] })).toBe("[]");
});

test("plural forms, in English one and all others", () => {
  const words = [0, 1, 2].map((n) => render("{n} {n:plural|item|items}", { n }, en));
  expect(words).toEqual(["0 items", "1 item", "2 items"]);
  expect(render("{n} point{n:plural||s}", { n: 1 }, en)).toBe("1 point");
  expect(render("{n} point{n:plural||s}", { n: 3 }, en)).toBe("3 points");
});

test("without zone a time says that it is UTC", () => {
  expect(render("{d:datetime}", { d: 0 }, { language: "en" })).toBe("1970-01-01 00:00 UTC");
  expect(render("{d:date}", { d: 0 }, { language: "en" })).toBe("1970-01-01");
});

test("a code that is missing is shown with its facts", () => {
  expect(renderReason({}, { code: "shop.new", facts: { n: 1 } }, zh)).toBe('[shop.new] {"n":1}');
  expect(renderReason({}, { code: "toString", facts: {} }, zh)).toBe("[toString] {}");
  expect(renderReason({}, { code: "__proto__", facts: {} }, zh)).toBe("[__proto__] {}");
});

test("a fact that is missing or does not fit is shown at its place", () => {
  expect(render("{off:money}", {})).toBe("{off}");
  expect(render("{toString}", {})).toBe("{toString}");
  expect(render("{off:money}", { off: "10.00" })).toBe('{off="10.00"}');
  expect(render("{off:money}", { off: 0.5 })).toBe("{off=0.5}");
  expect(render("{off:money}", { off: 1230 }, { language: "zh-CN" })).toBe("{off=1230}");
  expect(render("{off:money}", { off: 1230 }, { language: "zh-CN", currency: "RMB" })).toBe(
    "{off=1230}",
  );
  expect(render("{d:date}", { d: "2027-02-29" })).toBe('{d="2027-02-29"}');
  expect(render("{d:datetime}", { d: 0 }, { language: "en", zone: "Nowhere" })).toBe("{d=0}");
  expect(render("{r:rate}", { r: 0.5 })).toBe("{r=0.5}");
  expect(render("{r:rate}", { r: { numerator: 1, denominator: 0 } })).toBe(
    '{r={"numerator":1,"denominator":0}}',
  );
  expect(render("{q:quantity}", { q: { kind: "measure", amount: 1, unit: "lb" } })).toBe(
    '{q={"kind":"measure","amount":1,"unit":"lb"}}',
  );
  expect(render("{l:list|money}", { l: [1, "x"] })).toBe('{l=[1,"x"]}');
  expect(render("{n:plural|one}", { n: 2 }, en)).toBe("{n=2}");
  expect(render("{n:unknown}", { n: 2 }, en)).toBe("{n=2}");
  expect(render("{pay:fold}", { pay: "120%" }, en)).toBe('{pay="120%"}');
});

test("braces that hold no name stand as they are, and facts are not read as templates", () => {
  expect(render("{} {1} { n } {n", { n: 1 })).toBe("{} {1} { n } {n");
  expect(render("{a}{b}", { a: "{b}", b: "$&" })).toBe("{b}$&");
});

test("two languages must tell the same facts in the same sense", () => {
  expect(catalogueIssues({ a: "{n} {m:money}" }, { a: "{m:money} {n} {n:plural|x|y}" })).toEqual(
    [],
  );
  const problems = (first: Record<string, string>, second: Record<string, string>): string[] =>
    catalogueIssues(first, second).map(
      (found) => `${found.path.join(".")} ${found.code} ${found.message}`,
    );
  expect(problems({ a: "" }, { b: "" })).toEqual([
    "a values.catalogue-missing a is missing in the second catalogue",
    "b values.catalogue-missing b is missing in the first catalogue",
  ]);
  expect(problems({ a: "{n}" }, { a: "{m}" })).toEqual([
    "a values.catalogue-placeholder a: {n} is missing in the second catalogue",
    "a values.catalogue-placeholder a: {m} is missing in the first catalogue",
  ]);
  expect(problems({ a: "{n:money}" }, { a: "{n}" })).toEqual([
    "a values.catalogue-placeholder a: {n} has another format in each catalogue",
  ]);
  expect(problems({ a: "{n:fold}" }, { a: "{n:rate}" })).toEqual([]);
  expect(problems({ toString: "x" }, {})).toHaveLength(1);
});

test("no template and no facts make it throw, and every fact that is named is seen", () => {
  const formats = [
    "money",
    "rate",
    "fold",
    "number",
    "date",
    "datetime",
    "quantity",
    "list",
    "list|money",
    "text",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...formats, "plural|a|b", "nonsense"),
      fc.jsonValue(),
      fc.constantFrom<MessageContext>(
        zh,
        en,
        { language: "en" },
        { language: "zh-CN", currency: "??" },
      ),
      fc.string(),
      (format, fact, context, around) => {
        const facts = { n: JSON.parse(JSON.stringify(fact)) };
        const text = render(`${around.replaceAll(/[{}]/g, "")}{n:${format}}`, facts, context);
        expect(text).not.toContain(`{n:${format}}`);
        expect(typeof text).toBe("string");
      },
    ),
    { numRuns: runs * 2 },
  );
});

test("rendering any string as template never throws", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[{}a-z:|. ]{0,20}$/),
      fc.dictionary(fc.string(), fc.integer()),
      (template, facts) => {
        expect(typeof render(template, facts, en)).toBe("string");
      },
    ),
    { numRuns: runs },
  );
});
