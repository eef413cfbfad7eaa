import { join } from "node:path";
import { isStoreError } from "@tillwright/store-sql";
import type { Start } from "../start.js";
import { amountText } from "../terminal/sale-lines.js";
import { systemClock, systemIds } from "../terminal/system.js";
import { openShop } from "../wiring/open-shop.js";
import { simulatedPayments } from "../wiring/simulated-payments.js";
import { openConsole } from "./console.js";
import { type Desk, show, showAdvice, told } from "./desk.js";
import { addGoods, changeQuantity, removeLine } from "./goods.js";
import { chooseMember, payWithPoints, topUp } from "./member.js";
import { pay } from "./pay.js";
import { refund } from "./refund.js";
import { openShift, shiftMenu } from "./shift.js";
import { tillWords } from "./words.js";

/** What each function key types. */
const KEYS = { f1: "?", f2: "m", f3: "h", f4: "p", f5: "r", f6: "s" };

/** Runs the interactive till until it is left; every command is durable when it answers. */
export async function runTill(start: Start): Promise<number> {
  const directory = join(start.directory, "till");
  const words = tillWords(start.language);
  let shop: Awaited<ReturnType<typeof openShop>>;
  try {
    shop = await openShop({
      directory,
      again: start.again,
      language: start.language,
      clock: systemClock,
      nextId: systemIds(),
      payments: simulatedPayments(),
    });
  } catch (error) {
    if (!isStoreError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const console = openConsole(process.stdin, process.stdout, KEYS);
  const receipts = join(directory, "receipts");
  const desk: Desk = { shop, console, words, receipts, key: systemIds() };
  try {
    console.say(words.title);
    if (await openShift(desk)) {
      await recover(desk);
      await work(desk);
    }
    console.say("", words.goodbye((await shop.till.current()).sale !== null));
    return 0;
  } finally {
    console.close();
    shop.close();
  }
}

/** Goes on where the last session stopped: an unfinished sale, payments that are not known. */
async function recover(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const { sale, unknownPayments } = await shop.till.current();
  if (unknownPayments.length > 0) {
    desk.console.say(`  ${words.unsettled(unknownPayments.length)}`);
    told(desk, await shop.till.settlePayments({ key: desk.key() }));
  }
  if (sale === null) return;
  desk.console.say(`  ${words.recovered(sale.sale.lines.length)}`);
  show(desk, sale);
}

async function work(desk: Desk): Promise<void> {
  for (;;) {
    const text = await desk.console.ask(await promptOf(desk));
    if (text === null || text === "q") return;
    if (text !== "" && !(await obey(desk, text))) return;
  }
}

async function promptOf({ shop, words }: Desk): Promise<string> {
  const { sale } = await shop.till.current();
  if (sale === null) return words.emptyPrompt;
  return words.prompt(sale.sale.lines.length, amountText(shop, sale.priced.totals.due));
}

/** Does one command; answers whether the till goes on. */
async function obey(desk: Desk, text: string): Promise<boolean> {
  const [command = "", ...rest] = text.split(/\s+/);
  if (rest.length > 0 && command === "n") await changeQuantity(desk, rest);
  else if (rest.length > 0 && command === "d") await removeLine(desk, rest);
  else if (text.length > 1) await addGoods(desk, text);
  else if (text === "?") desk.console.say(...desk.words.help);
  else if (text === "m") await chooseMember(desk);
  else if (text === "j") await payWithPoints(desk);
  else if (text === "h") await holdOrResume(desk);
  else if (text === "p") await pay(desk);
  else if (text === "r") await refund(desk);
  else if (text === "t") await topUp(desk);
  else if (text === "w") await why(desk);
  else if (text === "s") {
    await shiftMenu(desk);
    return await openShift(desk);
  } else await addGoods(desk, text);
  return true;
}

async function holdOrResume(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const { sale, held } = await shop.till.current();
  if (sale !== null) {
    if (told(desk, await shop.till.hold({ key: desk.key() })) !== null) {
      desk.console.say(`  ${words.held}`);
    }
    return;
  }
  const [oldest] = held;
  if (oldest === undefined) {
    desk.console.say(`  ${words.noneHeld}`);
    return;
  }
  const resumed = await shop.till.resume({ key: desk.key(), saleId: oldest.saleId });
  const view = told(desk, resumed);
  if (view !== null) show(desk, view);
}

async function why(desk: Desk): Promise<void> {
  const { sale } = await desk.shop.till.current();
  if (sale === null) desk.console.say(`  ${desk.words.noSale}`);
  else showAdvice(desk, sale);
}
