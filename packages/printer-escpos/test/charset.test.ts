import { chinese58, encode, isPrinterError, platformCharset } from "@tillwright/printer-escpos";
import { afterEach, describe, expect, test, vi } from "vitest";
import { documentOf } from "./documents.js";

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("a platform that lacks things", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test.each([
    ["no TextDecoder at all", undefined],
    [
      "a TextDecoder of UTF-8 alone",
      class {
        constructor(label: string) {
          if (label !== "utf-8") throw new RangeError(label);
        }
      },
    ],
  ])("%s: a clear error, and a table that is handed in prints", async (_, decoder) => {
    const { table } = platformCharset();
    vi.stubGlobal("TextDecoder", decoder);
    vi.resetModules();
    const fresh = await import("@tillwright/printer-escpos");
    const document = documentOf({ type: "text", text: "中文 ¥5" });
    const caught = thrownBy(() => fresh.encode(document, chinese58));
    expect(isPrinterError(caught, "printer.charset-unavailable")).toBe(true);
    const charset = fresh.charsetFromTable(table);
    const { bytes } = fresh.encode(document, chinese58, { charset });
    expect([...bytes].slice(4, 6)).toEqual([0xd6, 0xd0]);
    expect(fresh.previewText(bytes, chinese58, { charset })).toEqual(["中文 ￥5"]);
    // Without it the text is unreadable, but takes its columns, and nothing crashes.
    expect(fresh.previewText(bytes, chinese58)).toEqual(["\ufffd \ufffd  \ufffd 5"]);
    // A Western printer needs none of it.
    expect(fresh.encode(document, fresh.western80).bytes.length).toBeGreaterThan(4);
  });

  test("no Intl.Segmenter: characters are found by rule", async () => {
    vi.stubGlobal("Intl", { ...Intl, Segmenter: undefined });
    vi.resetModules();
    const fresh = await import("@tillwright/printer-escpos");
    const document = documentOf({ type: "text", text: "e\u0301👨‍👩‍👧" });
    expect(fresh.encode(document, chinese58)).toEqual(encode(document, chinese58));
  });
});
