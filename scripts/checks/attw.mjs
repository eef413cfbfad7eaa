import { fileURLToPath } from "node:url";
import { readTarballs } from "../packed/tarballs.mjs";
import { capture } from "../workspace/run.mjs";
import { twoAtATime } from "../workspace/two-at-a-time.mjs";

// npm run check:attw: "are the types wrong" over the packed packages, in every way that TypeScript resolves modules,
// the oldest included.

const manifest = import.meta.resolve("@arethetypeswrong/cli/package.json");
const cli = fileURLToPath(new URL("dist/index.js", manifest));
const { failed } = await twoAtATime(
  readTarballs(),
  () => [],
  async ({ of, path }) => {
    const parameters = [cli, path, "--format", "ascii", "--no-emoji"];
    const { code, output } = await capture(process.execPath, parameters);
    console.log(code === 0 ? `${of.name}: the types are right` : output.trimEnd());
    return code === 0;
  },
);
process.exitCode = failed.length === 0 ? 0 : 1;
