import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { readPackages } from "./packages.mjs";
import { root } from "./root.mjs";

/**
 * Bundles programs for Node straight from the packages' sources, JavaScript only: it takes a second where a
 * build with types takes half a minute.
 *
 * @param {{ entryPoints: Record<string, string>, outdir: string, plugins?: import("esbuild").Plugin[] }} options
 */
export async function bundleFromSources({ entryPoints, outdir, plugins = [] }) {
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    logLevel: "error",
    conditions: ["@tillwright/source"],
    // CommonJS packages inside an ES module still ask for Node's own modules by `require`.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    plugins: [...plugins, workspaceSources(readPackages())],
  });
}

/**
 * Reads the workspace's packages from their sources wherever they are imported from, leaves optional (native)
 * dependencies outside of the bundle, and keeps `import.meta.url` pointing at the source file, so that what a
 * source finds beside itself it still finds.
 *
 * @returns {import("esbuild").Plugin}
 */
function workspaceSources(packages) {
  const sources = new Map(
    packages.flatMap((one) => one.entries.map((entry) => [entry.specifier, entry.source])),
  );
  const native = new Set(
    packages.flatMap((one) => Object.keys(one.manifest.optionalDependencies ?? {})),
  );
  return {
    name: "workspace-sources",
    setup(bundler) {
      bundler.onResolve({ filter: /^@tillwright\// }, ({ path }) => {
        const source = sources.get(path);
        return source ? { path: source } : undefined;
      });
      bundler.onResolve({ filter: /^[a-z@]/ }, ({ path, importer, kind }) => {
        if (!native.has(path)) return undefined;
        return { path: nativePath(path, importer, kind), external: true };
      });
      bundler.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        if (!path.startsWith(join(root, "packages")) && !path.startsWith(join(root, "examples"))) {
          return undefined;
        }
        const source = readFileSync(path, "utf8");
        const here = JSON.stringify(pathToFileURL(path).href);
        return { contents: source.replaceAll("import.meta.url", here), loader: "ts" };
      });
    },
  };
}

/** Where a native dependency lies as its importer sees it; its bare name where it is not installed. */
function nativePath(name, importer, kind) {
  try {
    const path = createRequire(importer).resolve(name);
    return kind === "require-call" ? path : pathToFileURL(path).href;
  } catch {
    return name;
  }
}
