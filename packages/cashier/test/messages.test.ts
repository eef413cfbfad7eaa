import { readFileSync } from "node:fs";
import { en } from "@tillwright/cashier/messages/en";
import { zhCN } from "@tillwright/cashier/messages/zh-CN";
import { catalogueIssues, renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";

function codesIn(file: string): readonly string[] {
  const source = readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8");
  return [...source.matchAll(/"(cashier\.[a-z-]+)"/g)].map(([, code = ""]) => code);
}

describe("messages", () => {
  test("both languages say the same things", () => {
    expect(catalogueIssues(zhCN, en)).toEqual([]);
  });

  test("every refusal and every line of a proof has its words, and none is left over", () => {
    const codes = [...codesIn("refusal.ts"), ...codesIn("shift-report.ts")];
    expect(Object.keys(en).sort()).toEqual([...new Set(codes)].sort());
  });

  test("a refusal reads like a sentence", () => {
    const reason = { code: "cashier.not-fully-paid", facts: { remaining: 1230, due: 5000 } };
    const currency = "CNY";
    expect(renderReason(zhCN, reason, { language: "zh-CN", currency })).toBe(
      "还差 ¥12.30（应付 ¥50.00）",
    );
    expect(renderReason(en, reason, { language: "en", currency })).toBe(
      "¥12.30 of ¥50.00 is still to pay",
    );
  });
});
