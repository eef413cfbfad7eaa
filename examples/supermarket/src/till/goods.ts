import { productName, type SaleView, searchProducts } from "@tillwright/cashier";
import { pieces, type Quantity } from "@tillwright/values";
import { type Desk, show, told } from "./desk.js";
import { readEntry } from "./read-entry.js";

/** How many goods a search offers. */
const MOST_CHOICES = 9;

/** Adds what was typed: a barcode, or goods by name, with a quantity where one stands before it. */
export async function addGoods(desk: Desk, text: string): Promise<void> {
  const read = readEntry(text);
  if ("problem" in read) {
    desk.console.say(`  ✗ ${desk.words.notAQuantity(text)}`);
    return;
  }
  const { what, quantity } = read.entry;
  const view = /^\d{4,}$/.test(what)
    ? await scan(desk, what, quantity)
    : await addByName(desk, what, quantity);
  if (view !== null) show(desk, view);
}

async function scan(desk: Desk, code: string, quantity: Quantity | null): Promise<SaleView | null> {
  const counted = quantity === null ? {} : { quantity };
  return told(desk, await desk.shop.till.scan({ key: desk.key(), code, ...counted }));
}

async function addByName(
  desk: Desk,
  name: string,
  quantity: Quantity | null,
): Promise<SaleView | null> {
  const { shop, words } = desk;
  const found = searchProducts(shop.catalogue, name, MOST_CHOICES);
  if (found.length === 0) {
    desk.console.say(`  ✗ ${words.nothingFound(name)}`);
    return null;
  }
  let product = found[0];
  if (found.length > 1) {
    desk.console.say(
      ...found.map((one, index) => `  ${index + 1} ${productName(one.name, shop.language)}`),
    );
    product = found[Number(await desk.console.ask(words.choose)) - 1];
  }
  if (product === undefined) return null;
  const { productId } = product;
  const count = quantity ?? pieces(1);
  return told(desk, await shop.till.addProduct({ key: desk.key(), productId, quantity: count }));
}

/** `n LINE QUANTITY`: changes a quantity. */
export async function changeQuantity(desk: Desk, words: readonly string[]): Promise<void> {
  const lineId = await lineOf(desk, words[0]);
  if (lineId === null) return;
  const text = words.slice(1).join(" ");
  const read = readEntry(`${text}*x`);
  if ("problem" in read || read.entry.quantity === null) {
    desk.console.say(`  ✗ ${desk.words.notAQuantity(text)}`);
    return;
  }
  const { quantity } = read.entry;
  const changed = await desk.shop.till.changeQuantity({ key: desk.key(), lineId, quantity });
  const view = told(desk, changed);
  if (view !== null) show(desk, view);
}

/** `d LINE`: removes a line. */
export async function removeLine(desk: Desk, words: readonly string[]): Promise<void> {
  const lineId = await lineOf(desk, words[0]);
  if (lineId === null) return;
  const view = told(desk, await desk.shop.till.removeLine({ key: desk.key(), lineId }));
  if (view === null) return;
  desk.console.say(`  ${desk.words.removed}`);
  show(desk, view);
}

/** The line that stands at a number on the screen. */
async function lineOf(desk: Desk, text: string | undefined): Promise<string | null> {
  const { sale } = await desk.shop.till.current();
  const line = sale?.sale.lines[Number(text) - 1];
  if (line === undefined) desk.console.say(`  ✗ ${desk.words.notALine(text ?? "")}`);
  return line?.lineId ?? null;
}
