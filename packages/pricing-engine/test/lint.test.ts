import {
  type Basket,
  type ExtensionPromotion,
  type PricingExtension,
  type Promotion,
  promotionKind,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import {
  type LintCode,
  type LintFinding,
  type LintOptions,
  lint,
  lintEn,
  lintZhCN,
} from "@tillwright/pricing-engine/lint";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { catalogueIssues, renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { line, rules } from "./build.js";

function found(document: RulesDocument, code: LintCode, options?: LintOptions): LintFinding[] {
  const parsed = parseRules(document);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join("\n"));
  return lint(parsed.value, options).findings.filter(
    (one) => one.code === `pricing.lint.${code.slice(13)}`,
  );
}

function shown({ basket }: LintFinding): Basket {
  if (basket === null) throw new Error("the finding has no basket");
  const parsed = parseBasket(basket);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join("\n"));
  return parsed.value;
}

function due(promotions: readonly Promotion[], of: Basket): number {
  return compile(rules(promotions)).price(of).totals.due;
}

function english({ reason }: LintFinding): string {
  return renderReason(lintEn, reason, { language: "en", currency: "CNY" });
}

describe("conditions that never hold", () => {
  const base: Promotion = { kind: "threshold", id: "m", amount: "1.00", off: "1.00" };
  test.each<[string, Partial<Promotion>]>([
    ["two tiers at once", { when: { all: [{ tier: "gold" }, { tier: "silver" }] } }],
    ["a tier and no member", { when: { all: [{ member: "none" }, { tier: "gold" }] } }],
    ["Monday and Tuesday", { when: { all: [{ weekday: 1 }, { weekday: 2 }] } }],
    [
      "a Monday within three days that have none",
      { when: { all: [{ weekday: 1 }, { dates: { from: "2027-06-15", through: "2027-06-17" } }] } },
    ],
    [
      "hours that do not meet",
      {
        when: {
          all: [
            { daily: { from: "08:00", until: "10:00" } },
            { daily: { from: "10:00", until: "12:00" } },
          ],
        },
      },
    ],
    [
      "at least three and at most two pieces",
      { when: { all: [{ quantity: { atLeast: 3 } }, { quantity: { atMost: 2 } }] } },
    ],
    [
      "at least 10.00 and not at least 5.00",
      {
        when: { all: [{ amount: { atLeast: "10.00" } }, { not: { amount: { atLeast: "5.00" } } }] },
      },
    ],
    [
      "what is refused as well",
      { when: { all: [{ store: "s1" }, { not: { store: ["s1", "s2"] } }] } },
    ],
    [
      "each of two alternatives",
      {
        when: {
          all: [{ any: [{ tier: "gold" }, { tier: "silver" }] }, { member: "none" }],
        },
      },
    ],
    ["an offer for who is no member", { needs: "offer", when: { member: "none" } }],
    ["two products in one line", { goods: { all: [{ product: "a" }, { product: "b" }] } }],
    ["a tag that is refused", { goods: { all: [{ tag: "a" }, { not: { tag: "a" } }] } }],
    [
      "two values of one attribute",
      {
        goods: {
          all: [
            { attribute: { name: "size", is: "s" } },
            { attribute: { name: "size", is: ["m", "l"] } },
          ],
        },
      },
    ],
  ])("%s", (_name, terms) => {
    const findings = found(rules([{ ...base, ...terms } as Promotion]), "pricing.lint.never-true");
    expect(findings).toHaveLength(1);
    for (const one of findings) {
      const of = shown(one);
      expect(compile(rules([{ ...base, ...terms } as Promotion])).price(of).applied).toEqual([]);
    }
  });

  test.each<[string, Partial<Promotion>]>([
    ["one of two tiers", { when: { any: [{ tier: "gold" }, { tier: "silver" }] } }],
    ["a Friday the 13th", { when: { all: [{ weekday: 5 }, { dayOfMonth: 13 }] } }],
    ["two categories of one line", { goods: { all: [{ category: "a" }, { category: "b" }] } }],
    [
      "hours that meet for a minute",
      {
        when: {
          all: [
            { daily: { from: "08:00", until: "10:00" } },
            { daily: { from: "09:59", until: "12:00" } },
          ],
        },
      },
    ],
    ["not two pieces to three", { when: { not: { quantity: { atLeast: 2, atMost: 3 } } } }],
    ["the month of a birthday", { when: { birthday: "month" } }],
  ])("but %s can, and a basket is found for it", (_name, terms) => {
    const report = lint(rules([{ ...base, ...terms } as Promotion]));
    const wrong = report.findings.filter(({ severity }) => severity !== "notice");
    expect(wrong).toEqual([]);
  });
});

