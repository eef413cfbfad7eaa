import type { Language } from "@tillwright/values";
import type { ReceiptBlock, ReceiptDocument } from "../receipt-document.js";
import { pair } from "./pieces.js";
import { wordsOf } from "./words.js";

/** The same without what happens once: the drawer stays closed and nothing beeps. */
function again(blocks: readonly ReceiptBlock[]): ReceiptBlock[] {
  return blocks
    .filter((block) => block.type !== "drawer" && block.type !== "buzzer")
    .map((block) => (block.type === "group" ? { ...block, blocks: again(block.blocks) } : block));
}

/**
 * A receipt printed again, marked as such at both ends so that nobody takes it for a second sale. It is printed once, opens no drawer
 * and does not beep.
 *
 * @example
 * ```ts
 * import { reprintOf } from "@tillwright/printer-escpos/templates";
 *
 * const document = reprintOf(
 *   { kind: "receipt-document", version: 1, copies: 2, blocks: [{ type: "text", text: "42.00" }, { type: "drawer" }] },
 *   "11-22 09:00",
 *   "en",
 * );
 * document.blocks.map((block) => block.type); //=> ["text", "columns", "text", "text"]
 * ```
 *
 * @public
 */
export function reprintOf(
  document: ReceiptDocument,
  time: string,
  language: Language,
): ReceiptDocument {
  const words = wordsOf(language);
  const mark: ReceiptBlock = {
    type: "text",
    text: ` ${words.reprint} `,
    align: "center",
    invert: true,
    bold: true,
  };
  const blocks = again(document.blocks);
  const last = blocks.at(-1);
  const head = [mark, pair(words.reprinted, time)].filter((block) => block !== undefined);
  const body = last?.type === "cut" ? [...blocks.slice(0, -1), mark, last] : [...blocks, mark];
  return { kind: document.kind, version: document.version, blocks: [...head, ...body] };
}
