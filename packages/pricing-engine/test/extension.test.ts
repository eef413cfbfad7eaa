import {
  type ExtensionPromotion,
  type PricingExtension,
  promotionKind,
} from "@tillwright/pricing-engine";
import { compile, features } from "@tillwright/pricing-engine/complete";
import {
  type ExplanationExtension,
  explain,
  promotionExplanation,
} from "@tillwright/pricing-engine/explain";
import { en } from "@tillwright/pricing-engine/messages/en";
import { zhCN } from "@tillwright/pricing-engine/messages/zh-CN";
import {
  moneyText,
  nameText,
  type SyntaxExtension,
  wholeNumber,
} from "@tillwright/pricing-engine/parse";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import { verify } from "@tillwright/pricing-engine/verify";
import { isCodedError, renderReason } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { basicKinds } from "../src/internal/kinds/basic.js";
import { basket, line, price, rules } from "./build.js";
import { runs } from "./runs.js";

interface RoundNumber extends ExtensionPromotion {
  readonly kind: "acme:round-number";
  readonly to: string;
}

/** A shop's own ideas: round totals, goods by their shelf, rainy days, and a discount for staff. */
const acme: PricingExtension & SyntaxExtension & ExplanationExtension = {
  name: "acme",
  version: "1",
  kinds: [
    promotionKind<RoundNumber>("acme:round-number", {
      lanes: ["order"],
      compile: ({ to }, _lane, reader) => ({
        form: "joint",
        sharedBy: "running",
        discount: ({ running }) => ({ amount: running % reader.money(to), times: 1 }),
      }),
    }),
  ],
  goodsConditions: [
    {
      key: "acme:shelf",
      compile: (value) => (goods) => goods.attributes?.["shelf"] === value,
    },
  ],
  basketConditions: [
    { key: "acme:rain", compile: (value) => (moment) => moment.localTime().hour < Number(value) },
  ],
  lanes: [
    {
      lane: "acme:staff",
      after: "coupon",
      fundedBy: "house",
      give: ({ moment, goods }) =>
        goods.map(({ now }) => (moment.basket.channel === "staff" ? Math.floor(now / 2) : 0)),
    },
  ],
  promotionSyntaxes: [
    {
      kind: "acme:round-number",
      fields: (currency) => ({ to: moneyText(currency) }),
      problems: ({ to }) => (to === "0.00" ? [{ field: "to", message: "nothing is round" }] : []),
    },
  ],
  conditionSyntaxes: [
    { key: "acme:shelf", place: "goods", schema: () => nameText },
    { key: "acme:rain", place: "when", schema: () => wholeNumber(0, 24) },
  ],
  promotionExplanations: [
    promotionExplanation<RoundNumber>("acme:round-number", {
      terms: ({ to }, { money }) => ({ to: money(to) }),
    }),
  ],
  conditionExplanations: [
    {
      key: "acme:rain",
      missed: (value) => ({
        reason: { code: "acme.dry", facts: { hour: Number(value) } },
        advice: null,
      }),
    },
  ],
};
const round = { kind: "acme:round-number", id: "round", name: "Round", to: "5.00" } as const;
const extensions = [acme];

test("a vendor's kind is parsed, priced, verified and explained in both languages", () => {
  const parsed = parseRules(rules([{ ...round, goods: { "acme:shelf": "top" } }]), { extensions });
  const document = parsed.ok ? parsed.value : rules([]);
  const engine = compile(document, { extensions });
  const of = basket([
    line("tea", 18.8, 1, { attributes: { shelf: "top" } }),
    line("nuts", 3.3, 1, { attributes: { shelf: "low" } }),
  ]);
  const priced = engine.price(of);
  expect(priced.lines.map(({ paid }) => paid)).toEqual([1500, 330]);
  expect(verify(of, document, priced, { extensions })).toEqual([]);
  const [told] = explain(engine, of, priced, { extensions }).promotions;
  const reason = told?.reason ?? { code: "", facts: {} };
  const zh = {
    ...zhCN,
    "pricing.gave.acme:round-number": "{name}：凑整到{to:money}，省{amount:money}",
  };
  const english = {
    ...en,
    "pricing.gave.acme:round-number": "{name}: down to {to:money}s, saves {amount:money}",
  };
  expect(renderReason(zh, reason, { language: "zh-CN", currency: "CNY" })).toBe(
    "Round：凑整到¥5.00，省¥3.80",
  );
  expect(renderReason(english, reason, { language: "en", currency: "CNY" })).toBe(
    "Round: down to ¥5.00s, saves ¥3.80",
  );
});

test("what a document says wrong of it stands at its path, and without the extension it is unknown", () => {
  const wrong = rules([
    { ...round, to: 5 },
    { ...round, id: "b", to: "0.00", when: { "acme:rain": 25 } },
    { ...round, id: "c", when: { "acme:shelf": "top" } },
  ]);
  const result = parseRules(wrong, { extensions });
  expect(result.ok ? [] : result.issues.map(({ message }) => message)).toEqual([
    "promotions[0].to must be a text, but is 5",
    "promotions[1].to: nothing is round",
    "promotions[1].when.acme:rain must be at most 24, but is 25",
    'promotions[2].when.acme:shelf: "acme:shelf" is a condition of "goods" and does not belong in "when"',
  ]);
  const unknown = parseRules(rules([round]));
  expect(unknown.ok ? "" : unknown.issues[0]?.code).toBe("pricing.unknown-kind");
  expect(() => compile(rules([round]))).toThrow("round is of the kind acme:round-number");
});

