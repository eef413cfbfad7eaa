import { builtinModules } from "node:module";
import { posix } from "node:path";
import { isOfPlatform, reachOf } from "./map.mjs";

/**
 * @typedef {object} Source
 * @property {string} path    from the root, with forward slashes
 * @property {import("./read-imports.mjs").Import[]} imports
 */

/**
 * Judges one package's imports and manifest by the arrows.
 *
 * @param {object} subject
 * @param {string} subject.folder
 * @param {Record<string, any>} subject.manifest
 * @param {readonly Source[]} subject.sources
 * @param {object} map the arrows
 * @returns {string[]} what is wrong, each with its place
 */
export function judgePackage({ folder, manifest, sources }, map) {
  if (!map[folder])
    return [`packages/${folder}: has no arrows; give it some in scripts/arrows/map.mjs`];
  const reach = reachOf(folder, map);
  const wrong = sources.flatMap(({ path, imports }) =>
    imports
      .map((one) => [one, complaint(one, { folder, manifest, path, reach })])
      .filter(([, said]) => said !== null)
      .map(([one, said]) => `${path}:${one.line}  ${one.specifier}: ${said}`),
  );
  return [
    ...wrong,
    ...judgeManifest(folder, manifest, reach),
    ...Object.entries(map[folder].parts ?? {}).flatMap(([part, allowed]) =>
      judgePart({ folder, part, allowed, sources }),
    ),
  ];
}

const own = (specifier) => /^@tillwright\/([^/]+)/.exec(specifier)?.[1] ?? null;

function complaint({ specifier, typeOnly }, { folder, manifest, path, reach }) {
  if (specifier.startsWith(".")) {
    const target = sourcePathOf(path, specifier);
    if (!target.startsWith(`packages/${folder}/src/`)) return "leads out of the package";
    return isOfPlatform(target) && !isOfPlatform(path) ? "leads to what only Node can run" : null;
  }
  if (specifier.startsWith("node:") || builtinModules.includes(specifier)) {
    return isOfPlatform(path) ? null : "is Node's own, and this file runs in browsers too";
  }
  const target = own(specifier);
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)[0];
  if (target === null) {
    const optional = manifest.optionalDependencies ?? {};
    return name in declared || name in optional ? null : "is no dependency of this package";
  }
  if (target.startsWith("example")) return "is an example, and nothing rests on examples";
  if (target === folder) return "is this package itself; import the file";
  if (/\/(src|dist)\//.test(specifier)) return "reaches behind the package's entries";
  if (reach.types.has(target) && !typeOnly) return "gives only types here; write import type";
  if (!reach.uses.has(target) && !reach.types.has(target)) return "no arrow leads there";
  return name in declared ? null : "is no dependency of this package";
}

function judgeManifest(folder, manifest, reach) {
  const { dependencies, peerDependencies, optionalDependencies } = manifest;
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })
    .map((name) => [name, own(name)])
    .filter(([, target]) => target && !reach.uses.has(target) && !reach.types.has(target))
    .map(([name]) => `packages/${folder}/package.json  ${name}: no arrow leads there`);
}

/** Everything that an entry's file reaches inside of its package keeps to the entry's own arrows. */
function judgePart({ folder, part, allowed, sources }) {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const seen = new Set();
  const follow = (path) => {
    const source = byPath.get(path);
    if (!source || seen.has(path)) return [];
    seen.add(path);
    return source.imports.flatMap(({ specifier, line }) => {
      if (specifier.startsWith(".")) return follow(sourcePathOf(path, specifier));
      const target = own(specifier);
      const wrong = target !== null && !allowed.includes(target);
      const said = `no arrow leads there from the entry ${part}`;
      return wrong ? [`${path}:${line}  ${specifier}: ${said}`] : [];
    });
  };
  return follow(`packages/${folder}/src/${part}.ts`);
}

const sourcePathOf = (from, specifier) =>
  posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
