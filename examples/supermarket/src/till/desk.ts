import type { SaleView } from "@tillwright/cashier";
import {
  pointsAccount,
  storedBonusAccount,
  storedPrincipalAccount,
} from "@tillwright/loyalty-rules";
import { type MinorUnits, type Outcome, parseMoney, type Refusal } from "@tillwright/values";
import { adviceLines, amountText, saleLines } from "../terminal/sale-lines.js";
import { systemClock } from "../terminal/system.js";
import { CURRENCY, type Shop } from "../wiring/open-shop.js";
import { sentence } from "../wiring/sentences.js";
import type { Console } from "./console.js";
import type { TillWords } from "./words.js";

/** Who works at the interactive till. */
export const OPERATOR = { operatorId: "li-mei", role: "cashier" };

/** What every command of the interactive till works with. */
export interface Desk {
  readonly shop: Shop;
  readonly console: Console;
  readonly words: TillWords;
  readonly receipts: string;
  /** A fresh command key. */
  readonly key: () => string;
}

/** The value of an answer; a refusal is told in the shop's language and answers `null`. */
export function told<Value>(desk: Desk, outcome: Outcome<Value, Refusal>): Value | null {
  if (outcome.ok) return outcome.value;
  desk.console.say(`  ✗ ${sentence(desk.shop, outcome.refusal)}`);
  return null;
}

/** Shows a sale and what is nearly reached. */
export function show(desk: Desk, view: SaleView): void {
  const { shop, words } = desk;
  const { list, discount, due } = view.priced.totals;
  const text = (minor: MinorUnits) => amountText(shop, minor);
  desk.console.say(
    ...saleLines(shop, view).map((line) => `  ${line}`),
    `  ${words.total(text(list), text(discount), text(due))}`,
  );
}

/** Shows why promotions did not apply, or did not give more. */
export function showAdvice(desk: Desk, view: SaleView): void {
  desk.console.say(...adviceLines(desk.shop, view));
}

/** What a member can spend now. */
export async function balancesOf(
  desk: Desk,
  memberId: string,
): Promise<{ readonly points: number; readonly stored: MinorUnits }> {
  const { journal } = desk.shop.tillStore;
  const at = systemClock.now();
  const available = async (account: string) => (await journal.balance(account, at))?.available ?? 0;
  const principal = await available(storedPrincipalAccount(memberId, CURRENCY));
  const bonus = await available(storedBonusAccount(memberId, CURRENCY));
  return { points: await available(pointsAccount(memberId)), stored: principal + bonus };
}

/** Asks for an amount until it is one; an empty line takes the suggestion, the end of the input answers `null`. */
export async function askAmount(
  desk: Desk,
  prompt: string,
  suggested: MinorUnits | null,
): Promise<MinorUnits | null> {
  for (;;) {
    const text = await desk.console.ask(prompt);
    if (text === null) return null;
    if (text === "") {
      if (suggested !== null) return suggested;
      continue;
    }
    const parsed = parseMoney(text, CURRENCY);
    if (parsed.ok) return parsed.value;
    desk.console.say(`  ✗ ${desk.words.notAnAmount(text)}`);
  }
}
