import { defineConfig } from "tsup";
import { libraryBuild } from "../../tsup.base.js";

export default defineConfig(
  libraryBuild({
    index: "src/index.ts",
    ledger: "src/ledger.ts",
    till: "src/till.ts",
    members: "src/members.ts",
    spool: "src/spool.ts",
  }),
);
