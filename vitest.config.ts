import { defineConfig } from "vitest/config";

const conditions = ["@tillwright/source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "scripts/test/**/*.test.mjs",
      "packages/*/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
    ],
    // The packages hold no state, so test files share their modules; that halves the time. A test that changes something
    // global puts it back.
    isolate: false,
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
