import { closeSync, openSync, readSync } from "node:fs";
import { isStoreError, StoreError } from "./store-error.js";

/** The first bytes as text, a dot for each that cannot be printed. */
function beginningOf(path: string): string {
  const bytes = Buffer.alloc(16);
  const descriptor = openSync(path, "r");
  try {
    const length = readSync(descriptor, bytes, 0, bytes.length, 0);
    return bytes.toString("latin1", 0, length).replace(/[^ -~]/gu, ".");
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Adds what was seen to the refusal of a file that is not a database. To be called when the file is closed: it is read directly, and
 * closing that drops whatever locks SQLite had.
 */
export function withBeginning(error: unknown, path: string): unknown {
  if (
    !isStoreError(error) ||
    error.code !== "store.not-a-database" ||
    error.facts["path"] !== path
  ) {
    return error;
  }
  const begins = beginningOf(path);
  return new StoreError(
    error.code,
    `${path} is not a database: it begins with "${begins}"; name the shop's file, or move this one away`,
    { ...error.facts, begins },
    { cause: error.cause },
  );
}
