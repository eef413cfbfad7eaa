import { printQueued } from "../terminal/print-document.js";
import { amountText } from "../terminal/sale-lines.js";
import { askAmount, type Desk, OPERATOR, told } from "./desk.js";

/** Opens a shift when none is open; answers whether one is open now. */
export async function openShift(desk: Desk): Promise<boolean> {
  const { shop, words } = desk;
  const { shift } = await shop.till.current();
  if (shift !== null) {
    desk.console.say(`  ${words.shiftOpen(shift.operatorId)}`);
    return true;
  }
  const float = await askAmount(desk, words.askFloat, 50_000);
  if (float === null) return false;
  return told(desk, await shop.till.openShift({ key: desk.key(), ...OPERATOR, float })) !== null;
}

/** Looks at the shift, moves cash, or closes it with a blind count. */
export async function shiftMenu(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const answer = await desk.console.ask(words.shiftMenu);
  if (answer === "x") await look(desk);
  else if (answer === "c") await close(desk);
  else if (answer === "d" || answer === "i" || answer === "o") {
    const amount = await askAmount(desk, words.askAmount(amountText(shop, 10_000)), 10_000);
    if (amount === null) return;
    const command = { key: desk.key(), amount, reason: "till" };
    const { till } = shop;
    if (answer === "d") told(desk, await till.drop(command));
    else if (answer === "i") told(desk, await till.paidIn(command));
    else told(desk, await till.paidOut(command));
    await look(desk);
  }
}

async function look(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const report = told(desk, await shop.till.xReport());
  if (report === null) return;
  const [net, cash] = [amountText(shop, report.net), amountText(shop, report.cash.expected)];
  desk.console.say(`  ${words.xReport(report.sales.count, net, cash)}`);
}

async function close(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const counted = await askAmount(desk, words.askCount, null);
  if (counted === null) return;
  const report = told(desk, await shop.till.closeShift({ key: desk.key(), counted }));
  if (report === null) return;
  const printed = (await printQueued(shop, desk.receipts)).at(-1);
  desk.console.say(...(printed?.preview ?? []).map((line) => `    ${line}`));
  const difference = amountText(shop, report.cash.difference ?? 0);
  desk.console.say(`  ${words.closed(report.number ?? "", difference)}`);
}
