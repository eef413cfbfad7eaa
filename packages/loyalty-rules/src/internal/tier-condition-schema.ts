import { type CurrencyCode, parseMoney } from "@tillwright/values";
import * as z from "zod/mini";
import type { TierCondition } from "../programme.js";
import { moneyText } from "./document-fields.js";
import { type JsonShape, written } from "./json-shape.js";

const mostParts = 20;
const deepest = 8;
const forms =
  'must be { "spend": "1000.00" }, { "visits": 10 }, { "points": 500 }, { "plan": "plus" }, { "any": […] } or { "all": […] }';

type Path = readonly (string | number)[];

interface Problem {
  readonly path: Path;
  readonly message: string;
}

function readParts(
  kind: "any" | "all",
  value: unknown,
  currency: CurrencyCode,
  path: Path,
  problems: Problem[],
): TierCondition {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostParts) {
    problems.push({ path, message: `must be 1 to ${mostParts} conditions` });
    return { kind, of: [] };
  }
  return {
    kind,
    of: value.map((part, index) => readCondition(part, currency, [...path, index], problems)),
  };
}

function readCount(
  kind: "visits" | "points",
  value: unknown,
  path: Path,
  problems: Problem[],
): TierCondition {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) {
    return { kind, count: value };
  }
  problems.push({ path, message: "must be a whole number above 0" });
  return { kind, count: 1 };
}

function readSpend(
  value: unknown,
  currency: CurrencyCode,
  path: Path,
  problems: Problem[],
): TierCondition {
  const amount = parseMoney(value, currency);
  if (!amount.ok) {
    problems.push(...amount.issues.map(({ message }) => ({ path, message })));
  } else if (amount.value <= 0) {
    problems.push({ path, message: "must be more than zero" });
  }
  return { kind: "spend", amount: amount.ok ? amount.value : 1 };
}

function readPlan(value: unknown, path: Path, problems: Problem[]): TierCondition {
  if (typeof value === "string" && value !== "") return { kind: "plan", plan: value };
  problems.push({ path, message: "must be the id of a paid plan" });
  return { kind: "plan", plan: "" };
}

function readCondition(
  value: unknown,
  currency: CurrencyCode,
  path: Path,
  problems: Problem[],
): TierCondition {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const [key, inner] = entries.length === 1 ? (entries[0] ?? []) : [];
  if (key !== undefined && path.length <= 2 * deepest) {
    const at = [...path, key];
    switch (key) {
      case "spend":
        return readSpend(inner, currency, at, problems);
      case "visits":
      case "points":
        return readCount(key, inner, at, problems);
      case "plan":
        return readPlan(inner, at, problems);
      case "any":
      case "all":
        return readParts(key, inner, currency, at, problems);
    }
  }
  problems.push({ path, message: forms });
  return { kind: "any", of: [] };
}

/** A condition of the form that people write, with each problem where it stands. */
export function tierCondition(currency: CurrencyCode): z.ZodMiniType<TierCondition> {
  const condition = z.pipe(
    z.unknown(),
    z.transform((value, context): TierCondition => {
      const problems: Problem[] = [];
      const condition = readCondition(value, currency, [], problems);
      for (const { path, message } of problems) {
        context.issues.push({ code: "custom", path: [...path], message, input: value });
      }
      return condition;
    }),
  );
  return written(condition, { $ref: "#/$defs/tierCondition" });
}

function only(key: string, value: unknown) {
  return {
    type: "object",
    properties: { [key]: value },
    required: [key],
    additionalProperties: false,
  };
}

const parts = {
  type: "array",
  minItems: 1,
  maxItems: mostParts,
  items: { $ref: "#/$defs/tierCondition" },
};

/** How a condition is written; it stands under `$defs`, because it holds itself. */
export const tierConditionShape: JsonShape = {
  anyOf: [
    only("spend", moneyText),
    only("visits", { type: "integer", minimum: 1 }),
    only("points", { type: "integer", minimum: 1 }),
    only("plan", { type: "string", minLength: 1 }),
    only("any", parts),
    only("all", parts),
  ],
};