test("a vendor's condition that fails is told in the vendor's words", () => {
  const engine = compile(rules([{ ...round, when: { "acme:rain": 6 } }]), { extensions });
  const of = basket([line("tea", 18.8)]);
  const told = explain(engine, of, engine.price(of), { extensions }).promotions[0];
  expect(told?.reason).toEqual({ code: "acme.dry", facts: { name: "Round", hour: 6 } });
});

test("a vendor's lane runs at its place, under its own name, and a document may move it", () => {
  const coupon = {
    kind: "threshold",
    id: "c",
    lane: "coupon",
    amount: "10.00",
    off: "4.00",
  } as const;
  const engine = compile(rules([coupon]), { extensions });
  const of = basket([line("tea", 20), line("milk", 10, 2)], { channel: "staff" });
  const priced = engine.price(of);
  expect(priced.totals.due).toBe(1800);
  expect(priced.applied.map(({ promotionId, fundedBy }) => [promotionId, fundedBy])).toEqual([
    ["c", "shop"],
    ["acme:staff", "house"],
  ]);
  expect(verify(of, engine.rules, priced, { extensions })).toEqual([]);
  const lanes = [
    "unit-price",
    "item",
    "acme:staff",
    "order",
    "coupon",
    "manual",
    "points",
    "fee",
    "tax",
  ] as const;
  const moved = parseRules(rules([coupon], { lanes }), { extensions });
  expect(moved.ok && compile(moved.value, { extensions }).price(of).totals.due).toBe(1600);
  const forgotten = parseRules(
    rules([coupon], { lanes: lanes.filter((one) => one !== "acme:staff") }),
    { extensions },
  );
  expect(forgotten.ok ? "" : forgotten.issues[0]?.message).toBe("lanes: acme:staff is missing");
});

test("no promotion has the name of a lane, under which the lane gives", () => {
  const taken = rules([{ ...round, id: "acme:staff" }]);
  const result = parseRules(taken, { extensions });
  expect(result.ok ? "" : result.issues[0]?.message).toBe(
    'promotions[0].id: "acme:staff" names a lane, which gives under its own name',
  );
  expect(codeOf(() => compile(taken, { extensions }))).toBe(
    "pricing.bad-rules: compile: acme:staff names a promotion and a lane",
  );
});

test("the configuration's hash tells versions of an extension apart", () => {
  const hashes = [
    compile(rules([])),
    compile(rules([]), { extensions }),
    compile(rules([]), { extensions: [{ ...acme, version: "2" }] }),
  ].map(({ configuration }) => configuration);
  expect(new Set(hashes).size).toBe(3);
});

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCodedError(error) ? `${error.code}: ${error.message}` : String(error);
  }
  return "nothing";
}

test.each([
  ["a fraction", 0.5, "acme:bad answers with a discount of 0.5 where 0 to 1000 are possible"],
  ["below zero", -1, "acme:bad answers with a discount of -1 where 0 to 1000 are possible"],
  [
    "above what is left",
    1001,
    "acme:bad answers with a discount of 1001 where 0 to 1000 are possible",
  ],
  ["no number", Number.NaN, "acme:bad answers with a discount of NaN where 0 to 1000 are possible"],
])("an extension that breaks a law is named: %s", (_title, amount, message) => {
  const bad = {
    name: "acme",
    lanes: [{ lane: "acme:bad", after: "item", give: () => [amount] }],
  } as const;
  const engine = compile(rules([]), { extensions: [bad] });
  expect(codeOf(() => engine.price(basket([line("a", 10)])))).toBe(
    `pricing.bad-extension: extension acme: ${message}`,
  );
});

test("names belong to their vendor, once, and a lane's place is known", () => {
  const kind = promotionKind<RoundNumber>("acme:x", {
    lanes: ["item"],
    compile: () => ({ form: "each", discount: () => 0 }),
  });
  const tried = (extension: PricingExtension): string =>
    codeOf(() => compile(rules([{ kind: "acme:x", id: "x" }]), { extensions: [extension] }));
  expect(tried({ name: "acme", kinds: [kind, kind] })).toMatch("the name acme:x is taken");
  expect(tried({ name: "other", kinds: [kind] })).toMatch("does not begin with");
  expect(tried({ name: "acme", lanes: [{ lane: "acme:y", after: "acme:z" }] })).toMatch(
    "acme:z is not known",
  );
  expect(tried({ name: "acme", lanes: [{ lane: "acme:y", after: "tax" }] })).toMatch(
    "after the points",
  );
  expect(tried({ name: "acme", kinds: [kind] })).toMatch("each cannot run in the lane item");
});

test("an extension that no rule names changes no price", () => {
  fc.assert(
    fc.property(baskets(), (of) => {
      const quiet = { ...acme, lanes: [] };
      const document = rules([{ kind: "threshold", id: "m", amount: "5.00", off: "1.00" }]);
      const { configuration, ...priced } = compile(document, { extensions: [quiet] }).price(of);
      expect({ ...price(document, of), configuration }).toEqual({ ...priced, configuration });
    }),
    runs,
  );
});

test("the built-in kinds need nothing that an extension has not: under a vendor's name they give the same", () => {
  const own: PricingExtension = {
    name: "acme",
    kinds: [...basicKinds, ...features.flatMap((one) => one.kinds)].map((kind) => ({
      ...kind,
      kind: `acme:${kind.kind}`,
    })),
  };
  fc.assert(
    fc.property(ruleSets(), baskets(), (document, of) => {
      const promotions = document.promotions.map(
        (one): ExtensionPromotion => ({ ...one, kind: `acme:${one.kind}` }),
      );
      const theirs = compile({ ...document, promotions }, { extensions: [own] }).price(of);
      const ours = compile(document).price(of);
      expect({ ...theirs, configuration: "" }).toEqual({ ...ours, configuration: "" });
    }),
    runs,
  );
});
