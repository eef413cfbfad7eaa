import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { judgePackage } from "../arrows/judge.mjs";
import { arrows } from "../arrows/map.mjs";
import { readImports } from "../arrows/read-imports.mjs";
import { filesBelow } from "../workspace/digest.mjs";
import { readPackages } from "../workspace/packages.mjs";
import { root } from "../workspace/root.mjs";

// npm run check:arrows: no package knows more than the map allows, in its sources and in its package.json.

const packages = readPackages();
let files = 0;
const wrong = packages.flatMap(({ folder, directory, manifest }) => {
  const sources = filesBelow(join(directory, "src"))
    .filter((path) => path.endsWith(".ts"))
    .map((file) => {
      const path = relative(root, file).split(sep).join("/");
      return { path, imports: readImports(readFileSync(file, "utf8"), path) };
    });
  files += sources.length;
  return judgePackage({ folder, manifest, sources }, arrows);
});

for (const line of wrong) console.log(line);
console.log(`${packages.length} packages, ${files} source files, ${wrong.length} wrong imports`);
process.exitCode = wrong.length === 0 ? 0 : 1;
