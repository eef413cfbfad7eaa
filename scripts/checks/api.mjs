import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { extractReports } from "../api/extract-reports.mjs";
import { readPackages } from "../workspace/packages.mjs";
import { temporary } from "../workspace/root.mjs";

// npm run check:api: what the packages export is what their reports under api/ say, which a reviewer has seen.
// npm run api:update [-- PACKAGE …] writes the reports anew.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { update: { type: "boolean", default: false } },
});
const chosen = readPackages().filter(
  ({ folder }) => positionals.length === 0 || positionals.includes(folder),
);

let wrong = 0;
for (const one of chosen) {
  if (!one.entries.every(({ key }) => existsSync(join(one.directory, "dist", `${key}.d.ts`)))) {
    console.log(`${one.folder}: not built; run npm run build`);
    wrong += 1;
    continue;
  }
  const reports = extractReports(one, { update: values.update, temporary: join(temporary, "api") });
  for (const { file, changed, problems } of reports) {
    for (const problem of problems) console.log(problem);
    const differs = changed && !values.update;
    if (differs) console.log(`packages/${one.folder}/${file} does not say what is exported`);
    if (differs || problems.length > 0) wrong += 1;
    console.log(
      `${one.folder} ${file}: ${changed ? (values.update ? "written" : "differs") : "as it was"}`,
    );
  }
  wrong += strays(one, new Set(reports.map(({ file }) => file)));
}
if (wrong > 0 && !values.update) {
  console.log("When the change is meant: npm run api:update, and commit what it writes.");
}
process.exitCode = wrong === 0 ? 0 : 1;

/** Reports of entries that are no more. */
function strays(one, known) {
  const folder = join(one.directory, "api");
  const gone = readdirSync(folder).filter((name) => !known.has(`api/${name}`));
  for (const name of gone) {
    console.log(`packages/${one.folder}/api/${name} is the report of no entry`);
    if (values.update) rmSync(join(folder, name));
  }
  return values.update ? 0 : gone.length;
}
