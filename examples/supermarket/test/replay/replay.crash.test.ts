import { join } from "node:path";
import { expect, test } from "vitest";
import { type Running, runExample, startExample } from "../run-example.js";
import { freshFolder, journeyText, madeUpRows, writeJourney } from "./journey-file.js";

const kills = Number(process.env["TILLWRIGHT_KILLS"] ?? 20);
const baskets = 1500;

/** What the report says of the whole, from its totals to its last line. */
function reportOf(out: string): string {
  return out.slice(out.indexOf("\nTotals\n")).replaceAll(/\S*replay-[0-9a-f]+/g, "replay");
}

/** Baskets that an earlier run had put into the books, as this run tells it. */
function doneBefore(out: string): number {
  if (out.includes("Every basket is in the books already")) return baskets;
  return Number(/Going on after (\d+) baskets/.exec(out)?.[1] ?? 0);
}

/** Kills a run some milliseconds after it began to ring up; answers whether it was still running. */
async function killWhileRingingUp(
  { child, ended }: Running,
  milliseconds: number,
): Promise<boolean> {
  child.stdout?.on("data", (chunk: Buffer) => {
    if (!chunk.toString("utf8").includes("baskets of goods")) return;
    setTimeout(() => child.kill("SIGKILL"), milliseconds);
  });
  return (await ended).signal === "SIGKILL";
}

test(`${kills} kills lose nothing that was counted and count nothing twice`, {
  timeout: 1_200_000,
}, async () => {
  const folder = freshFolder();
  const file = writeJourney(folder, journeyText(madeUpRows(baskets)), "journey.csv.gz");
  const parameters = (books: string) => ["replay", file, "--lang", "en", "--dir", books];
  const whole = await runExample(parameters(join(folder, "whole")));
  expect(whole.code).toBe(0);

  let books = join(folder, "killed-0");
  let furthest = 0;
  for (let killed = 0; killed < kills; ) {
    const running = await startExample(parameters(books));
    const wasKilled = await killWhileRingingUp(running, 3 + ((killed * 29) % 50));
    const { out, err } = await running.ended;
    expect(err).not.toContain("Error");
    expect(doneBefore(out)).toBeGreaterThanOrEqual(furthest);
    furthest = doneBefore(out);
    if (wasKilled) {
      killed += 1;
    } else {
      // It came to its end first; its books are right, and the next kills fall into new ones.
      expect(reportOf(out)).toBe(reportOf(whole.out));
      books = join(folder, `killed-${killed}`);
      furthest = 0;
    }
  }
  const last = await runExample(parameters(books));
  expect(last.code).toBe(0);
  expect(reportOf(last.out)).toBe(reportOf(whole.out));
});
