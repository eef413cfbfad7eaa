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
    testTimeout: 60_000,
  },
});
