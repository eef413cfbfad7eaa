import { existsSync } from "node:fs";
import type { Options } from "tsup";

/**
 * The build that every published package shares: ESM and CommonJS, with types for both.
 *
 * `TILLWRIGHT_JS_ONLY=1` leaves the types out, for runs that only execute the result.
 */
export function libraryBuild(entry: Record<string, string>): Options {
  return {
    entry,
    // Run in the package's folder: one with a few parts for Node says so in a tsconfig of its own.
    tsconfig: existsSync("tsconfig.node.json") ? "tsconfig.node.json" : "tsconfig.json",
    format: ["esm", "cjs"],
    target: "es2022",
    clean: true,
    treeshake: true,
    sourcemap: false,
    splitting: true,
    // Bundlers for browsers tell Node's own modules by their prefix.
    removeNodeProtocol: false,
    dts:
      process.env["TILLWRIGHT_JS_ONLY"] === "1"
        ? false
        : { compilerOptions: { ignoreDeprecations: "6.0", customConditions: [] } },
  };
}
