import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { root } from "../workspace/root.mjs";

/**
 * @typedef {object} ReportOutcome
 * @property {string} file      the report's path inside the package: `api/values.api.md`
 * @property {boolean} changed  whether the package exports something else than the report in the repository says
 * @property {string[]} problems
 */

/**
 * Compares what a package's built types export with the reports under its `api/`, one for each entry.
 *
 * @param {import("../workspace/packages.mjs").WorkspacePackage} of
 * @param {{ update: boolean, temporary: string }} options whether reports that differ are written anew
 * @returns {ReportOutcome[]}
 */
export function extractReports(of, { update, temporary }) {
  mkdirSync(join(of.directory, "api"), { recursive: true });
  const configs = of.entries.map((entry) => prepare(of, entry, temporary));
  const [first, ...others] = configs;
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: others.map((config) => config.mainEntryPointFilePath),
  });
  const outcomes = configs.map((config, at) => {
    const messages = [];
    const result = Extractor.invoke(config, {
      compilerState,
      localBuild: update,
      messageCallback: (message) => {
        if (isComplaint(message)) messages.push(message);
        message.handled = true;
      },
    });
    return { at, changed: result.apiReportChanged, messages };
  });
  const exported = new Set(outcomes.flatMap(({ at }) => exportsIn(of, of.entries[at], temporary)));
  return outcomes.map(({ at, changed, messages }) => ({
    file: `api/${reportName(of, of.entries[at])}`,
    changed,
    problems: messages
      .filter((message) => !isExportedElsewhere(message, exported))
      .map((message) => message.formatMessageWithLocation(root)),
  }));
}

function isComplaint({ logLevel, messageId }) {
  const aboutReport = messageId.startsWith("console-api-report");
  return (logLevel === "error" || logLevel === "warning") && !aboutReport;
}

/** What an entry's types speak of may be exported by another entry of the package; users can name it all the same. */
function isExportedElsewhere({ messageId, text }, exported) {
  const symbol = /^The symbol "(\w+)"/.exec(text)?.[1];
  return messageId === "ae-forgotten-export" && exported.has(symbol);
}

function exportsIn(of, entry, temporary) {
  const report = readFileSync(join(temporary, of.folder, reportName(of, entry)), "utf8");
  const declared =
    /^export (?:declare )?(?:abstract )?(?:interface|type|function|class|const) (\w+)/gm;
  return [...report.matchAll(declared)].map(([, name]) => name);
}

/** `values.api.md`, `pricing-engine.messages.en.api.md` */
function reportName({ folder }, { key }) {
  return `${folder}${key === "index" ? "" : `.${key.replaceAll("/", ".")}`}.api.md`;
}

function prepare(of, entry, temporary) {
  const output = join(of.directory, "dist", `${entry.key}.d.ts`);
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(of.directory, "package.json"),
    configObject: {
      projectFolder: of.directory,
      mainEntryPointFilePath: output,
      newlineKind: "lf",
      compiler: { tsconfigFilePath: join(root, "tsconfig.api.json"), skipLibCheck: true },
      apiReport: {
        enabled: true,
        reportFileName: reportName(of, entry),
        reportFolder: join(of.directory, "api"),
        reportTempFolder: join(temporary, of.folder),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: "error" } },
        extractorMessageReporting: {
          default: { logLevel: "error" },
          // Said inside of the report, where a reviewer sees it: it does not stop anyone.
          "ae-undocumented": { logLevel: "none", addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: { logLevel: "error" } },
      },
    },
  });
}
