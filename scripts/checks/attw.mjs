import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readTarballs } from "../packed/tarballs.mjs";
import { capture } from "../workspace/run.mjs";
import { twoAtATime } from "../workspace/two-at-a-time.mjs";

// npm run check:attw: "are the types wrong" over the packed packages, in every way that TypeScript resolves modules,
// the oldest included.

const cli = dirname(createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json"));
const { failed } = await twoAtATime(
  readTarballs(),
  () => [],
  async ({ of, path }) => {
    const parameters = [join(cli, "dist", "index.js"), path, "--format", "ascii", "--no-emoji"];
    const { code, output } = await capture(process.execPath, parameters);
    console.log(code === 0 ? `${of.name}: the types are right` : output.trimEnd());
    return code === 0;
  },
);
process.exitCode = failed.length === 0 ? 0 : 1;
