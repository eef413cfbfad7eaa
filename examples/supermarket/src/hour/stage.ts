import { productName, type SaleView, type SettledSale } from "@tillwright/cashier";
import {
  pointsAccount,
  storedBonusAccount,
  storedPrincipalAccount,
} from "@tillwright/loyalty-rules";
import type { Outcome, Refusal } from "@tillwright/values";
import { type Printed, printQueued } from "../terminal/print-document.js";
import { adviceLines, amountText, saleLines } from "../terminal/sale-lines.js";
import { CURRENCY, type Shop } from "../wiring/open-shop.js";
import { sentence } from "../wiring/sentences.js";
import type { SimulatedPayments } from "../wiring/simulated-payments.js";
import type { ScriptedClock } from "./scripted-clock.js";
import type { HourWords } from "./words.js";

/** What every scene of the hour plays on. */
export interface Stage {
  readonly shop: Shop;
  readonly payments: SimulatedPayments;
  readonly clock: ScriptedClock;
  readonly words: HourWords;
  /** Where receipts are written. */
  readonly receipts: string;
  /** A fresh command key. */
  readonly key: () => string;
  readonly say: (...lines: readonly string[]) => void;
}

/** Moves the clock on and says what happens now. */
export function scene(stage: Stage, time: string, what: string): void {
  stage.clock.set(time);
  stage.say("", `── ${time} ${what}`);
}

/** Says a refusal in the shop's language; a command that was expected to be refused but was not is an error. */
export function sayRefusal(stage: Stage, before: string, outcome: Outcome<unknown, Refusal>): void {
  if (outcome.ok) throw new Error(`${before} was expected to be refused`);
  stage.say(`   ${before} ${sentence(stage.shop, outcome.refusal)}`);
}

/** Shows a sale with the reason of each price, and what is nearly reached. */
export function showSale(stage: Stage, view: SaleView): void {
  const { shop, words } = stage;
  const { list, discount, due } = view.priced.totals;
  stage.say(
    ...saleLines(shop, view).map((line) => `   ${line}`),
    ...view.priced.gifts.map(({ productId, count }) => {
      const name = shop.catalogue.byId.get(productId ?? "")?.name ?? "";
      return `   ${words.gift(productName(name, shop.language), count)}`;
    }),
    `   ${words.total(amountText(shop, list), amountText(shop, discount), amountText(shop, due))}`,
    ...adviceLines(shop, view),
  );
}

/** Shows what a member holds now. */
export async function showBalances(stage: Stage, memberId: string): Promise<void> {
  const { journal } = stage.shop.tillStore;
  const at = stage.clock.now();
  const available = async (account: string) => (await journal.balance(account, at))?.available ?? 0;
  const points = await available(pointsAccount(memberId));
  const stored =
    (await available(storedPrincipalAccount(memberId, CURRENCY))) +
    (await available(storedBonusAccount(memberId, CURRENCY)));
  stage.say(`   ${stage.words.balance(points, amountText(stage.shop, stored))}`);
}

/** Says how a settled sale was paid, and the reasons that come with it. */
export function showSettled(stage: Stage, sale: SettledSale): void {
  const { shop, words } = stage;
  for (const tender of sale.tenders) {
    const name = words.tenders[tender.kind] ?? tender.kind;
    stage.say(`   ${words.paidBy(name, amountText(shop, tender.received))}`);
    if (tender.change > 0) {
      const given = amountText(shop, tender.tendered);
      stage.say(`   ${words.change(given, amountText(shop, tender.change))}`);
    }
  }
  stage.say(`   ${words.completed(sale.number)}`);
}

/** Prints what is queued; shows the last document as it would come out of the printer. */
export async function showPrinted(stage: Stage): Promise<void> {
  const printed = await printQueued(stage.shop, stage.receipts);
  const last: Printed | undefined = printed.at(-1);
  if (last === undefined) return;
  stage.say(
    `   ${stage.words.receipt(`${last.bin} · ${last.svg.replace(/^.*[\\/]/, "")}`)}`,
    `   ┌${"─".repeat(50)}┐`,
    ...last.preview.map((line) => `     ${line}`),
    `   └${"─".repeat(50)}┘`,
  );
}
