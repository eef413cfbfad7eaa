import { homedir } from "node:os";
import { dirname } from "node:path";

/**
 * What every file of the repository keeps to, whatever its language.
 *
 * @param {string} text
 * @param {string} path from the root
 * @param {string} root
 * @returns {{ line: number, message: string }[]}
 */
export function judgeText(text, path, root) {
  const machinePaths = [`${root}/`, `${dirname(root)}/`, `${homedir()}/`].filter(isTelling);
  const rules = [
    { applies: true, finds: containsOne(machinePaths), message: "names a path of one machine" },
    {
      applies: true,
      finds: /(^|[\s"'`(=])\/(home|Users)\/\w/,
      message: "names a path of one machine",
    },
    { applies: true, finds: /^(<{7}|>{7}) /, message: "is left over from a merge" },
    {
      applies: path === "pnpm-lock.yaml",
      finds: /https?:\/\/|\btarball:/,
      message: "names a registry host",
    },
    {
      applies: isTest(path),
      finds: /\b(test|it|describe|suite)\.(only|skip|todo)\b/,
      message: "switches tests off; skipIf says when and why",
    },
    {
      applies: isTest(path),
      finds: /from "@fast-check\/vitest"/,
      message: "puts the seed into the tests' names; use fc.assert inside test",
    },
    {
      applies: isCode(path) && !path.startsWith("scripts/house/"),
      finds: /\b(TODO|FIXME)\b/,
      message: "puts something off",
    },
  ].filter((rule) => rule.applies);
  return text
    .split("\n")
    .flatMap((line, index) =>
      rules
        .filter(({ finds }) => (typeof finds === "function" ? finds(line) : finds.test(line)))
        .map(({ message }) => ({ line: index + 1, message })),
    );
}

/** A file's name says what is in it; these words say nothing. */
export function judgeName(path) {
  const empty = /(^|\/)(utils?|helpers?|common|misc|managers?)(\.[^/]*|\/|$)/.exec(path);
  return empty ? [{ line: 1, message: `"${empty[2]}" says nothing about what is in it` }] : [];
}

const isCode = (path) => /\.(ts|mjs|js)$/.test(path);
const isTest = (path) => /(^|\/)test\/.*\.(ts|mjs)$/.test(path);
const containsOne = (parts) => (line) => parts.some((part) => line.includes(part));

/** A clone in /tmp or in a home folder shares its parent with much that is no machine's secret. */
const isTelling = (folder) => folder.split("/").length > 3 || /^\/(?!tmp\/|home\/|$)/.test(folder);
