import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runExample } from "./run-example.js";

async function play(language: "zh" | "en") {
  const folder = mkdtempSync(join(tmpdir(), "tillwright-hour-"));
  const run = await runExample(["--lang", language, "--dir", folder]);
  return { ...run, folder, out: run.out.replaceAll(folder, "DIR").replaceAll("\\", "/") };
}

describe.each(["zh", "en"] as const)("the scripted hour in %s", (language) => {
  test("is played the same each time, and every proof holds", async () => {
    const { code, err, out, folder } = await play(language);
    expect(err).toBe("");
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot(`golden/hour.${language}.txt`);

    const printed = readdirSync(join(folder, "hour", "receipts"));
    expect(printed.filter((name) => name.endsWith(".bin"))).toHaveLength(
      printed.filter((name) => name.endsWith(".svg")).length,
    );
    for (const name of printed.filter((one) => one.endsWith(".svg"))) {
      expect(readFileSync(join(folder, "hour", "receipts", name), "utf8")).toMatch(/^<svg /);
    }
  });
});
