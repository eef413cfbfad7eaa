import { createRequire } from "node:module";
import type { Handle } from "./connections/handle.js";

/** A constructor of databases, shaped as that of better-sqlite3. */
type LibsqlDatabase = new (path: string) => Handle;

/** Where this module lies, in either module system. */
const here: string = typeof __filename === "string" ? __filename : import.meta.url;

/** Where libsql is loaded from: seen from here and not from the program that bundles us, because it is native code. */
export function resolveLibsql(): string {
  return createRequire(here).resolve("libsql");
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
}

function isConstructor(module: unknown): module is LibsqlDatabase {
  return typeof module === "function";
}

/** libsql, or `null` when it is not installed: it is an optional dependency. */
export function loadLibsql(): LibsqlDatabase | null {
  try {
    const module: unknown = createRequire(here)("libsql");
    return isConstructor(module) ? module : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
