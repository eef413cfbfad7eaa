import { parseCentralProgramme } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { shapeOf } from "../src/internal/json-shape.js";
import { tierConditionShape } from "../src/internal/tier-condition-schema.js";
import { exceptionsSchema, headFields, sectionSchemas } from "../src/programme-syntax.js";
import { zone } from "./shop.js";

/** The syntax of the parser as JSON Schema: what people may write, before it is read. */
function jsonSchema(): Record<string, unknown> {
  const sections = Object.entries(sectionSchemas("CNY")).map(([name, schema]) => [
    name,
    z.optional(z.nullable(schema as z.ZodMiniType)),
  ]);
  const document = z.strictObject({
    ...headFields,
    ...Object.fromEntries(sections),
    exceptions: z.optional(exceptionsSchema),
  });
  const { $schema, ...schema } = z.toJSONSchema(document, {
    io: "input",
    unrepresentable: "any",
    reused: "ref",
    override: ({ zodSchema, jsonSchema: written }) => {
      const shape = shapeOf(zodSchema);
      if (shape !== undefined) Object.assign(written, shape);
    },
  });
  return {
    $schema,
    title: "A Tillwright loyalty programme, for one shop or for a chain with exceptions",
    ...schema,
    $defs: { ...(schema.$defs ?? {}), tierCondition: tierConditionShape },
  };
}

/** Lists of plain values on one line where there is room, as the formatter of this repository writes them. */
function shortLists(text: string): string {
  const list = /^( *)(.*)\[\n((?: +(?:"[^"\n]*"|\d+),?\n)+) *\](,?)$/gmu;
  return text.replace(list, (whole, indent, before, body, comma) => {
    const line = `${indent}${before}[${body
      .trim()
      .split(/,\n\s*/u)
      .join(", ")}]${comma}`;
    return line.length <= 100 ? line : whole;
  });
}

test("schema/programme.schema.json is what the parser reads", async () => {
  const text = `${shortLists(JSON.stringify(jsonSchema(), null, 2))}\n`;
  await expect(text).toMatchFileSnapshot("../schema/programme.schema.json");
});

const published = JSON.parse(JSON.stringify(jsonSchema()));

describe("the published schema", () => {
  test("names every field of the document", () => {
    const fields = [
      "format",
      "currency",
      "zone",
      ...Object.keys(sectionSchemas("CNY")),
      "exceptions",
    ];
    expect(Object.keys(published.properties).sort()).toEqual(fields.sort());
    expect(published.required).toEqual(["format", "currency", "zone"]);
    expect(published.additionalProperties).toBe(false);
  });

  test("says how money, shares and conditions are written", () => {
    const text = JSON.stringify(published);
    expect(text).toContain('"pattern":"^\\\\d+(\\\\.\\\\d+)?%$"');
    expect(text).toContain('"$ref":"#/$defs/tierCondition"');
    expect(text).toContain('"type":"string","pattern":"^\\\\d+(\\\\.\\\\d+)?$"');
  });
});

describe("a programme for a chain", () => {
  const document = {
    format: "tillwright.programme/1",
    currency: "CNY",
    zone,
    points: {
      earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
      redeem: { pointsPerMajorUnit: 100, cap: "50%" },
    },
    tiers: { levels: [{ id: "gold", name: { "zh-CN": "金卡", en: "Gold" } }] },
  };
  const parse = (exceptions: unknown) => parseCentralProgramme({ ...document, exceptions });
  const issuesOf = (exceptions: unknown) => {
    const parsed = parse(exceptions);
    return parsed.ok ? [] : parsed.issues.map(({ path, code }) => `${path.join(".")} ${code}`);
  };
  const noCap = {
    id: "airport",
    stores: ["S8", "S9"],
    change: { points: { redeem: { cap: null } } },
  };

  test("gives each store its version, with its own hash; the others have the base", () => {
    const parsed = parse([noCap]);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const { base, byStore } = parsed.value;
    expect(Object.keys(byStore)).toEqual(["S8", "S9"]);
    expect(byStore["S8"]).toBe(byStore["S9"]);
    expect(byStore["S8"]?.points?.redeem).toEqual({
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
    });
    expect(base.points?.redeem?.cap).toEqual({ numerator: 1, denominator: 2 });
    expect(base.hash).not.toBe(byStore["S8"]?.hash);
    const plain = parseCentralProgramme(document);
    expect(plain.ok && plain.value).toEqual({ base, byStore: {} });
  });

  test("several exceptions of a store are merged; null removes, lists are replaced", () => {
    const earn = [{ id: "double", kind: "amount", per: "1.00", points: 2 }];
    const parsed = parse([
      noCap,
      { id: "north", stores: ["S9"], change: { tiers: null, points: { earn } } },
    ]);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const north = parsed.value.byStore["S9"];
    expect(north?.tiers).toBeNull();
    expect(north?.points?.earn.map(({ id }) => id)).toEqual(["double"]);
    expect(north?.points?.redeem?.cap).toBeNull();
    expect(parsed.value.byStore["S8"]?.tiers).not.toBeNull();
  });

  test("what is wrong only in a store's version is told below its exception", () => {
    const bad = { points: { redeem: { cap: "150%" }, multipliers: [{ id: "m", times: "0.5" }] } };
    expect(issuesOf([noCap, { id: "north", stores: ["S1", "S2"], change: bad }])).toEqual([
      "exceptions.1.change.points.multipliers.0.times loyalty.document-invalid",
      "exceptions.1.change.points.redeem.cap loyalty.document-invalid",
    ]);
  });

  test("all contradictions between exceptions are told", () => {
    const contradicts = "loyalty.document-contradicts";
    expect(
      issuesOf([
        noCap,
        { id: "airport", stores: ["S9", "S9"], change: { points: { redeem: { cap: "10%" } } } },
        { id: "empty", stores: ["S1"], change: {} },
        { id: "abroad", stores: ["S2"], change: { currency: "USD", zone: "UTC" } },
      ]),
    ).toEqual([
      `exceptions.1 ${contradicts}`,
      `exceptions.1.stores.1 ${contradicts}`,
      `exceptions.1.change ${contradicts}`,
      `exceptions.2.change ${contradicts}`,
      `exceptions.3.change.currency ${contradicts}`,
      `exceptions.3.change.zone ${contradicts}`,
    ]);
  });

  test("the document's own problems come with those of the list", () => {
    const parsed = parseCentralProgramme({ ...document, zone: "Mars", exceptions: [{ id: "x" }] });
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path.join("."))).toEqual([
      "zone",
      "exceptions.0.stores",
      "exceptions.0.change",
    ]);
  });

  test.each([[null], ["text"], [[]], [42]])("%j is refused without a throw", (value) => {
    expect(parseCentralProgramme(value).ok).toBe(false);
  });
});
