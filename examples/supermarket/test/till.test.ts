import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readEntry } from "../src/till/read-entry.js";
import { runExample, startExample } from "./run-example.js";

function folder(): string {
  return mkdtempSync(join(tmpdir(), "tillwright-till-"));
}

/** A session at the till: what is typed, line by line. */
async function session(dir: string, ...typed: readonly string[]) {
  const input = typed.map((line) => `${line}\n`).join("");
  return await runExample(["till", "--lang", "en", "--dir", dir], { input });
}

describe("an evening at the interactive till", () => {
  test("scan, search by name, weigh, member, pay in cash with change", async () => {
    const { code, out } = await session(
      folder(),
      "", // the float that is suggested
      "6900000000021",
      "2*beer",
      "0.452 kg*Fuji",
      "m",
      "138 0000 1234",
      "Li Lei",
      "p",
      "c",
      "100",
      "q",
    );
    expect(code).toBe(0);
    expect(out).toContain("registered 138****1234");
    expect(out).toMatch(/Fuji apples +452 g/);
    expect(out).toMatch(/completed 01-000001/);
    expect(out).toMatch(/change ¥/);
  });

  test("what is unfinished when the till is left is there when it comes back", async () => {
    const dir = folder();
    const first = await session(dir, "", "6900000000021", "3*6900000000038");
    expect(first.out).toContain("The unfinished sale is kept");
    const second = await session(dir, "h", "h", "q");
    expect(second.out).toContain("going on with the unfinished sale: 2 lines");
    expect(second.out).toMatch(/held\n/);
    expect(second.out).toMatch(/Fresh beer/);
  });

  test("a kill in the middle of a sale loses no line that was shown", async () => {
    const dir = folder();
    const { child, ended } = await startExample(["till", "--lang", "en", "--dir", dir], {
      input: "\n6900000000021\n6900000000045\n",
      keepOpen: true,
    });
    let out = "";
    await new Promise<void>((resolve) => {
      child.stdout?.on("data", (chunk: Buffer) => {
        out += chunk.toString("utf8");
        if (out.includes("[2 lines")) resolve();
      });
    });
    child.kill("SIGKILL");
    await ended;
    const back = await session(dir, "q");
    expect(back.out).toContain("going on with the unfinished sale: 2 lines");
  });

  test("refund of one of two pieces, and a blind close with the Z report", async () => {
    const dir = folder();
    const { code, out } = await session(
      dir,
      "500.00",
      "2*6900000000045",
      "p",
      "c",
      "29.00",
      "r",
      "01-000001",
      "1x1",
      "s",
      "c",
      "514.50",
    );
    expect(code).toBe(0);
    expect(out).toContain("refund 01-R000001 of ¥14.50");
    expect(out).toMatch(/Z report 01-Z\d+, difference ¥0\.00/);
  });

  test("bad input is told and changes nothing", async () => {
    const { code, out } = await session(
      folder(),
      "12.345", // no float has three decimals
      "500",
      "6901234567892",
      "-1*6900000000021",
      "no such goods",
      "n 7 2",
      "p",
      "q",
    );
    expect(code).toBe(0);
    expect(out).toContain('"12.345" is no amount');
    expect(out).toContain("6901234567892");
    expect(out).toContain('"-1*6900000000021" is no quantity');
    expect(out).toContain('nothing found for "no such goods"');
    expect(out).toContain("there is no line 7");
    expect(out).toContain("no goods yet");
  });
});

test("what is typed before a * is a quantity", () => {
  expect(readEntry("3*beer")).toEqual({
    entry: { what: "beer", quantity: { kind: "pieces", count: 3 } },
  });
  expect(readEntry("0.452kg * 苹果")).toEqual({
    entry: { what: "苹果", quantity: { kind: "measure", amount: 452, unit: "g" } },
  });
  expect(readEntry("beer")).toEqual({ entry: { what: "beer", quantity: null } });
  expect(readEntry("0*beer")).toHaveProperty("problem");
  expect(readEntry("1.5*beer")).toHaveProperty("problem");
});
