import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isStoreError } from "@tillwright/store-sql";
import type { Start } from "../start.js";
import { startProgress } from "../terminal/progress.js";
import { stopOnInterrupt } from "../terminal/stop-on-interrupt.js";
import { systemClock } from "../terminal/system.js";
import { checkReplay } from "./check.js";
import {
  checkLines,
  figureLines,
  listedLines,
  trialBalanceLines,
  writeReports,
} from "./print-replay.js";
import { type Journey, readJourney } from "./read-journey.js";
import { ReplayFileError } from "./read-rows.js";
import { openReplayBooks, type ReplayBooks } from "./replay-books.js";
import { type ReplayWords, replayWords } from "./words.js";

/**
 * Replays a file of transactions through the till into a store of its own, and checks the books against the file. Answers
 * 0 when every figure of the check holds, 1 when one does not, 2 on input that cannot be used, 130 when it was stopped.
 */
export async function runReplay(start: Start, file: string): Promise<number> {
  const words = replayWords(start.language);
  if (!existsSync(file)) {
    process.stderr.write(words.missingFile(file));
    return 2;
  }
  try {
    say([words.reading(file)]);
    const journey = await readJourney(file);
    // Each file has books of its own: the same file goes on where it stopped, another one begins anew.
    const directory = join(start.directory, `replay-${(await digestOf(file)).slice(0, 12)}`);
    if (start.again) rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const books = await openReplayBooks(join(directory, "shop.db"), journey);
    try {
      return await ringUpAndCheck(start, journey, books, directory, words);
    } finally {
      books.close();
    }
  } catch (error) {
    if (error instanceof ReplayFileError || isStoreError(error)) {
      process.stderr.write(`\n${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

async function ringUpAndCheck(
  start: Start,
  journey: Journey,
  books: ReplayBooks,
  directory: string,
  words: ReplayWords,
): Promise<number> {
  const total = journey.baskets.length;
  const done = await books.countDone();
  say([
    words.found(total, journey.sums.rows),
    ...(journey.hasDepartments ? [] : [words.noProducts]),
    ...(done === 0 ? [] : [done === total ? words.allDone : words.goingOn(done)]),
  ]);

  const interrupt = stopOnInterrupt();
  const progress = startProgress({
    label: words.baskets,
    total,
    already: done,
    clock: systemClock,
    out: process.stderr,
  });
  for (let index = done; index < total && !interrupt.asked(); index += 1) {
    await books.ringUp(index);
    progress.advance(index + 1);
  }
  progress.finish();
  interrupt.done();
  if (interrupt.asked()) {
    process.stderr.write(`${words.stopped}\n`);
    return 130;
  }
  say([words.adding]);
  return await report(start, journey, await books.finish(), directory, words);
}

async function report(
  start: Start,
  journey: Journey,
  books: Awaited<ReturnType<ReplayBooks["finish"]>>,
  directory: string,
  words: ReplayWords,
): Promise<number> {
  const { figures, trial, audit, zReports, zWrong } = books;
  const { totals, groups } = checkReplay(journey.sums, figures, journey.listed, {
    couponRows: journey.couponRows,
    brokenLines: journey.brokenLines,
    listedRows: journey.listedRows,
    basketsWithoutGoods: journey.basketsWithoutGoods,
  });
  writeReports(directory, figures, journey.listed, start.language, words);
  const holds =
    [...totals, ...groups].every((line) => line.holds) &&
    trial.sums.every(({ sum }) => sum === 0) &&
    audit.finding === null &&
    zWrong === 0;
  say([
    ...figureLines(figures, start.language),
    ...listedLines(journey.listed, words, join(directory, "in-no-sale.csv")),
    ...checkLines(totals, groups, words),
    ...trialBalanceLines(trial, words),
    "",
    words.audit(audit.entries, audit.finding === null),
    ...(audit.finding === null ? [] : [`  ${audit.finding.message}`]),
    words.zReports(zReports, zWrong),
    words.written(directory),
    "",
    words.verdict(holds),
  ]);
  return holds ? 0 : 1;
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}
