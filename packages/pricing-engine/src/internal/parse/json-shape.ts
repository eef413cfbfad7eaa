import type { Json } from "@tillwright/values";
import type * as z from "zod/mini";

export type JsonShape = Readonly<Record<string, Json>>;

const shapes = new WeakMap<z.core.$ZodType, JsonShape>();

/** Notes how the published JSON Schema tells a syntax that is checked by code. */
export function shaped<Schema extends z.core.$ZodType>(schema: Schema, shape: JsonShape): Schema {
  shapes.set(schema, shape);
  return schema;
}

export function shapeOf(schema: z.core.$ZodType): JsonShape | undefined {
  return shapes.get(schema);
}
