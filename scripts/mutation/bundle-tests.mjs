import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const testApi = fileURLToPath(new URL("test-api.mjs", import.meta.url));

/** All test files of a package in one file that can be imported again, with "vitest" replaced. */
export async function bundleTests({ files, root, out }) {
  const entry = [
    'import fc from "fast-check";',
    // A failing input is enough; a smaller one is not looked for. The same inputs each time.
    "fc.configureGlobal({ endOnFailure: true, seed: 20270615 });",
    ...files.flatMap((file) => [
      `import ${JSON.stringify(`begin:${relative(root, file)}`)};`,
      `import ${JSON.stringify(file)};`,
    ]),
  ].join("\n");
  await build({
    stdin: {
      contents: entry,
      resolveDir: files.length === 0 ? root : fileURLToPath(new URL(".", pathToFileURL(files[0]))),
    },
    bundle: true,
    // The packages say that nothing happens when they load; a file of tests must be kept all the same.
    ignoreAnnotations: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["@tillwright/source", "module", "node"],
    mainFields: ["module", "main"],
    external: [pathToFileURL(testApi).href],
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    logLevel: "error",
    outfile: out,
    plugins: [
      {
        name: "gathered tests",
        setup(bundle) {
          bundle.onResolve({ filter: /^vitest$/ }, () => ({
            path: pathToFileURL(testApi).href,
            external: true,
          }));
          bundle.onResolve({ filter: /^begin:/ }, ({ path }) => ({ path, namespace: "begin" }));
          bundle.onLoad({ filter: /.*/, namespace: "begin" }, ({ path }) => ({
            contents: `import { beginFile } from ${JSON.stringify(pathToFileURL(testApi).href)}; beginFile(${JSON.stringify(path.slice("begin:".length))});`,
          }));
          // A file in a bundle still reads what lies beside its source.
          bundle.onLoad({ filter: /\/packages\/.*\/(test|scripts)\/.*\.m?[jt]s$/ }, ({ path }) => ({
            contents: readFileSync(path, "utf8").replaceAll(
              "import.meta.url",
              JSON.stringify(pathToFileURL(path).href),
            ),
            loader: path.endsWith("ts") ? "ts" : "js",
          }));
        },
      },
    ],
  });
}
