// Runs inside a project that installed the packed packages: the program that prints receipts, as a shop has it, from a file to
// every kind of preview, to a printer and back from bytes; and what it says to mistakes. Fails where it says something else.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startPrinterSimulator } from "@tillwright/printer-escpos/testing";

const manifestPath = createRequire(import.meta.url).resolve(
  "@tillwright/printer-escpos/package.json",
);
const { bin } = JSON.parse(readFileSync(manifestPath, "utf8"));
const program = join(dirname(manifestPath), bin["tillwright-print"]);

/** The program in a process of its own: its exit code and what it said. */
function run(...parameters) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...parameters]);
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
    });
    child.stderr.on("data", (data) => {
      said += data;
    });
    child.once("close", (code) => resolve({ code, said }));
  });
}

async function expectRun(parameters, code, text) {
  const seen = await run(...parameters);
  if (seen.code !== code || !seen.said.includes(text))
    throw new Error(
      `tillwright-print ${parameters.join(" ")}: ${code} and "${text}" expected, ${seen.code} seen:\n${seen.said}`,
    );
}

const blocks = [
  { type: "columns", cells: [{ text: "可口可乐" }, { text: "¥3.50", width: "content" }] },
  { type: "qr", data: "https://example.com/r/1" },
  { type: "cut" },
];
const receipt = { kind: "receipt-document", version: 1, blocks };
writeFileSync("receipt.json", JSON.stringify(receipt));
writeFileSync("wrong.json", JSON.stringify({ ...receipt, blocks: [{ type: "feed", lines: 0 }] }));
writeFileSync("broken.json", "{");

await expectRun(["receipt.json", "--preview", "text"], 0, "可口可乐");
await expectRun(["receipt.json", "--preview", "svg"], 0, "</svg>");
await expectRun(["receipt.json", "--preview", "png", "--out", "receipt.png"], 0, "");
if (readFileSync("receipt.png").readUInt32BE(0) !== 0x89504e47) throw new Error("no PNG");
await expectRun(["receipt.json", "--to", "receipt.bin"], 0, "Sent");
await expectRun(["decode", "receipt.bin"], 0, "FS &");

const printer = await startPrinterSimulator();
const address = `tcp://${printer.host}:${printer.port}`;
await expectRun(["receipt.json", "--to", address], 0, "Printed.");
if (printer.receipts().length !== 1) throw new Error(`${printer.receipts().length} receipts`);
printer.set({ paper: "out" });
await expectRun(["receipt.json", "--to", address], 3, "paper-out");
await printer.close();
await expectRun(["receipt.json", "--to", address], 3, "nothing was sent");

await expectRun([], 2, "tillwright-print FILE.json");
await expectRun(["none.json"], 1, "none.json");
await expectRun(["broken.json"], 1, "is no JSON");
await expectRun(["wrong.json"], 1, "blocks.0.lines: must be at least 1; it is 0.");
await expectRun(["receipt.json", "--profile", "laser"], 2, "There is no profile laser");
console.log("printed once");
