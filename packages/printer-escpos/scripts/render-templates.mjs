// Draws a picture of each template at both widths and in both languages into docs/templates, from the bytes that a printer would get.
// Run after a build: node packages/printer-escpos/scripts/render-templates.mjs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chinese58, chinese80, encode } from "@tillwright/printer-escpos";
import { readFont } from "@tillwright/printer-escpos/font";
import { previewPng } from "@tillwright/printer-escpos/png";
import { templateSamples } from "./template-samples.mjs";

const folder = new URL("../docs/templates/", import.meta.url);
mkdirSync(folder, { recursive: true });
const file = createRequire(import.meta.url).resolve(
  "@fontsource/unifont/files/unifont-latin-400-normal.woff",
);
const font = readFont(new Uint8Array(readFileSync(file)));

for (const language of ["zh-CN", "en"])
  for (const profile of [chinese58, chinese80])
    for (const [name, document] of Object.entries(templateSamples(language, profile.columns))) {
      const { bytes, unprintable, issues } = encode(document, profile);
      const { png, missing } = previewPng(bytes, profile, { font });
      const problems = [...unprintable, ...issues, ...missing];
      if (problems.length > 0) throw new Error(`${name}: ${JSON.stringify(problems)}`);
      writeFileSync(new URL(`${name}-${profile.paperMillimetres}-${language}.png`, folder), png);
    }
