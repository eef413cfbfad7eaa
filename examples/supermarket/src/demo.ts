import { parseArgs } from "node:util";
import type { Language } from "@tillwright/values";
import { runHour } from "./hour/run-hour.js";
import { runReplay } from "./replay/run-replay.js";
import { runSimulation } from "./simulate/run-simulation.js";
import type { Start } from "./start.js";
import { runTill } from "./till/run-till.js";

const USAGE = `npm run demo                      a scripted hour at a supermarket till   自动演示一小时
npm run demo -- till              a till to use yourself                自己操作收银台
npm run demo -- replay FILE       a real year, checked to the cent      重放真实的一年
npm run demo -- simulate FILE [PROGRAMME.json]
                                  what a loyalty programme would cost   测算会员方案的成本

  --lang zh|en    language of the terminal and the receipts (zh)
  --dir DIR       where to write (.tillwright)
  --again         replay, till: start from an empty shop
  --help          this page
`;

/** Reads the arguments and runs one part; answers the exit code. */
export async function runDemo(parameters: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof readArguments>;
  try {
    parsed = readArguments(parameters);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const start: Start = { language: values.lang, directory: values.dir, again: values.again };
  const [part, file, ...rest] = positionals;
  if (part === undefined) return runHour(start);
  if (part === "till" && file === undefined) return runTill(start);
  if (part === "replay" && file !== undefined && rest.length === 0) return runReplay(start, file);
  if (part === "simulate" && file !== undefined && rest.length <= 1) {
    return runSimulation(start, file, rest[0] ?? null);
  }
  process.stderr.write(
    (part === "replay" || part === "simulate") && file === undefined
      ? `${part} needs the file to read\n\n${USAGE}`
      : `not a part of the demo: ${positionals.join(" ")}\n\n${USAGE}`,
  );
  return 2;
}

function readArguments(parameters: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      lang: { type: "string", default: "zh" },
      dir: { type: "string", default: ".tillwright" },
      again: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return { values: { ...values, lang: languageOf(values.lang) }, positionals };
}

function languageOf(text: string): Language {
  if (text === "zh" || text === "zh-CN") return "zh-CN";
  if (text === "en") return "en";
  throw new Error(`--lang ${text}: expected zh or en`);
}
