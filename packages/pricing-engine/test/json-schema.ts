/** As much of JSON Schema 2020-12 as the published schema uses, for the test that holds it against documents. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

const known = new Set([
  ...["$schema", "$defs", "$ref", "title", "description", "format", "type", "const", "enum"],
  ...["anyOf", "properties", "required", "additionalProperties", "propertyNames"],
  ...["minProperties", "maxProperties", "items", "minItems", "maxItems", "minLength"],
  ...["maxLength", "pattern", "minimum", "maximum"],
]);

/** Where a value breaks a schema; none where it keeps it. A keyword that is not known here throws. */
export function breaches(root: Schema, value: unknown, schema: Schema = root, at = ""): string[] {
  for (const key of Object.keys(schema)) {
    if (!known.has(key)) throw new Error(`the schema uses ${key}`);
  }
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace("#/$defs/", "");
    const target = root.$defs?.[name];
    if (target === undefined) throw new Error(`the schema has no ${schema.$ref}`);
    return breaches(root, value, target, at);
  }
  const broken = plainBreaches(schema, value).map((what) => `${at || "/"}: ${what}`);
  if (schema.anyOf?.every((one) => breaches(root, value, one, at).length > 0) === true) {
    broken.push(`${at || "/"}: anyOf`);
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items !== undefined) {
      value.forEach((one, i) => {
        broken.push(...breaches(root, one, items, `${at}/${i}`));
      });
    }
  } else if (typeof value === "object" && value !== null) {
    broken.push(...fieldBreaches(root, { ...value }, schema, at));
  }
  return broken;
}

function fieldBreaches(
  root: Schema,
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  at: string,
): string[] {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const broken = required.filter((key) => !(key in value)).map((key) => `${at}/${key}: required`);
  for (const [key, inner] of Object.entries(value)) {
    const own = properties[key];
    const here = `${at}/${key}`;
    if (propertyNames !== undefined) broken.push(...breaches(root, key, propertyNames, here));
    if (own !== undefined) broken.push(...breaches(root, inner, own, here));
    else if (additionalProperties === false) broken.push(`${here}: additionalProperties`);
    else if (typeof additionalProperties === "object") {
      broken.push(...breaches(root, inner, additionalProperties, here));
    }
  }
  return broken;
}

function plainBreaches(schema: Schema, value: unknown): string[] {
  const broken: string[] = [];
  const check = (what: string, holds: boolean): void => {
    if (!holds) broken.push(what);
  };
  const { type, minimum, maximum, minLength, maxLength, pattern } = schema;
  if (type !== undefined)
    check(
      "type",
      [type].flat().some((one) => isOfType(one, value)),
    );
  if ("const" in schema) check("const", value === schema.const);
  if (schema.enum !== undefined) check("enum", schema.enum.includes(value));
  if (typeof value === "number") {
    check("minimum", minimum === undefined || value >= minimum);
    check("maximum", maximum === undefined || value <= maximum);
  }
  if (typeof value === "string") {
    check("minLength", minLength === undefined || value.length >= minLength);
    check("maxLength", maxLength === undefined || value.length <= maxLength);
    check("pattern", pattern === undefined || new RegExp(pattern, "u").test(value));
  }
  const size = Array.isArray(value) ? value.length : null;
  check("minItems", size === null || size >= (schema.minItems ?? 0));
  check("maxItems", size === null || size <= (schema.maxItems ?? size));
  return [...broken, ...sizeBreaches(schema, value)];
}

function sizeBreaches({ minProperties, maxProperties }: Schema, value: unknown): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const size = Object.keys(value).length;
  const few = minProperties !== undefined && size < minProperties;
  const many = maxProperties !== undefined && size > maxProperties;
  return [...(few ? ["minProperties"] : []), ...(many ? ["maxProperties"] : [])];
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}