describe("promotions that give nothing", () => {
  test("a rate of 100 % gives nothing to anybody", () => {
    const nothing: Promotion = { kind: "percent-off", id: "p", pay: "100%" };
    const [one] = found(rules([nothing]), "pricing.lint.gives-nothing");
    expect(one?.promotionIds).toEqual(["p"]);
    expect(found(rules([{ ...nothing, pay: "99%" }]), "pricing.lint.gives-nothing")).toEqual([]);
  });

  test("10 % on tea is never seen beside 20 % on everything; the basket is one piece of tea", () => {
    const tenth: Promotion = { kind: "percent-off", id: "tea", pay: "90%", goods: { tag: "tea" } };
    const fifth: Promotion = { kind: "percent-off", id: "all", pay: "80%" };
    const [one] = found(rules([tenth, fifth]), "pricing.lint.shadowed");
    if (one === undefined) throw new Error("not found");
    expect(one.promotionIds).toEqual(["tea", "all"]);
    const of = shown(one);
    expect(of.lines.map(({ quantity }) => quantity)).toEqual([{ kind: "pieces", count: 1 }]);
    expect(due([tenth], of)).toBeGreaterThan(due([tenth, fifth], of));
    expect(english(one)).toMatch(/^tea: never applies beside all/);
  });

  test("the worse of a group that always competes is shadowed, one that wins somewhere is not", () => {
    const better: Promotion = {
      kind: "threshold",
      id: "a",
      amount: "50.00",
      off: "9.00",
      group: "g",
    };
    const worse: Promotion = { ...better, id: "b", off: "5.00" };
    expect(found(rules([better, worse]), "pricing.lint.shadowed")).toHaveLength(1);
    const lower: Promotion = { ...worse, amount: "20.00" };
    expect(found(rules([better, lower]), "pricing.lint.shadowed")).toEqual([]);
  });
});

describe("steps", () => {
  const ladder = (...steps: readonly [string, string][]): RulesDocument =>
    rules([{ kind: "steps", id: "s", steps: steps.map(([amount, off]) => ({ amount, off })) }]);
  test("a higher step that takes off the same is dead", () => {
    const [one] = found(ladder(["10.00", "1.00"], ["20.00", "1.00"]), "pricing.lint.dead-step");
    if (one === undefined) throw new Error("not found");
    expect(english(one)).toBe("s: the step 20.00 - 1.00 gives no more than 10.00 - 1.00");
    expect(shown(one).lines).toHaveLength(1);
  });
  test("one beyond the cap is dead, and one that takes off less is worse", () => {
    const [capped] = ladder(["10.00", "1.00"], ["20.00", "3.00"]).promotions;
    if (capped?.kind !== "steps") throw new Error("no steps");
    const cut = rules([{ ...capped, cap: "1.00" }]);
    expect(found(cut, "pricing.lint.dead-step")).toHaveLength(1);
    const [one] = found(ladder(["10.00", "5.00"], ["20.00", "1.00"]), "pricing.lint.falling-step");
    expect(one?.severity).toBe("error");
  });
  test("a ladder that rises has neither", () => {
    const rising = ladder(["10.00", "1.00"], ["20.00", "3.00"]);
    expect(found(rising, "pricing.lint.dead-step")).toEqual([]);
    expect(found(rising, "pricing.lint.falling-step")).toEqual([]);
  });
});

test("满200减30: a basket of 199.99 costs more than one of 200.00", () => {
  const document = rules([{ kind: "threshold", id: "m", amount: "200.00", off: "30.00" }]);
  const [one] = found(document, "pricing.lint.inversion");
  if (one === undefined) throw new Error("not found");
  expect(one.reason.facts).toMatchObject({ smallerDue: 19_999, largerDue: 17_000 });
  expect(english(one)).toBe("m: a basket of ¥199.99 falls to ¥170.00 when goods are added");
  expect(compile(document).price(shown(one)).totals.due).toBe(19_999);
  expect(
    found(rules([{ kind: "percent-off", id: "p", pay: "90%" }]), "pricing.lint.inversion"),
  ).toEqual([]);
});

test("any 3 for 99: two at 60 cost more than three", () => {
  const document = rules([{ kind: "pick-m-for-price", id: "p", pieces: 3, price: "99.00" }]);
  const [one] = found(document, "pricing.lint.inversion");
  expect(one).toBeDefined();
});

