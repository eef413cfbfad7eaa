import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { filesBelow } from "../workspace/digest.mjs";
import { fencesOfMarkdown, fencesOfSource } from "./extract-fences.mjs";

/**
 * Every example of the repository: the ts fences of its pages, and of the doc comments in the packages' sources.
 *
 * @param {string} root
 * @returns {import("./extract-fences.mjs").Fence[]}
 */
export function collectFences(root) {
  const pages = [
    ...pagesIn(root),
    ...filesBelow(join(root, "docs")).filter(isPage),
    ...foldersIn(join(root, "packages")).flatMap(pagesIn),
    ...foldersIn(join(root, "examples")).flatMap(pagesIn),
  ];
  const sources = foldersIn(join(root, "packages"))
    .flatMap((folder) => filesBelow(join(folder, "src")))
    .filter((file) => file.endsWith(".ts"));
  const named = (file) => relative(root, file).split(sep).join("/");
  return [
    ...pages.flatMap((file) => fencesOfMarkdown(readFileSync(file, "utf8"), named(file))),
    ...sources.flatMap((file) => fencesOfSource(readFileSync(file, "utf8"), named(file))),
  ];
}

const isPage = (file) => file.endsWith(".md") && !file.endsWith("CHANGELOG.md");

function pagesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isFile() && isPage(item.name))
    .map((item) => join(folder, item.name));
}

function foldersIn(parent) {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => join(parent, item.name));
}
