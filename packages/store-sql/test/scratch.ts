import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store, type StoreOptions } from "@tillwright/store-sql";
import { onTestFinished } from "vitest";

/** A folder that is gone when the test is over. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tillwright-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that is closed when the test is over. */
export async function scratchStore(
  path: string = join(scratchFolder(), "shop.db"),
  options: Omit<StoreOptions, "path"> = {},
): Promise<Store> {
  const store = await openStore({ path, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** What a promise was rejected with, as plain data. */
export async function rejection(
  promise: Promise<unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return { ...error, message: error.message };
  }
  return { resolved: true };
}
