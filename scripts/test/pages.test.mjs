import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { checks } from "../checks/list.mjs";
import { root } from "../workspace/root.mjs";

const pages = readdirSync(root).filter((name) => name.endsWith(".md"));
const read = (name) => readFileSync(join(root, name), "utf8");
const withoutFences = (text) => text.replace(/^```[\s\S]*?^```/gm, "");

describe.each(pages)("%s", (page) => {
  test("links lead to files that are there", () => {
    const links = [...withoutFences(read(page)).matchAll(/\]\(([^)#\s]+)/g)].map(([, to]) => to);
    const local = links.filter((to) => !/^[a-z]+:/.test(to));
    expect(local.filter((to) => !existsSync(join(root, dirname(page), to)))).toEqual([]);
  });

  test("every script that it names is a script", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
    expect([...new Set(named)].filter((name) => !scripts[name])).toEqual([]);
  });
});

describe("CONTRIBUTING.md", () => {
  const text = read("CONTRIBUTING.md");

  test("every file that it names is there", () => {
    let folder = "";
    const missing = [];
    for (const line of text.split("\n")) {
      if (/^#{2,3} /.test(line)) folder = "";
      folder = /^All in `(packages\/[\w-]+)`/.exec(line)?.[1] ?? folder;
      for (const [, path] of line.matchAll(/`((?:packages|scripts|src|test)\/[\w./-]+)`/g)) {
        const full = /^(packages|scripts)\//.test(path) ? path : join(folder, path);
        if (!existsSync(join(root, full))) missing.push(full);
      }
    }
    expect(missing).toEqual([]);
  });

  test("every check is in its table", () => {
    expect(checks.filter(({ name }) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
