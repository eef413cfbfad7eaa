import type { Json } from "@tillwright/values";

/** Our documents are plain data, but TypeScript does not see an index signature in an interface. */
export function plainJson(value: object | null): Json {
  return value as Json;
}

/** A document we wrote ourselves comes back as it was written: inside data is trusted. */
export function writtenAs<Document>(body: unknown): Document {
  return body as Document;
}
