import { type Issue, isCurrencyCode, issue, isZone } from "@tillwright/values";
import * as z from "zod/mini";
import type { Basket, BasketLine } from "../../basket.js";
import { needsOfFields } from "../needs.js";
import {
  idText as id,
  positiveCount as positive,
  wordText as text,
  wholeAmount as whole,
} from "./basket-texts.js";
import { chosen } from "./chosen-syntax.js";
import { missingFeatures } from "./missing-features.js";
import { named, schemaIssues, shapeIssues, show } from "./plain-issues.js";
import { type FeatureParts, fieldsOf } from "./syntax-parts.js";

const amounts = z.record(z.string(), whole);

const kind = z.enum(["pieces", "measure"]);
const pieces = z.strictObject({ kind, count: positive });
const measure = z.strictObject({ kind, amount: positive, unit: z.enum(["g", "ml", "mm"]) });
const quantity = chosen((value) => (fieldsOf(value)["kind"] === "measure" ? measure : pieces));

const unitPrice = z.strictObject({
  micros: whole,
  per: positive,
  unit: z.enum(["piece", "g", "ml", "mm"]),
});

const line = z.strictObject({
  lineId: id,
  productId: id,
  quantity,
  price: z.strictObject({ unit: z.optional(unitPrice), amount: z.optional(whole) }),
  listPrices: z.optional(amounts),
  offered: z.optional(amounts),
  department: text,
  categories: z.array(text).check(z.maxLength(100)),
  brand: z.nullable(text),
  tags: z.array(text).check(z.maxLength(1000)),
  cost: z.optional(whole),
  attributes: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  taxId: z.optional(id),
});

const member = z.strictObject({
  memberId: id,
  tier: z.nullable(text),
  tags: z.array(text),
  birthday: z.nullable(
    z.strictObject({
      month: z.int().check(z.gte(1), z.lte(12)),
      day: z.int().check(z.gte(1), z.lte(31)),
      year: z.nullable(z.int()),
    }),
  ),
  joinedOn: z.nullable(text),
  purchases: whole,
  offers: z.array(
    z.strictObject({ offerId: id, promotionId: id, validUntil: z.nullable(z.int()) }),
  ),
});

const rate = z.strictObject({ numerator: whole, denominator: positive });

const points = z.strictObject({
  balance: whole,
  pointsPerMajorUnit: positive,
  step: positive,
  cap: z.nullable(rate),
  requested: z.union([whole, z.literal("max")]),
});

// What stands in these lists is read by the syntax of their features.
const own = z.optional(z.array(z.unknown()));

const basket = z.strictObject({
  currency: z.string(),
  at: z.int(),
  zone: z.string(),
  storeId: text,
  channel: text,
  member: z.nullable(member),
  lines: z.array(line).check(z.maxLength(100_000)),
  returns: own,
  codes: z.array(text).check(z.maxLength(1000)),
  points: z.nullable(points),
  usage: z.array(
    z.strictObject({
      promotionId: id,
      scope: z.enum(["member", "total"]),
      uses: whole,
      amount: whole,
    }),
  ),
  tender: z.optional(text),
  manual: own,
  choices: z.optional(
    z
      .array(z.strictObject({ promotionId: id, productId: id, count: z.optional(whole) }))
      .check(z.maxLength(1000)),
  ),
});

const deepest = 12;

/** Every problem of a basket. */
export function basketIssues(input: unknown, features: FeatureParts): readonly Issue[] {
  const misshapen = shapeIssues(input, deepest);
  if (misshapen.length > 0) return misshapen;
  const fields = fieldsOf(input);
  const { manual, returns } = fields;
  const missing = missingFeatures(needsOfFields({ manual, returns }), fields, [], features);
  const { issues } = missing;
  const parts = [...features.values()].flatMap((one) => one.basket ?? []);
  const unsound = [...missing.beside(schemaIssues(basket, input, []))];
  for (const { field, list } of parts) {
    const said = fields[field];
    if (Array.isArray(said)) unsound.push(...schemaIssues(list, said, [field]));
  }
  if (unsound.length > 0) return [...issues, ...unsound];
  const read = input as Basket;
  const { currency, zone, lines } = read;
  if (!isCurrencyCode(currency)) {
    issues.push(
      issue("pricing.wrong-value", ["currency"], `currency ${show(currency)} is unknown`),
    );
  }
  if (!isZone(zone)) {
    issues.push(issue("pricing.wrong-value", ["zone"], `zone ${show(zone)} is unknown`));
  }
  for (const one of parts) issues.push(...one.issues(read));
  const seen = new Set<string>();
  lines.forEach((one, i) => {
    issues.push(...lineIssues(one, ["lines", i], seen));
  });
  return issues;
}

function lineIssues(
  { lineId, price, quantity: amount }: BasketLine,
  path: readonly (string | number)[],
  seen: Set<string>,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (seen.has(lineId)) {
    const at = [...path, "lineId"];
    issues.push(issue("pricing.duplicate-id", at, `${named(at)}: ${show(lineId)} occurs twice`));
  }
  seen.add(lineId);
  const at = [...path, "price"];
  if ((price.unit === undefined) === (price.amount === undefined)) {
    issues.push(
      issue("pricing.wrong-value", at, `${named(at)}: give exactly one of unit and amount`),
    );
  }
  const unit = amount.kind === "pieces" ? "piece" : amount.unit;
  if (price.unit !== undefined && price.unit.unit !== unit) {
    const message = `${named(at)}: a price per ${price.unit.unit} does not fit a quantity in ${unit}`;
    issues.push(issue("pricing.wrong-value", at, message));
  }
  return issues;
}