describe("goods below cost and floor", () => {
  const tea = { line: line("tea", 100, 1, { tags: ["tea"] }), cost: 6000 };
  const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
  const coupon: Promotion = {
    kind: "threshold-rate",
    id: "coupon",
    pieces: 1,
    pay: "75%",
    lane: "coupon",
  };
  test("第二件半价 and 75折 sell two for 112.50 that cost 120", () => {
    const findings = found(rules([half, coupon]), "pricing.lint.below-cost", { catalogue: [tea] });
    expect(findings).toHaveLength(1);
    const [one] = findings;
    if (one === undefined) throw new Error("not found");
    expect(one.promotionIds).toEqual(["half", "coupon"]);
    expect(one.reason.facts).toMatchObject({ paid: 11_250, least: 12_000 });
    expect(shown(one).lines.map(({ quantity }) => quantity)).toEqual([
      { kind: "pieces", count: 2 },
    ]);
    expect(found(rules([half]), "pricing.lint.below-cost", { catalogue: [tea] })).toEqual([]);
  });
  test("the floor is a share of the list price", () => {
    const one = found(rules([half, coupon]), "pricing.lint.below-floor", { floor: "60%" });
    expect(one.length).toBeGreaterThan(0);
    expect(found(rules([half, coupon]), "pricing.lint.below-floor", { floor: "30%" })).toEqual([]);
  });
});

describe("pairs", () => {
  test("满100减20 and 九折 of what is left: their order matters, and only the ids decide it", () => {
    const off: Promotion = { kind: "threshold", id: "off", amount: "100.00", off: "20.00" };
    const rate: Promotion = { kind: "threshold-rate", id: "rate", amount: "0.00", pay: "90%" };
    const [one] = found(rules([off, rate]), "pricing.lint.order-dependent");
    if (one === undefined) throw new Error("not found");
    const of = shown(one);
    expect(of.lines).toHaveLength(1);
    const first = (id: string): number =>
      due(
        [off, rate].map((other) => ({ ...other, priority: other.id === id ? 1 : 0 })),
        of,
      );
    expect(one.reason.facts).toMatchObject({ oneFirst: first("off"), otherFirst: first("rate") });
    expect(first("off")).not.toBe(first("rate"));
    const decided = rules([{ ...off, priority: 5 }, rate]);
    expect(found(decided, "pricing.lint.order-dependent")).toEqual([]);
  });

  test("a member's price of 99 below 满100减20 makes a basket dearer", () => {
    const off: Promotion = { kind: "threshold", id: "off", amount: "100.00", off: "20.00" };
    const card: Promotion = { kind: "member-price", id: "card", prices: { kettle: "99.00" } };
    const [one] = found(rules([off, card]), "pricing.lint.raises-total");
    if (one === undefined) throw new Error("not found");
    expect(one.promotionIds).toEqual(["card", "off"]);
    const of = shown(one);
    expect(due([off, card], of)).toBeGreaterThan(due([off], of));
  });
});

describe("names that point nowhere", () => {
  const tea = { line: line("tea", 10, 1, { tags: ["hot"], department: "drinks" }) };
  test("goods that nobody sells, tiers that nobody has", () => {
    const document = rules([
      {
        kind: "percent-off",
        id: "p",
        pay: "90%",
        goods: { any: [{ tag: ["hot", "hat"] }, { department: "drinks" }] },
        when: { tier: ["gold", "glod"] },
      },
    ]);
    const findings = found(document, "pricing.lint.unknown-reference", {
      catalogue: [tea],
      known: { tier: ["gold"] },
    });
    expect(findings.map(({ reason }) => reason.facts)).toEqual([
      { name: "p", what: "tag", value: "hat" },
      { name: "p", what: "tier", value: "glod" },
    ]);
    expect(found(document, "pricing.lint.unknown-reference")).toEqual([]);
  });

  test("groups without promotions, groups of one, offers of promotions that are not there", () => {
    const document = rules([{ kind: "percent-off", id: "p", pay: "90%", group: "g1" }], {
      exclusions: [["g2", "g3"]],
    });
    const report = lint(document, { offered: ["p", "q"] });
    expect(report.findings.map(({ code, reason }) => [code, reason.facts])).toEqual([
      ["pricing.lint.unknown-group", { group: "g2" }],
      ["pricing.lint.unknown-group", { group: "g3" }],
      ["pricing.lint.unreachable-offer", { promotionId: "q" }],
      ["pricing.lint.lonely-group", { name: "p", group: "g1" }],
    ]);
  });
});

