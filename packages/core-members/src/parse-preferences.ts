import { type Issue, issue, type Result, reject, succeed } from "@tillwright/values";
import * as z from "zod/mini";
import { filledField, lineField } from "./internal/field-schemas.js";
import { maskKey, memberIssues } from "./internal/schema-issues.js";
import type { PreferenceChanges, PreferenceValue } from "./preferences.js";

/** A word of the shop in each language. @public */
export type PreferenceName = Readonly<Record<"zh-CN" | "en", string>>;

/**
 * What one preference may be.
 *
 * @public
 */
export type PreferenceKind =
  | {
      readonly kind: "choice" | "choices";
      readonly options: Readonly<Record<string, PreferenceName>>;
    }
  | { readonly kind: "flag" }
  /** A whole number between both, both included. */
  | { readonly kind: "number"; readonly least: number; readonly most: number }
  | { readonly kind: "text"; readonly longest: number };

/**
 * One preference that the shop asks for.
 *
 * @public
 */
export type Preference = PreferenceKind & { readonly name: PreferenceName };

/**
 * The preferences that a shop asks for, by key. It is the shop's own document, so its words may be shown.
 *
 * @public
 */
export type PreferenceSchema = Readonly<Record<string, Preference>>;

const key = z.string().check(z.regex(/^[a-z][a-zA-Z0-9-]{0,39}$/u));
const name = z.strictObject({ "zh-CN": filledField(80), en: filledField(80) });
const options = z
  .record(key, name)
  .check(z.refine((all) => Object.keys(all).length > 0, "must have at least one"));
const whole = z.int();

const preference = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["choice", "choices"]), name, options }),
  z.strictObject({ kind: z.literal("flag"), name }),
  z
    .strictObject({ kind: z.literal("number"), name, least: whole, most: whole })
    .check(z.refine((range) => range.least <= range.most, "must have least below most")),
  z.strictObject({
    kind: z.literal("text"),
    name,
    longest: z.int().check(z.minimum(1), z.maximum(1000)),
  }),
]);

/**
 * The shop's schema of preferences from a document: by key its `kind`, its `name` in both languages, and the options, bounds
 * or length. Every problem is reported at its path with the code `core-members.document-invalid`.
 *
 * @example
 * ```ts
 * import { parsePreferenceSchema } from "@tillwright/core-members";
 *
 * const milk = { kind: "flag", name: { "zh-CN": "不要牛奶", en: "No milk" } };
 * parsePreferenceSchema({ milk }).ok; //=> true
 * const broken = parsePreferenceSchema({ milk: { ...milk, kind: "maybe" } });
 * broken.ok ? [] : broken.issues[0]?.path; //=> ["milk", "kind"]
 * ```
 *
 * @public
 */
export function parsePreferenceSchema(document: unknown): Result<PreferenceSchema> {
  const parsed = z.safeParse(z.record(key, preference), document);
  if (!parsed.success) return reject(memberIssues(parsed.error.issues));
  return succeed(Object.freeze(parsed.data));
}

function isOption(preference: PreferenceKind & { readonly options: object }, value: unknown) {
  return typeof value === "string" && Object.hasOwn(preference.options, value);
}

/** The value as it is kept, or in words what it must be. */
function readValue(
  preference: Preference,
  value: unknown,
): { readonly value: PreferenceValue | null } | { readonly wanted: string } {
  if (value === null) return { value: null };
  switch (preference.kind) {
    case "flag":
      return typeof value === "boolean" ? { value } : { wanted: "must be true or false" };
    case "number": {
      const { least, most } = preference;
      const fits = typeof value === "number" && Number.isSafeInteger(value);
      return fits && value >= least && value <= most
        ? { value }
        : { wanted: `must be a whole number from ${least} to ${most}` };
    }
    case "text": {
      const line = z.safeParse(lineField(preference.longest), value);
      if (!line.success) return { wanted: `must be one line of at most ${preference.longest}` };
      return { value: line.data === "" ? null : line.data };
    }
    case "choice":
      return typeof value === "string" && isOption(preference, value)
        ? { value }
        : { wanted: `must be one of ${Object.keys(preference.options).join(", ")}` };
    case "choices": {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
      // In the order of the schema, so that the same choices look the same.
      const kept = Object.keys(preference.options).filter((option) => chosen.includes(option));
      return Array.isArray(value) && chosen.every((one) => isOption(preference, one))
        ? { value: kept }
        : { wanted: `must be a list of ${Object.keys(preference.options).join(", ")}` };
    }
  }
}

/**
 * What a member prefers, from a form or a request, by the shop's schema; hand it to `updateMember` as `preferences`. What is
 * not named stays, `null` clears.
 *
 * Every problem is reported at its path with the code `core-members.document-invalid`; no message repeats what was typed.
 *
 * @example
 * ```ts
 * import { parsePreferenceSchema, parsePreferences } from "@tillwright/core-members";
 *
 * const word = (en: string) => ({ "zh-CN": en, en });
 * const options = { oat: word("oat"), soy: word("soy") };
 * const schema = parsePreferenceSchema({ milk: { kind: "choice", name: word("Milk"), options } });
 * if (!schema.ok) throw new Error("a bad schema");
 * parsePreferences(schema.value, { milk: "oat" }); //=> { "ok": true, "value": { "milk": "oat" } }
 * const wrong = parsePreferences(schema.value, { milk: "goat" });
 * wrong.ok ? "" : wrong.issues[0]?.message; //=> "milk must be one of oat, soy"
 * ```
 *
 * @public
 */
export function parsePreferences(
  schema: PreferenceSchema,
  document: unknown,
): Result<PreferenceChanges> {
  const invalid = (path: readonly string[], words: string): Issue =>
    issue("core-members.document-invalid", path, words);
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    return reject([invalid([], "the document has the wrong type or is missing")]);
  }
  const problems: Issue[] = [];
  const changes: [string, PreferenceValue | null][] = [];
  for (const [name, value] of Object.entries(document)) {
    const preference = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (preference === undefined) {
      problems.push(invalid([maskKey(name)], `${maskKey(name)} is not a field here`));
      continue;
    }
    const read = readValue(preference, value);
    if ("wanted" in read) problems.push(invalid([name], `${name} ${read.wanted}`));
    else changes.push([name, read.value]);
  }
  return problems.length > 0
    ? reject(problems)
    : succeed(Object.freeze(Object.fromEntries(changes)));
}
