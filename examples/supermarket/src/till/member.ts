import { maskPhone, parsePhone } from "@tillwright/core-members";
import { amountText } from "../terminal/sale-lines.js";
import { askAmount, balancesOf, type Desk, show, told } from "./desk.js";

/** Finds a member by phone, or registers one, and shows it to the sale; an empty phone takes the member off. */
export async function chooseMember(desk: Desk): Promise<string | null> {
  const { shop, words } = desk;
  const text = await desk.console.ask(words.askPhone);
  if (text === null) return null;
  if (text === "") {
    const view = told(desk, await shop.till.attachMember({ key: desk.key(), memberId: null }));
    if (view !== null) show(desk, view);
    return null;
  }
  const phone = parsePhone(text);
  if (!phone.ok) {
    desk.console.say(`  ✗ ${words.notAPhone}`);
    return null;
  }
  const known = await shop.members.byPhone(phone.value);
  const memberId = known?.memberId ?? (await register(desk, phone.value));
  if (memberId === null) return null;
  const { points, stored } = await balancesOf(desk, memberId);
  desk.console.say(`  ${words.member(maskPhone(phone.value), points, amountText(shop, stored))}`);
  if ((await shop.till.current()).sale !== null) {
    const view = told(desk, await shop.till.attachMember({ key: desk.key(), memberId }));
    if (view !== null) show(desk, view);
  }
  return memberId;
}

async function register(desk: Desk, phone: string): Promise<string | null> {
  const { shop, words } = desk;
  const name = await desk.console.ask(words.askName);
  if (name === null) return null;
  const registration = name === "" ? { phone } : { phone, name };
  const made = told(desk, await shop.till.registerMember({ key: desk.key(), registration }));
  if (made === null) return null;
  desk.console.say(`  ${words.registered(maskPhone(phone))}`);
  return made.memberId;
}

/** Tops up a member's stored value in cash. */
export async function topUp(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const memberId = await chooseMember(desk);
  if (memberId === null) return;
  const amount = await askAmount(desk, words.askTopUp, 20_000);
  if (amount === null) return;
  const tender = { kind: "cash" as const };
  const done = told(desk, await shop.till.topUp({ key: desk.key(), memberId, amount, tender }));
  if (done === null) return;
  const { principal, bonus } = done;
  desk.console.say(`  ${words.toppedUp(amountText(shop, principal), amountText(shop, bonus))}`);
}

/** Points pay as much of the sale as they may. */
export async function payWithPoints(desk: Desk): Promise<void> {
  const { shop, words } = desk;
  const view = told(desk, await shop.till.usePoints({ key: desk.key(), points: "max" }));
  if (view === null) return;
  show(desk, view);
  const { points } = view.priced;
  if (points !== null) {
    desk.console.say(`  ${words.points(points.used, amountText(shop, points.amount))}`);
  }
}
