import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readTarballs, unpack } from "./tarballs.mjs";

/**
 * Makes an empty project outside of the workspace and puts the packed packages into it, as an installation would:
 * each sees the third-party packages that its own package.json names, and no others. Nothing is downloaded.
 *
 * @returns {string} the project's folder
 */
export function installPacked() {
  const folder = mkdtempSync(join(tmpdir(), "tillwright consumer "));
  for (const { of, path } of readTarballs()) {
    const target = join(folder, "node_modules", of.name);
    unpack(path, target);
    const { dependencies, peerDependencies, optionalDependencies } = of.manifest;
    for (const name of Object.keys({
      ...dependencies,
      ...peerDependencies,
      ...optionalDependencies,
    })) {
      const installed = join(of.directory, "node_modules", name);
      if (!name.startsWith("@tillwright/") && existsSync(installed)) {
        link(installed, join(target, "node_modules", name));
      }
    }
  }
  writeFileSync(join(folder, "package.json"), '{ "name": "consumer", "private": true }\n');
  return folder;
}

/** Points at where the package really lies, so that it finds its own dependencies. */
export function link(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(realpathSync(from), to, "junction");
}
