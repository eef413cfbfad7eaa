import { defineConfig } from "tsup";
import { libraryBuild } from "../../tsup.base.js";

export default defineConfig(
  libraryBuild({
    index: "src/index.ts",
    complete: "src/complete.ts",
    combinations: "src/combinations.ts",
    gifts: "src/gifts.ts",
    charges: "src/charges.ts",
    manual: "src/manual.ts",
    guards: "src/guards.ts",
    vendors: "src/vendors.ts",
    parse: "src/parse.ts",
    "parse/combinations": "src/parse/combinations.ts",
    "parse/gifts": "src/parse/gifts.ts",
    "parse/charges": "src/parse/charges.ts",
    "parse/manual": "src/parse/manual.ts",
    "parse/guards": "src/parse/guards.ts",
    "parse/vendors": "src/parse/vendors.ts",
    "parse/complete": "src/parse/complete.ts",
    explain: "src/explain.ts",
    returns: "src/returns.ts",
    compare: "src/compare.ts",
    testing: "src/testing.ts",
    lint: "src/lint.ts",
    suggest: "src/suggest.ts",
    verify: "src/verify.ts",
    "messages/zh-CN": "src/messages/zh-CN.ts",
    "messages/en": "src/messages/en.ts",
  }),
);
