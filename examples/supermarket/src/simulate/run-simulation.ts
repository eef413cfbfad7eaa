import { existsSync, readFileSync } from "node:fs";
import { type Programme, parseProgramme, simulate } from "@tillwright/loyalty-rules";
import { parseRate, type Rate } from "@tillwright/values";
import { readJourney } from "../replay/read-journey.js";
import { ReplayFileError } from "../replay/read-rows.js";
import type { Start } from "../start.js";
import { pastSales } from "./past-sales.js";
import { simulationLines } from "./print-simulation.js";
import proposed from "./programme.json" with { type: "json" };
import { type SimulationWords, simulationWords } from "./words.js";

/** What the shop expects: how much of the points is used, and what is left of a sale after its goods are paid. */
const TERMS = { used: "80%", margin: "25%" };

/**
 * Runs a loyalty programme over the sales of a file before it is announced, and prints what it would have cost. Answers 0, or 2
 * on input that cannot be used.
 */
export async function runSimulation(
  start: Start,
  file: string,
  programmeFile: string | null,
): Promise<number> {
  const words = simulationWords(start.language);
  for (const path of [file, ...(programmeFile === null ? [] : [programmeFile])]) {
    if (existsSync(path)) continue;
    process.stderr.write(words.missingFile(path));
    return 2;
  }
  const programme = readProgramme(programmeFile, words);
  if (programme === null) return 2;
  try {
    say([words.reading(file)]);
    const { baskets, departmentOf } = await readJourney(file);
    say([words.running(baskets.length)]);
    const terms = { used: rateOf(TERMS.used), margin: rateOf(TERMS.margin) };
    const report = simulate(programme, pastSales(baskets, departmentOf), terms);
    say(simulationLines(programme, report, TERMS, start.language, words));
    return 0;
  } catch (error) {
    if (!(error instanceof ReplayFileError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    return 2;
  }
}

/** The programme of a file, or the one that is proposed here; `null` when it has problems, which are printed. */
function readProgramme(file: string | null, words: SimulationWords): Programme | null {
  const parsed = parseProgramme(file === null ? proposed : documentIn(file));
  if (parsed.ok) return parsed.value;
  process.stderr.write(`${words.badProgramme(file ?? "programme.json")}\n`);
  for (const { message } of parsed.issues) process.stderr.write(`  ${message}\n`);
  return null;
}

/** What is no JSON is no document either, and is refused as one. */
function documentIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function rateOf(text: string): Rate {
  const rate = parseRate(text);
  if (!rate.ok) throw new Error(`not a rate: ${text}`);
  return rate.value;
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
