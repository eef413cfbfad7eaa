import type * as z from "zod/mini";

/** JSON Schema that says how people write a field which code reads; zod only sees that it is read. */
export type JsonShape = Readonly<Record<string, unknown>>;

const shapes = new WeakMap<object, JsonShape>();

/** The same schema, with the form of its text. */
export function written<Value>(
  schema: z.ZodMiniType<Value>,
  shape: JsonShape,
): z.ZodMiniType<Value> {
  shapes.set(schema, shape);
  return schema;
}

/** How a field is written; `undefined` where zod can tell by itself. */
export function shapeOf(schema: object): JsonShape | undefined {
  return shapes.get(schema);
}
