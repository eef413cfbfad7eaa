import {
  chinese58,
  columnsOf,
  isPrinterError,
  memoryTransport,
  padColumns,
  printedColumnsOf,
  printerProfiles,
  profileOf,
  terminalTable,
  western80,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";

describe("columns on a terminal", () => {
  test("Hanzi, full-width forms and emoji take two, letters and ambiguous signs one, marks none", () => {
    expect(
      ["中文", "￥", "😀", "👨‍👩‍👧", "❤️", "abc", "é·…", "e\u0301", "\u200b"].map(columnsOf),
    ).toEqual([4, 2, 2, 2, 2, 3, 3, 1, 0]);
  });

  test("padding fills or cuts to exactly the columns asked for", () => {
    expect(padColumns("牛奶", 7, "center")).toBe(" 牛奶  ");
    expect(padColumns("牛奶面包", 5)).toBe("牛奶…");
    expect(padColumns("牛奶面包", 4)).toBe("牛… ");
    expect(padColumns("牛奶", 1)).toBe("…");
    expect(padColumns("牛奶", 0)).toBe("");
    expect(padColumns("👨‍👩‍👧👨‍👩‍👧", 3)).toBe("👨‍👩‍👧…");
  });

  test("a table of Chinese and English lines up", () => {
    expect(
      terminalTable(
        [
          ["商品", "数量", "金额"],
          ["Milk", "2", "¥119.80"],
          ["可口可乐", "10"],
        ],
        ["left", "right", "right"],
      ),
    ).toEqual(["商品      数量     金额", "Milk         2  ¥119.80", "可口可乐    10"]);
    expect(terminalTable([])).toEqual([]);
  });
});

describe("columns in print", () => {
  test("count the bytes that are sent", () => {
    const texts = ["中文", "é", "·", "Жα", "¥", "abc", "😀"];
    expect(texts.map((text) => printedColumnsOf(text, chinese58))).toEqual([4, 2, 2, 4, 2, 3, 1]);
    expect(texts.map((text) => printedColumnsOf(text, western80))).toEqual([2, 1, 1, 2, 1, 3, 1]);
  });
});

describe("profiles", () => {
  test("are found by id, are frozen, and Hanzi fill their lines", () => {
    for (const profile of printerProfiles) {
      expect(profileOf(profile.id)).toBe(profile);
      expect(Object.isFrozen(profile)).toBe(true);
      expect(profile.columns * 12).toBe(profile.dots);
    }
    expect(profileOf("laser")).toBeUndefined();
  });
});

describe("a transport into memory", () => {
  test("keeps what is written in order, even if the caller reuses its array", async () => {
    const transport = memoryTransport();
    const bytes = Uint8Array.of(1, 2);
    await transport.write(bytes);
    bytes.fill(9);
    await transport.write(Uint8Array.of(3));
    expect([...transport.written()]).toEqual([1, 2, 3]);
  });

  test("takes nothing after it is closed; closing twice is no mistake", async () => {
    const transport = memoryTransport();
    await transport.close();
    await transport.close();
    const caught = await transport.write(Uint8Array.of(1)).catch((error: unknown) => error);
    expect(isPrinterError(caught, "printer.transport-closed")).toBe(true);
    expect(transport.written()).toHaveLength(0);
  });
});
