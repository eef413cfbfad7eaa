import { readdirSync, readFileSync } from "node:fs";
import { defaultLanes, type Promotion } from "@tillwright/pricing-engine";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { ruleSets } from "@tillwright/pricing-engine/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { combinationSyntaxes } from "../src/internal/parse/combination-syntax.js";
import { conditionSyntaxes } from "../src/internal/parse/condition-syntax.js";
import { feeSchema } from "../src/internal/parse/fee-syntax.js";
import { fundersTerm } from "../src/internal/parse/funders-syntax.js";
import { giftSyntax } from "../src/internal/parse/gift-syntax.js";
import { floorSchema, gateSchema } from "../src/internal/parse/guard-syntax.js";
import { shapeOf } from "../src/internal/parse/json-shape.js";
import { manualSchema } from "../src/internal/parse/manual-syntax.js";
import { promotionSyntaxes } from "../src/internal/parse/promotion-syntax.js";
import { documentFields, limitTerms, terms } from "../src/internal/parse/rules-syntax.js";
import { taxTerms } from "../src/internal/parse/tax-syntax.js";
import { rules } from "./build.js";
import { breaches, type Schema } from "./json-schema.js";
import { runs } from "./runs.js";

const allSyntaxes = [...promotionSyntaxes, ...combinationSyntaxes, giftSyntax];

function schemaOf(syntax: z.core.$ZodType): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(syntax, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const shape = shapeOf(zodSchema);
      if (shape !== undefined) Object.assign(jsonSchema, shape);
    },
  });
  return schema;
}

const lane = z.enum(defaultLanes);
const one = (schema: object): object => ({ ...schema, minProperties: 1, maxProperties: 1 });

/** Leaves of one place, and what joins them. */
function conditions(place: "goods" | "when"): object {
  const self = { $ref: `#/$defs/${place}` };
  const list = { type: "array", items: self, minItems: 1 };
  const leaves = conditionSyntaxes
    .filter((syntax) => syntax.place === place)
    .map(({ key, schema }) => [key, schemaOf(schema("CNY"))]);
  return one({
    type: "object",
    properties: { all: list, any: list, not: self, ...Object.fromEntries(leaves) },
    additionalProperties: false,
  });
}

