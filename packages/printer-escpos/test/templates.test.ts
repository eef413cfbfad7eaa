import { chinese58, chinese80, encode, previewText } from "@tillwright/printer-escpos";
import { parseReceiptDocument } from "@tillwright/printer-escpos/parse";
import {
  kitchenSlip,
  priceLabel,
  reprintOf,
  topUpReceipt,
} from "@tillwright/printer-escpos/templates";
import { describe, expect, test } from "vitest";
// @ts-expect-error The samples are those of the script that draws the pictures.
import { templateSamples as samples } from "../scripts/template-samples.mjs";
import { documentOf } from "./documents.js";

const languages = ["zh-CN", "en"] as const;

const prints = languages.flatMap((language) =>
  [chinese58, chinese80].map((profile) => ({ language, profile, columns: profile.columns })),
);

describe.each(prints)("templates in $language on $columns columns", ({ language, profile }) => {
  const named: [string, unknown][] = Object.entries(samples(language, profile.columns));

  test.each(named)("%s prints with nothing replaced and nothing too wide", (_, given) => {
    const parsed = parseReceiptDocument(given);
    expect(parsed).toMatchObject({ ok: true });
    if (!parsed.ok) return;
    const { bytes, unprintable, issues } = encode(parsed.value, profile);
    expect([unprintable, issues]).toEqual([[], []]);
    expect(previewText(bytes, profile)).toMatchSnapshot();
  });
});

describe("templates", () => {
  test("what is not given is left out", () => {
    const lines = (document: Parameters<typeof encode>[0]) =>
      previewText(encode(document, chinese58).bytes, chinese58).join("\n");
    const topUp = topUpReceipt(
      { shop: "店", number: "1", time: "now", member: "1", paid: "¥1", balance: "¥1" },
      "en",
    );
    expect(lines(topUp)).not.toMatch(/Bonus|Served|undefined/);
    const slip = kitchenSlip(
      { order: "1", time: "now", lines: [{ name: "Tea", pieces: "1" }] },
      "en",
    );
    expect(lines(slip)).toContain("Take away");
    expect(lines(slip)).not.toMatch(/RUSH|Total|undefined/);
    expect(priceLabel({ name: "Tea", price: "¥1" }, "en").copies).toBeUndefined();
    expect(priceLabel({ name: "Tea", price: "¥1", copies: 3 }, "en").copies).toBe(3);
  });

  test("a reprint opens no drawer, also not from inside a group, and is marked at both ends", () => {
    const document = reprintOf(
      {
        ...documentOf(
          { type: "text", text: "sale" },
          { type: "group", blocks: [{ type: "drawer" }, { type: "buzzer" }] },
          { type: "cut" },
        ),
        copies: 2,
      },
      "now",
      "en",
    );
    expect(document.copies).toBeUndefined();
    expect(document.blocks.map((block) => block.type)).toEqual([
      "text",
      "columns",
      "text",
      "group",
      "text",
      "cut",
    ]);
    expect(JSON.stringify(document)).not.toContain("drawer");
  });
});
