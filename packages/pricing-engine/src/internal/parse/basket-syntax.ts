import { type Issue, isCurrencyCode, issue, isZone } from "@tillwright/values";
import * as z from "zod/mini";
import { named, plainIssues, shapeIssues, show } from "./plain-issues.js";
import { shareText } from "./texts.js";

const whole = z.int().check(z.gte(0));
const positive = z.int().check(z.gte(1));
const text = z.string().check(z.maxLength(1000));
const id = z.string().check(z.minLength(1), z.maxLength(200));
const amounts = z.record(z.string(), whole);

const quantity = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pieces"), count: positive }),
  z.strictObject({
    kind: z.literal("measure"),
    amount: positive,
    unit: z.enum(["g", "ml", "mm"]),
  }),
]);

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

const manual = z
  .strictObject({
    id,
    role: text,
    lineIds: z.optional(z.array(id).check(z.minLength(1), z.maxLength(100_000))),
    pay: z.optional(shareText),
    off: z.optional(shareText),
    amount: z.optional(whole),
    price: z.optional(whole),
  })
  .check((context) => {
    const { pay, off, amount, price, lineIds } = context.value;
    const input = context.value;
    if ([pay, off, amount, price].filter((one) => one !== undefined).length !== 1) {
      const message = "give exactly one of pay, off, amount and price";
      context.issues.push({ code: "custom", message, input });
    } else if (price !== undefined && lineIds === undefined) {
      context.issues.push({ code: "custom", message: "a price goes with lineIds", input });
    }
  });

const points = z.strictObject({
  balance: whole,
  pointsPerMajorUnit: positive,
  step: positive,
  cap: z.nullable(rate),
  requested: z.union([whole, z.literal("max")]),
});

const returned = z.strictObject({
  returnId: id,
  saleId: z.optional(id),
  lineId: id,
  taxIncluded: z.boolean(),
  taxId: z.optional(id),
  runs: z
    .array(
      z.strictObject({
        count: positive,
        paid: whole,
        tax: whole,
        pointsOffset: whole,
        points: whole,
      }),
    )
    .check(z.minLength(1), z.maxLength(100_000)),
});

const basket = z.strictObject({
  currency: z.string(),
  at: z.int(),
  zone: z.string(),
  storeId: text,
  channel: text,
  member: z.nullable(member),
  lines: z.array(line).check(z.maxLength(100_000)),
  returns: z.optional(z.array(returned).check(z.maxLength(100_000))),
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
  manual: z.optional(z.array(manual).check(z.maxLength(1000))),
  choices: z.optional(
    z
      .array(z.strictObject({ promotionId: id, productId: id, count: z.optional(whole) }))
      .check(z.maxLength(1000)),
  ),
});

const deepest = 12;

/** Every problem of a basket. */
export function basketIssues(input: unknown): readonly Issue[] {
  const misshapen = shapeIssues(input, deepest);
  if (misshapen.length > 0) return misshapen;
  const result = basket.safeParse(input);
  if (!result.success) return plainIssues(result.error.issues, input, []);
  const { currency, zone, lines, returns } = result.data;
  const issues: Issue[] = [];
  if (!isCurrencyCode(currency)) {
    issues.push(
      issue("pricing.wrong-value", ["currency"], `currency ${show(currency)} is unknown`),
    );
  }
  if (!isZone(zone)) {
    issues.push(issue("pricing.wrong-value", ["zone"], `zone ${show(zone)} is unknown`));
  }
  const back = new Set<string>();
  returns?.forEach(({ returnId }, i) => {
    if (back.has(returnId)) {
      const at = ["returns", i, "returnId"];
      const message = `${named(at)}: ${show(returnId)} occurs twice`;
      issues.push(issue("pricing.duplicate-id", at, message));
    }
    back.add(returnId);
  });
  issues.push(...manualIssues(result.data));
  const seen = new Set<string>();
  lines.forEach((one, i) => {
    issues.push(...lineIssues(one, ["lines", i], seen));
  });
  return issues;
}

/** Ids that occur twice, and lines that are not there. */
function manualIssues({ manual: asked, lines }: z.infer<typeof basket>): readonly Issue[] {
  if (asked === undefined) return [];
  const known = new Set(lines.map(({ lineId }) => lineId));
  const seen = new Set<string>();
  return asked.flatMap((one, i): readonly Issue[] => {
    const issues: Issue[] = [];
    const at = ["manual", i, "id"];
    if (seen.has(one.id)) {
      const message = `${named(at)}: ${show(one.id)} occurs twice`;
      issues.push(issue("pricing.duplicate-id", at, message));
    }
    seen.add(one.id);
    for (const [j, lineId] of (one.lineIds ?? []).entries()) {
      if (known.has(lineId)) continue;
      const path = ["manual", i, "lineIds", j];
      const message = `${named(path)}: there is no line ${show(lineId)}`;
      issues.push(issue("pricing.wrong-value", path, message));
    }
    return issues;
  });
}

function lineIssues(
  { lineId, price, quantity: amount }: z.infer<typeof line>,
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