describe("the search", () => {
  const many = rules(
    Array.from(
      { length: 12 },
      (_, i): Promotion => ({
        kind: "nth-item",
        id: `p${i}`,
        nth: 2 + (i % 3),
        pay: "50%",
        goods: { category: `c${i % 4}` },
      }),
    ),
  );
  test("stops when its budget is spent, and says what it gave up on", () => {
    const report = lint(many, { budget: 300 });
    expect(report.pricings).toBeLessThanOrEqual(300);
    expect(report.complete).toBe(false);
    expect(report.gaveUpOn).toContain("pairs of promotions");
    expect(lint(many, { budget: 200_000 }).complete).toBe(true);
  });

  test("gives the same findings each time, whatever the order of the promotions", () => {
    const codes = (document: RulesDocument): readonly string[] =>
      lint(document, { budget: 200_000 })
        .findings.map(({ code, promotionIds }) => `${code} ${[...promotionIds].sort().join(" ")}`)
        .sort();
    const turned = { ...many, promotions: [...many.promotions].reverse() };
    expect(codes(turned)).toEqual(codes(many));
  });

  test("a basket that shows something is the smallest: no line and no piece can be left out", () => {
    const document = rules([
      { kind: "buy-n-get-m", id: "b", buy: 2, get: 1 },
      { kind: "percent-off", id: "p", pay: "40%", goods: { category: "c" } },
      { kind: "nth-item", id: "n", nth: 3, pay: "0%", goods: { category: "c" } },
    ]);
    const shadowed = found(document, "pricing.lint.shadowed");
    expect(shadowed.map(({ promotionIds }) => promotionIds[0])).toContain("n");
    for (const one of shadowed) {
      const of = shown(one);
      const [first] = of.lines;
      const gives = (basket: Basket): boolean =>
        compile(rules(document.promotions.filter(({ id }) => id === one.promotionIds[0]))).price(
          basket,
        ).applied.length > 0;
      expect(gives(of)).toBe(true);
      for (const left of of.lines) {
        expect(gives({ ...of, lines: of.lines.filter((other) => other !== left) })).toBe(false);
      }
      if (first?.quantity.kind !== "pieces") continue;
      const fewer = {
        ...first,
        quantity: { kind: "pieces" as const, count: first.quantity.count - 1 },
      };
      if (fewer.quantity.count > 0) {
        expect(gives({ ...of, lines: [fewer, ...of.lines.slice(1)] })).toBe(false);
      }
    }
  });

  test("rules that are as they should be have nothing but notices", () => {
    const report = lint(
      rules([
        { kind: "nth-item", id: "half", nth: 2, pay: "50%", goods: { category: "bakery" } },
        { kind: "threshold", id: "off", amount: "100.00", off: "20.00" },
      ]),
    );
    expect(report.findings.filter(({ severity }) => severity !== "notice")).toEqual([]);
    expect(report.complete).toBe(true);
  });
});

test("the sentences are the same in both languages", () => {
  expect(catalogueIssues(lintZhCN, lintEn)).toEqual([]);
});

describe("a vendor's own kinds and conditions take part", () => {
  interface RoundNumber extends ExtensionPromotion {
    readonly kind: "acme:round-number";
    readonly to: string;
  }
  const roundNumber = promotionKind<RoundNumber>("acme:round-number", {
    lanes: ["order"],
    compile: ({ to }, _lane, reader) => {
      const multiple = reader.money(to);
      return {
        form: "joint",
        sharedBy: "running",
        discount: ({ running }) => ({ amount: running % multiple, times: 1 }),
      };
    },
  });
  const extension: PricingExtension = {
    name: "acme",
    kinds: [roundNumber],
    basketConditions: [
      {
        key: "acme:rain",
        compile:
          (value) =>
          ({ basket }) =>
            (basket.channel === "rain") === value,
      },
    ],
  };
  const round: RoundNumber = { kind: "acme:round-number", id: "round", to: "5.00" };

  test("a kind that rounds down has no fault alone, and its order matters beside 满10减3", () => {
    const options = { compile: { extensions: [extension] } };
    const { findings } = lint(rules([round]), options);
    expect(findings.map(({ code }) => code)).toEqual([]);
    const off: Promotion = { kind: "threshold", id: "off", amount: "10.00", off: "3.00" };
    const pair = lint(rules([round, off]), options).findings.map(({ code }) => code);
    expect(pair).toContain("pricing.lint.order-dependent");
  });

  test("its conditions are met where the extension says how", () => {
    const rainy: RoundNumber = { ...round, when: { "acme:rain": true } };
    const options = { compile: { extensions: [extension] } };
    const blind = lint(rules([rainy]), options).findings.map(({ code }) => code);
    expect(blind).toContain("pricing.lint.gives-nothing");
    const seeing = lint(rules([rainy]), {
      ...options,
      extensions: [
        { baskets: { "acme:rain": (value) => ({ channel: value === true ? "rain" : "till" }) } },
      ],
    }).findings.map(({ code }) => code);
    expect(seeing).not.toContain("pricing.lint.gives-nothing");
  });
});
