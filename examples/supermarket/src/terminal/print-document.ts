import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chinese80, encode, previewSvg, previewText } from "@tillwright/printer-escpos";
import { parseReceiptDocument } from "@tillwright/printer-escpos/parse";
import { readDocument } from "../wiring/answers.js";
import type { Shop } from "../wiring/open-shop.js";

/** What was printed: the preview for the terminal and where the files are. */
export interface Printed {
  readonly preview: readonly string[];
  readonly bin: string;
  readonly svg: string;
}

/** Takes the queued print jobs in their order, writes each as `.bin` and `.svg` under a folder, and marks it done. */
export async function printQueued(shop: Shop, directory: string): Promise<readonly Printed[]> {
  mkdirSync(directory, { recursive: true });
  const printed: Printed[] = [];
  for (const job of await shop.tillStore.printJobs(shop.owner)) {
    const document = readDocument("print job", parseReceiptDocument(job.document));
    const { bytes } = encode(document, chinese80);
    const name = job.jobId.replace(/[^A-Za-z0-9.-]+/g, "_");
    const bin = join(directory, `${name}.bin`);
    const svg = join(directory, `${name}.svg`);
    writeFileSync(bin, bytes);
    writeFileSync(svg, previewSvg(bytes, chinese80));
    await shop.tillStore.printed(shop.owner, job.jobId);
    printed.push({ preview: withoutBlankRuns(previewText(bytes, chinese80)), bin, svg });
  }
  return printed;
}

/** The paper that is fed before the cut would scroll the receipt off the screen: one blank line stands for several. */
function withoutBlankRuns(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => line.trim() !== "" || lines[index - 1]?.trim() !== "");
}
