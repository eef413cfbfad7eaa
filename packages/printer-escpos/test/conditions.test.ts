import {
  chinese58,
  chinese80,
  encode,
  type PrinterProfile,
  type ReceiptBlock,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { documentOf } from "./documents.js";
import { linesOf } from "./reading.js";

const says = (text: string): ReceiptBlock => ({ type: "text", text });

const when = (condition: string): ReceiptBlock => ({
  type: "group",
  when: condition,
  blocks: [says(condition)],
});

const linesFor = (
  profile: PrinterProfile,
  copies: number,
  conditions: readonly string[],
  ...blocks: ReceiptBlock[]
): string[] =>
  linesOf(encode({ ...documentOf(...blocks), copies }, profile, { conditions }).bytes, profile).map(
    ({ text }) => text,
  );

describe("conditions that are known by themselves", () => {
  test("the first copy and the others", () => {
    expect(linesFor(chinese58, 3, [], when("first"), when("copy"))).toEqual([
      "first",
      "copy",
      "copy",
    ]);
  });

  test("paper is wide from forty columns on", () => {
    const width = (columns: number) =>
      linesFor({ ...chinese80, columns }, 1, [], when("narrow"), when("wide"));
    expect([width(39), width(40)]).toEqual([["narrow"], ["wide"]]);
  });

  test("a knife is there or not", () => {
    expect(linesFor(chinese58, 1, [], when("cutter"))).toEqual([]);
    expect(linesFor({ ...chinese58, cuts: ["full"] }, 1, [], when("cutter"))).toEqual(["cutter"]);
  });
});

describe("conditions of the program", () => {
  test("when and unless of one group must both agree", () => {
    const group: ReceiptBlock = {
      type: "group",
      when: "member",
      unless: "staff",
      blocks: [says("points")],
    };
    expect(linesFor(chinese58, 1, ["member"], group)).toEqual(["points"]);
    expect(linesFor(chinese58, 1, ["member", "staff"], group)).toEqual([]);
    expect(linesFor(chinese58, 1, ["staff"], group)).toEqual([]);
    expect(linesFor(chinese58, 1, [], group)).toEqual([]);
  });

  test("nothing holds where nothing is said", () => {
    const group: ReceiptBlock = { type: "group", unless: "member", blocks: [says("join us")] };
    expect(linesFor(chinese58, 1, [], group)).toEqual(["join us"]);
  });
});

test("groups stand sixteen deep in each other; a deeper one is not printed and named with its place", () => {
  const nested = (depth: number): ReceiptBlock =>
    depth === 0 ? says("here") : { type: "group", blocks: [nested(depth - 1)] };
  expect(linesFor(chinese58, 1, [], nested(16))).toEqual(["here"]);
  expect(linesFor(chinese58, 1, [], nested(17))).toEqual([]);
  const { issues } = encode(documentOf(nested(17), says("behind")), chinese58);
  expect(issues).toEqual([
    {
      code: "printer.group-too-deep",
      path: ["blocks", 0, ...Array.from({ length: 16 }, () => ["blocks", 0]).flat()],
      message: "It stands in 16 groups; it is left out.",
    },
  ]);
});

test("what the printer has not is named with its place", () => {
  const { buzzer: _, ...quiet } = chinese58;
  const { issues } = encode(documentOf({ type: "drawer" }, { type: "buzzer" }), {
    ...quiet,
    drawer: false,
  });
  expect(issues).toEqual([
    {
      code: "printer.no-drawer",
      path: ["blocks", 0],
      message: "The printer chinese-58 has no drawer to open.",
    },
    {
      code: "printer.no-buzzer",
      path: ["blocks", 1],
      message: "The printer chinese-58 has no buzzer.",
    },
  ]);
});
