import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CodePainter } from "../code-painter.js";
import { type BwipEncoders, codesBy } from "../codes/codes-by.js";

/** Part of the library that every version has under this path and only its ESM build exports by name. */
const FILE = "dist/bwip-js-gen.mjs";

/** Draws the codes that this package does not draw by itself if bwip-js is installed beside the program; `undefined` otherwise. */
export async function findCodes(): Promise<CodePainter | undefined> {
  for (const from of [join(process.cwd(), "package.json"), import.meta.url])
    try {
      const main = createRequire(from).resolve("bwip-js");
      const url = pathToFileURL(join(dirname(dirname(main)), FILE)).href;
      return codesBy((await import(url)) as BwipEncoders);
    } catch {
      // Not installed there; the preview names the codes.
    }
  return undefined;
}
