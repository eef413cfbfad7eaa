import type { RefundLine, SettledSale } from "@tillwright/cashier";
import { formatQuantity } from "@tillwright/values";
import { printQueued } from "../terminal/print-document.js";
import { amountText } from "../terminal/sale-lines.js";
import { type Desk, told } from "./desk.js";

/** Refunds all of a sale, or lines and pieces of it, back to the tenders that paid. */
export async function refund(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const number = await desk.console.ask(words.askNumber);
  if (number === null || number === "") return;
  const sale = await shop.tillStore.saleByNumber(shop.owner, number);
  if (sale === null) {
    desk.console.say(`  ✗ ${words.unknownSale(number)}`);
    return;
  }
  desk.console.say(
    ...sale.lines.map((line, index) => {
      const quantity = formatQuantity(line.quantity, shop.language);
      return `  ${index + 1} ${line.name} ${quantity} ${amountText(shop, line.paid)}`;
    }),
  );
  const answer = await desk.console.ask(words.askLines);
  if (answer === null) return;
  const lines = answer === "" ? "all" : readLines(desk, sale, answer);
  if (lines === null) return;
  const { saleId } = sale;
  const reason = "customer returned goods";
  const done = told(desk, await shop.till.refund({ key: desk.key(), saleId, lines, reason }));
  if (done === null) return;
  const due = amountText(shop, done.sale.totals.due);
  const printed = (await printQueued(shop, desk.receipts)).at(-1);
  desk.console.say(...(printed?.preview ?? []).map((line) => `    ${line}`));
  desk.console.say(`  ${words.refunded(done.sale.number, due)}`);
}

/** Reads `1` or `2x1 3`: line numbers, with pieces where not all of a line comes back. */
function readLines(desk: Desk, sale: SettledSale, answer: string): readonly RefundLine[] | null {
  const lines: RefundLine[] = [];
  for (const word of answer.split(/\s+/)) {
    const [, number, count] = /^(\d+)(?:x(\d+))?$/.exec(word) ?? [];
    const line = sale.lines[Number(number) - 1];
    if (line === undefined) {
      desk.console.say(`  ✗ ${desk.words.notALine(word)}`);
      return null;
    }
    const { lineId } = line;
    lines.push(count === undefined ? { lineId } : { lineId, count: Number(count) });
  }
  return lines;
}
