import type { SaleView, TenderRequest } from "@tillwright/cashier";
import { printQueued } from "../terminal/print-document.js";
import { amountText } from "../terminal/sale-lines.js";
import { askAmount, type Desk, show, told } from "./desk.js";

/** Takes tenders until the sale is paid, then completes it; `b` goes back to the goods. */
export async function pay(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const { sale, unknownPayments } = await shop.till.current();
  if (sale === null || sale.sale.lines.length === 0) {
    desk.console.say(`  ${words.noSale}`);
    return;
  }
  if (unknownPayments.length > 0) {
    told(desk, await shop.till.settlePayments({ key: desk.key() }));
  }
  let view: SaleView | null = (await shop.till.current()).sale;
  if (view?.sale.state !== "tendering") {
    view = told(desk, await shop.till.beginTendering({ key: desk.key() }));
  }
  if (view === null) return;
  show(desk, view);
  while (view.payment.remaining > 0) {
    const { remaining, cashDue } = view.payment;
    const prompt = words.askTender(amountText(shop, remaining), amountText(shop, cashDue));
    const answer = await desk.console.ask(prompt);
    if (answer === null) return;
    if (answer === "b") {
      const back = told(desk, await shop.till.cancelTendering({ key: desk.key() }));
      if (back === null) continue;
      desk.console.say(`  ${words.backToGoods}`);
      return;
    }
    const tender = await askTender(desk, answer, view);
    if (tender === null) continue;
    const added = told(desk, await shop.till.addTender({ key: desk.key(), tender }));
    if (added?.outcome === "unknown") {
      told(desk, await shop.till.settlePayments({ key: desk.key() }));
      desk.console.say(`  ${words.unknownPayment}`);
    }
    view = (await shop.till.current()).sale ?? view;
    if (view.sale.unknownAttemptId !== null) return;
  }
  await complete(desk, view);
}

async function askTender(
  desk: Desk,
  answer: string,
  view: SaleView,
): Promise<TenderRequest | null> {
  const { shop, words } = desk;
  const { remaining, cashDue } = view.payment;
  const suggested = answer === "c" ? cashDue : remaining;
  if (!["c", "v", "k", "y"].includes(answer)) return null;
  const amount = await askAmount(desk, words.askAmount(amountText(shop, suggested)), suggested);
  if (amount === null) return null;
  if (answer === "c") return { kind: "cash", tendered: amount };
  if (answer === "v") return { kind: "stored-value", amount };
  const reference = await desk.console.ask(words.askReference);
  if (reference === null || reference === "") return null;
  return answer === "k"
    ? { kind: "card", amount, reference }
    : { kind: "qr", amount, code: reference };
}

async function complete(desk: Desk, view: SaleView): Promise<void> {
  const { shop, words } = desk;
  const settled = told(desk, await shop.till.complete({ key: desk.key() }));
  if (settled === null) return;
  const printed = (await printQueued(shop, desk.receipts)).at(-1);
  desk.console.say(...(printed?.preview ?? []).map((line) => `    ${line}`));
  if (view.payment.change > 0) {
    desk.console.say(`  ${words.change(amountText(shop, view.payment.change))}`);
  }
  desk.console.say(`  ${words.completed(settled.sale.number, printed?.svg ?? "")}`);
}
