import { readFileSync } from "node:fs";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { readTarballs } from "../packed/tarballs.mjs";

// npm run check:publint: publint over the packed packages; a suggestion counts as much as an error.

let problems = 0;
for (const { of, path } of readTarballs()) {
  const bytes = readFileSync(path);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  for (const message of messages) console.log(`${of.name}: ${formatMessage(message, pkg)}`);
  problems += messages.length;
  console.log(`${of.name}: ${messages.length} problems`);
}
process.exitCode = problems === 0 ? 0 : 1;
