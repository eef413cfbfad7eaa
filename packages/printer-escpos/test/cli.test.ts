import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPrinterSimulator } from "@tillwright/printer-escpos/testing";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../src/cli/run-command.js";
import { documentOf, smallReceipt } from "./documents.js";

const folder = mkdtempSync(join(tmpdir(), "print-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
writeFileSync(at("receipt.json"), JSON.stringify(smallReceipt));

async function run(...parameters: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = await runCommand(parameters, {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    readFile: async (path) => new Uint8Array(readFileSync(path)),
    writeFile: async (path, bytes) => writeFileSync(path, bytes),
  });
  return { code, out: out.join("\n"), error: error.join("\n") };
}

describe("tillwright-print", () => {
  test("a file alone is shown as text", async () => {
    const { code, out } = await run(at("receipt.json"), "--profile", "chinese-58");
    expect(code).toBe(0);
    expect(out).toContain("可口可乐");
  });

  test("to a file: its bytes, which decode names one by one", async () => {
    expect(await run(at("receipt.json"), "--to", at("receipt.bin"))).toMatchObject({ code: 0 });
    const { code, out } = await run("decode", at("receipt.bin"));
    expect(code).toBe(0);
    expect(out.split("\n").slice(0, 2)).toEqual([
      "      0  ESC @   Initialize printer",
      "      2  FS &    Select Kanji character mode",
    ]);
    expect(out).toContain('"可口可乐');
    expect(out).not.toMatch(/^!/m);
  });

  test("decode names what it does not know, where it stands", async () => {
    writeFileSync(at("odd.bin"), Uint8Array.of(0x41, 0x1b, 0x7a));
    const { out } = await run("decode", at("odd.bin"));
    expect(out).toContain("?  1b 7a");
    expect(out).toContain("! No command 1B 7A is known (at 1).");
  });

  test("previews: svg to the terminal, png with the font that is installed", async () => {
    expect((await run(at("receipt.json"), "--preview", "svg")).out).toContain("</svg>");
    await run(at("receipt.json"), "--preview", "svg", "--out", at("a.svg"));
    expect(readFileSync(at("a.svg"), "utf8")).toContain("<svg");
    const { code, error } = await run(at("receipt.json"), "--preview", "png", "--out", at("a.png"));
    expect([code, error]).toEqual([0, ""]);
    expect([...readFileSync(at("a.png")).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  });

  test("to a printer: printed when it says so, and a word for what is wrong when not", async () => {
    const printer = await startPrinterSimulator();
    const target = `tcp://${printer.host}:${printer.port}`;
    expect(await run(at("receipt.json"), "--to", target)).toMatchObject({
      code: 0,
      out: "Printed.",
    });
    printer.set({ paper: "out" });
    expect(await run(at("receipt.json"), "--to", target)).toMatchObject({
      code: 3,
      error: "Not printed (paper-out); nothing was sent.",
    });
    expect(await run(at("receipt.json"), "--to", target, "--one-way")).toMatchObject({
      code: 0,
      out: "Sent; this printer cannot say that it is done.",
    });
    expect(printer.receipts()).toHaveLength(1);
    await printer.close();
    expect(await run(at("receipt.json"), "--to", target)).toMatchObject({
      code: 3,
      error: expect.stringContaining(`Not printed; nothing was sent. ${target}`),
    });
  });

  test("a line that breaks in the middle: nobody knows, and that has a code of its own", async () => {
    const printer = await startPrinterSimulator({
      mishap: (received) => (received > 12 ? "drop-line" : undefined),
    });
    const target = `tcp://${printer.host}:${printer.port}`;
    expect(await run(at("receipt.json"), "--to", target)).toMatchObject({
      code: 4,
      error: expect.stringMatching(/^Unknown \(line-lost\): .* Look at the paper/),
    });
    await printer.close();
  });

  test("bytes of any program are shown as they would print", async () => {
    const bytes = Uint8Array.of(0x1b, 0x40, 0xd6, 0xd0, 0xce, 0xc4, 0x0a, 0x1d, 0x56, 0);
    writeFileSync(at("foreign.bin"), bytes);
    const shown = await run("decode", at("foreign.bin"), "--preview", "text");
    expect([shown.code, shown.out.split("\n")[0]]).toEqual([0, "中文"]);
    const small = ["decode", at("foreign.bin"), "--profile", "chinese-58"];
    expect((await run(...small, "--preview", "svg")).out).toContain(
      '<svg xmlns="http://www.w3.org/2000/svg" width="464"',
    );
    await run(...small, "--preview", "png", "--out", at("foreign.png"));
    expect([...readFileSync(at("foreign.png")).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  });

  test("the profile with every code page reads those of IBM", async () => {
    // ESC t 2 is code page 850, in which 9B is ø.
    writeFileSync(at("danish.bin"), Uint8Array.of(0x1b, 0x74, 2, 0x9b, 0x6c, 0x0a));
    const lines = async (profile: string) =>
      (await run("decode", at("danish.bin"), "--profile", profile)).out.split("\n");
    expect(await lines("epson-80")).toContain('      3  "øl"  cp850');
    expect((await lines("western-80")).at(-1)).toBe(
      "! 1 byte(s) from 3 on are no character in code page 2: 9B.",
    );
  });

  test("codes are drawn with the library that is installed", async () => {
    const document = documentOf({ type: "pdf417", data: "R-2026" });
    writeFileSync(at("code.json"), JSON.stringify(document));
    const { out } = await run(at("code.json"), "--profile", "western-80", "--preview", "svg");
    expect(out).not.toContain("PDF417");
    expect(out.match(/v9h-/g)?.length).toBeGreaterThan(100);
  });

  test("a text preview goes to a file too", async () => {
    await run(at("receipt.json"), "--preview", "text", "--out", at("receipt.txt"));
    const { out } = await run(at("receipt.json"), "--preview", "text");
    expect(readFileSync(at("receipt.txt"), "utf8").trimEnd()).toBe(out);
  });

  test.each([
    [[], 2, "tillwright-print FILE.json"],
    [["decode"], 2, "tillwright-print FILE.json"],
    [["--nonsense"], 2, "nonsense"],
    [["receipt.json", "--profile", "laser"], 2, "There is no profile laser"],
    [["receipt.json", "--preview", "jpg"], 2, "not jpg"],
    [["receipt.json", "--preview", "png"], 2, "--out"],
    [["receipt.json", "--to", "tcp://"], 2, "is no address"],
    [["receipt.json", "--to", "tcp://printer:99999"], 2, "is no address"],
    [["receipt.json", "--to", "tcp://printer/queue"], 2, "is no address"],
    [["receipt.json", "--to", "http://printer"], 2, "is no address"],
    [["receipt.json", "--to", "/none/of/this"], 1, "/none/of/this"],
    [["receipt.json", "wrong.json"], 2, "One file at a time"],
    [["decode", "receipt.json", "wrong.json"], 2, "One file at a time"],
    [["decode", "none.json"], 1, "no such file"],
    [["decode", "list.json", "--to", "there"], 2, "decode sends nothing"],
    [["decode", "list.json", "--when", "gift"], 2, "knows no conditions"],
    [["decode", "list.json", "--one-way"], 2, "--one-way is for"],
    [["decode", "list.json", "--out", "there"], 2, "give --preview too"],
    [["decode", "list.json", "--profile", "laser"], 2, "There is no profile laser"],
    [["receipt.json", "--out", "there"], 2, "give --preview too"],
    [["receipt.json", "--font", "there"], 2, "--font is for"],
    [["receipt.json", "--one-way"], 2, "--one-way is for"],
    [
      ["receipt.json", "--preview", "png", "--out", "x.png", "--font", "none.json"],
      1,
      "no such file",
    ],
    [["receipt.json", "--to"], 2, "argument missing"],
    [["empty.json"], 1, "is no JSON"],
    [["list.json"], 1, "is no receipt document"],
    [["none.json"], 1, "no such file"],
    [["broken.json"], 1, "is no JSON"],
    [["wrong.json"], 1, "blocks.0.lines: must be at least 1; it is 0."],
  ] as const)("%j ends with %i", async (parameters, code, message) => {
    writeFileSync(at("broken.json"), "{");
    writeFileSync(at("empty.json"), "");
    writeFileSync(at("list.json"), "[]");
    const wrong = { ...smallReceipt, blocks: [{ type: "feed", lines: 0 }] };
    writeFileSync(at("wrong.json"), JSON.stringify(wrong));
    const answer = await run(...parameters.map((one) => (one.endsWith(".json") ? at(one) : one)));
    expect([answer.code, answer.error]).toEqual([code, expect.stringContaining(message)]);
  });

  test("help says everything on the terminal; what is replaced is reported beside the print", async () => {
    expect(await run("--help")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/chinese-58.*; chinese-80 unless given$/),
    });
    const group = { type: "group", when: "gift", blocks: [{ type: "text", text: "🎁" }] };
    writeFileSync(at("emoji.json"), JSON.stringify({ ...smallReceipt, blocks: [group] }));
    expect((await run(at("emoji.json"))).error).toBe("");
    expect((await run(at("emoji.json"), "--when", "gift")).error).toBe(
      "blocks.0.blocks.0.text: 🎁 is printed as ?.",
    );
  });
});
