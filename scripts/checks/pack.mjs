import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judgePacked } from "../packed/judge-packed.mjs";
import { listTarball, packedFolder, readTarballs, unpack } from "../packed/tarballs.mjs";
import { root } from "../workspace/root.mjs";
import { capture } from "../workspace/run.mjs";

// npm run check:pack: packs every package as it would be published, and looks at what is inside.

rmSync(packedFolder, { recursive: true, force: true });
mkdirSync(packedFolder, { recursive: true });
const pnpm = join(root, "scripts", "pnpm.mjs");
const filter = ["-r", "--filter", "./packages/*"];
const { code, output } = await capture(process.execPath, [
  pnpm,
  ...filter,
  "pack",
  "--pack-destination",
  packedFolder,
]);
if (code !== 0) {
  console.log(output);
  process.exit(code);
}

const unpacked = mkdtempSync(join(tmpdir(), "tillwright-packed-"));
let problems = 0;
for (const { of, path } of readTarballs()) {
  const folder = join(unpacked, of.folder);
  unpack(path, folder);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = listTarball(path);
  const wrong = judgePacked(manifest, files);
  for (const said of wrong) console.log(`${of.name}: ${said}`);
  problems += wrong.length;
  console.log(`${of.name}: ${files.length} files`);
}
rmSync(unpacked, { recursive: true, force: true });
process.exitCode = problems === 0 ? 0 : 1;
