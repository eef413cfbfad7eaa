import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./root.mjs";

/** Every file below a folder, absolute, in an order that no file system changes. A missing folder has none. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((item) => {
      const path = join(folder, item.name);
      if (item.isDirectory()) return item.name === "node_modules" ? [] : filesBelow(path);
      return item.isFile() ? [path] : [];
    });
}

/**
 * One digest over the names and the contents of files and folders, and over plain texts beside them.
 * Times do not count: a fresh clone of the same sources has the same digest.
 *
 * @param {readonly string[]} paths files or folders, absolute
 * @param {readonly string[]} [texts]
 */
export function digestOf(paths, texts = []) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text.length}\n${text}`);
  for (const path of paths) {
    const files = existsSync(path) && statSync(path).isDirectory() ? filesBelow(path) : [path];
    for (const file of files) {
      const content = existsSync(file) ? readFileSync(file) : null;
      hash.update(`${relative(root, file)}\n${content === null ? "absent" : content.length}\n`);
      if (content) hash.update(content);
    }
  }
  return hash.digest("hex");
}
