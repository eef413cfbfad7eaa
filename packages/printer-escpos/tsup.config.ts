import { defineConfig } from "tsup";
import { libraryBuild } from "../../tsup.base.js";

export default defineConfig(
  libraryBuild({
    index: "src/index.ts",
    parse: "src/parse.ts",
    spool: "src/spool.ts",
    node: "src/node.ts",
    browser: "src/browser.ts",
    templates: "src/templates.ts",
    png: "src/png.ts",
    font: "src/font.ts",
    codes: "src/codes.ts",
    testing: "src/testing.ts",
    "code-pages": "src/code-pages-entry.ts",
    cli: "src/cli.ts",
  }),
);
