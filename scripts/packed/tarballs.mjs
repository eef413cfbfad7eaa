import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readPackages } from "../workspace/packages.mjs";
import { temporary } from "../workspace/root.mjs";

/** Where the packages lie as they would be published. */
export const packedFolder = join(temporary, "packed");

/**
 * @typedef {object} Tarball
 * @property {import("../workspace/packages.mjs").WorkspacePackage} of
 * @property {string} path
 */

/**
 * The packed packages, each with what it was packed from; a missing one ends the script.
 *
 * @returns {Tarball[]}
 */
export function readTarballs() {
  const files = existsSync(packedFolder) ? readdirSync(packedFolder) : [];
  return readPackages().map((of) => {
    const stem = of.name.replace("@", "").replace("/", "-");
    const file = files.find((name) => name === `${stem}-${of.manifest.version}.tgz`);
    if (file) return { of, path: join(packedFolder, file) };
    console.error(`${of.name} is not packed; run npm run check:pack`);
    return process.exit(2);
  });
}

/** Unpacks a tarball into a folder, without the `package/` that every tarball begins with. */
export function unpack(path, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", path, "-C", folder, "--strip-components=1"]);
}

/** The names of the files in a tarball, without the `package/` in front. */
export function listTarball(path) {
  return execFileSync("tar", ["-tzf", path], { encoding: "utf8" })
    .split("\n")
    .filter(Boolean)
    .map((name) => name.replace(/^package\//, ""));
}
