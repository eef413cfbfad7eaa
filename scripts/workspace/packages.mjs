import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isOfPlatform } from "../arrows/map.mjs";
import { root } from "./root.mjs";

/**
 * @typedef {object} WorkspacePackage
 * @property {string} folder    the last part of its path: `values`
 * @property {string} name      what users install: `@tillwright/values`
 * @property {string} directory its absolute path
 * @property {Record<string, any>} manifest its package.json
 * @property {Entry[]} entries  what users can import
 */

/**
 * @typedef {object} Entry
 * @property {string} subpath   `.` or `./parse`
 * @property {string} specifier `@tillwright/pricing-engine/parse`
 * @property {string} key       the path of its output below dist, without extension: `index`, `messages/en`
 * @property {string} source    its source file, absolute
 * @property {boolean} pure     whether it runs in a browser too
 */

/**
 * Reads every published package of the workspace, in the order of their folders.
 *
 * @param {string} [workspace] the repository to read; this one by default
 * @returns {WorkspacePackage[]}
 */
export function readPackages(workspace = root) {
  const parent = join(workspace, "packages");
  return readdirSync(parent, { withFileTypes: true })
    .filter((item) => item.isDirectory() && existsSync(join(parent, item.name, "package.json")))
    .map((item) => readPackage(join(parent, item.name), item.name))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** @returns {WorkspacePackage} */
function readPackage(directory, folder) {
  const manifest = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const entries = Object.entries(manifest.exports ?? {})
    .filter(([, target]) => typeof target === "object" && target["@tillwright/source"])
    .map(([subpath, target]) => ({
      subpath,
      specifier: manifest.name + subpath.slice(1),
      key: subpath === "." ? "index" : subpath.slice(2),
      source: join(directory, target["@tillwright/source"]),
      pure: !isOfPlatform(posix.join("packages", folder, target["@tillwright/source"])),
    }));
  return { folder, name: manifest.name, directory, manifest, entries };
}

/** The names of the workspace packages that a package installs along, tests and optional ones included. */
export function internalDependencies(workspacePackage, packages) {
  const names = new Set(packages.map((one) => one.name));
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } =
    workspacePackage.manifest;
  const declared = [dependencies, peerDependencies, optionalDependencies, devDependencies];
  return [...new Set(declared.flatMap((part) => Object.keys(part ?? {})))].filter((name) =>
    names.has(name),
  );
}

/**
 * Finds one package by its folder or its name, or ends the script with the list of what there is.
 *
 * @param {string | undefined} wanted
 */
export function packageNamed(wanted, packages = readPackages()) {
  const found = packages.find((one) => one.folder === wanted || one.name === wanted);
  if (found) return found;
  const known = packages.map((one) => one.folder).join(", ");
  console.error(wanted ? `There is no package "${wanted}".` : "Say which package.");
  console.error(`The packages are: ${known}`);
  process.exit(2);
}