/** The syntax that the parser reads, as JSON Schema. What two fields together may break it does not tell. */
function published(): Record<string, unknown> {
  const kinds = allSyntaxes.map(({ kind, fields }) => {
    const own = { ...fields("CNY"), kind: z.literal(kind), lane: z.optional(lane) };
    const common = { ...terms, ...limitTerms("CNY"), fundedBy: z.optional(fundersTerm) };
    return [kind, schemaOf(z.strictObject({ ...common, ...own } as z.core.$ZodShape))] as const;
  });
  const document = schemaOf(
    z.strictObject({ ...documentFields, lanes: z.optional(z.array(lane)) }),
  ) as { properties: Record<string, object> };
  const list = (name: string, of: string): object => ({
    ...document.properties[name],
    items: { $ref: `#/$defs/${of}` },
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Rules of @tillwright/pricing-engine: promotions, fees, tax, floors, gates",
    description:
      "Money is decimal text, a share is text with a per cent sign. The parser tells more: what two fields together may break, and amounts with more decimals than the currency has.",
    ...document,
    properties: {
      ...document.properties,
      format: { type: "string", const: "tillwright.rules/1" },
      promotions: list("promotions", "promotion"),
      fees: list("fees", "fee"),
      floors: list("floors", "floor"),
      gates: list("gates", "gate"),
      tax: schemaOf(taxTerms),
      manual: schemaOf(manualSchema("CNY")),
    },
    $defs: {
      promotion: { anyOf: kinds.map(([kind]) => ({ $ref: `#/$defs/${kind}` })) },
      ...Object.fromEntries(kinds),
      goods: conditions("goods"),
      when: conditions("when"),
      fee: schemaOf(feeSchema("CNY")),
      floor: schemaOf(floorSchema),
      gate: schemaOf(gateSchema),
    },
  };
}

/** Lists of plain values and short objects stand on one line where the formatter of this repository puts them so. */
function shortLists(text: string): string {
  const list = /^( *)(.*)\[\n((?: +(?:"[^"\n]*"|\d+),?\n)+) *\](,?)$/gmu;
  return text.replace(
    list,
    (whole, indent: string, before: string, body: string, comma: string) => {
      const line = `${indent}${before}[${body
        .trim()
        .split(/,\n\s*/u)
        .join(", ")}]${comma}`;
      return line.length <= 100 ? line : whole;
    },
  );
}

const schema = JSON.parse(JSON.stringify(published())) as Schema;

test("schema/rules.schema.json is what the parser reads", async () => {
  const text = `${shortLists(JSON.stringify(schema, null, 2))}\n`;
  await expect(text).toMatchFileSnapshot("../schema/rules.schema.json");
});

test("each rules document of the conformance cases keeps it", () => {
  const folder = new URL("../conformance/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const documents = files.flatMap((name) =>
    (JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { rules?: object }[]).flatMap(
      (found) => (Array.isArray(found) ? [] : (found.rules ?? [])),
    ),
  );
  expect(documents.length).toBeGreaterThan(50);
  for (const document of documents) expect(breaches(schema, document)).toEqual([]);
});

test("generated documents keep it", () => {
  fc.assert(
    fc.property(ruleSets(), (document) => {
      expect(breaches(schema, JSON.parse(JSON.stringify(document)))).toEqual([]);
    }),
    runs,
  );
});

const sound = { kind: "threshold", id: "m", amount: "100.00", off: "10.00" } as const;

test.each<[string, object]>([
  ["another format", { format: "tillwright.rules/2" }],
  ["no promotions", { promotions: undefined }],
  ["a field that is not known", { discounts: [] }],
  ["a kind that is not known", { promotions: [{ ...sound, kind: "sale" }] }],
  ["a bare number for money", { promotions: [{ ...sound, off: 10 }] }],
  ["a share without a sign", { promotions: [{ kind: "percent-off", id: "p", off: "0.1" }] }],
  ["a missing field", { promotions: [{ kind: "threshold", id: "m", amount: "100.00" }] }],
  ["a condition of the other place", { promotions: [{ ...sound, goods: { tier: "gold" } }] }],
  ["a condition with two keys", { promotions: [{ ...sound, goods: { tag: "a", brand: "b" } }] }],
  [
    "a broken condition deep inside",
    { promotions: [{ ...sound, when: { all: [{ not: { weekday: 8 } }] } }] },
  ],
  ["a lane that does not exist", { lanes: ["unit-price", "checkout"] }],
  ["a gate without goods", { gates: [{ id: "g", when: { tier: "gold" } }] }],
  ["a fee of no kind", { fees: [{ id: "f", kind: "tip", amount: "1.00" }] }],
  [
    "a bundle without parts",
    { promotions: [{ kind: "bundle", id: "b", parts: [], price: "1.00" }] },
  ],
])("%s breaks it, and is refused by the parser", (_title, change) => {
  const document = JSON.parse(JSON.stringify({ ...rules([]), ...change }));
  expect(breaches(schema, document)).not.toEqual([]);
  expect(parseRules(document).ok).toBe(false);
});

test("every kind of the type is in it, and one sound document of each part keeps it", () => {
  const kinds = allSyntaxes.map(({ kind }) => kind);
  const named: readonly Promotion["kind"][] = kinds as readonly Promotion["kind"][];
  expect(schema.$defs?.["promotion"]?.anyOf).toHaveLength(named.length);
  const whole = {
    ...rules([
      { ...sound, fundedBy: { brand: "60%", shop: "40%" }, floor: { price: "3.00", per: "1kg" } },
    ]),
    stacking: { g: "compound" },
    floors: [{ price: "1.00" }],
    gates: [{ id: "g", goods: { tag: "x" }, atMost: 2 }],
    manual: { roles: { clerk: { pay: "70%" } }, margin: "10%" },
  };
  expect(breaches(schema, whole)).toEqual([]);
});
