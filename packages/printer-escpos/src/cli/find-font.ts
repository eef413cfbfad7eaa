import { createRequire } from "node:module";
import { join } from "node:path";
import type { BitmapFont } from "../bitmap-font.js";
import { readFont } from "../font/read-font.js";
import type { Terminal } from "./terminal.js";

const FILE = "@fontsource/unifont/files/unifont-latin-400-normal.woff";

/** The font that was named, or Unifont if it is installed beside the program; `undefined` otherwise. */
export async function findFont(
  path: string | undefined,
  terminal: Terminal,
): Promise<BitmapFont | undefined> {
  if (path !== undefined) return readFont(await terminal.readFile(path));
  for (const from of [join(process.cwd(), "package.json"), import.meta.url])
    try {
      return readFont(await terminal.readFile(createRequire(from).resolve(FILE)));
    } catch {
      // Not installed there; the picture says what is missing.
    }
  return undefined;
}
