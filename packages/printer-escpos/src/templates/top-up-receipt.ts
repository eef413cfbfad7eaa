import type { Language } from "@tillwright/values";
import type { ReceiptDocument } from "../receipt-document.js";
import { centred, documentOf, pair, title } from "./pieces.js";
import { wordsOf } from "./words.js";

/**
 * A top-up of stored value, every amount as it is to be printed.
 *
 * @public
 */
export interface TopUp {
  readonly shop: string;
  readonly number: string;
  readonly time: string;
  readonly staff?: string;
  /** As it may be seen by whoever finds the receipt: `138****1234`. */
  readonly member: string;
  readonly paid: string;
  readonly bonus?: string;
  /** How it was paid: name and amount of each tender. */
  readonly tenders?: readonly { readonly name: string; readonly amount: string }[];
  readonly principalLeft?: string;
  readonly bonusLeft?: string;
  readonly balance: string;
}

/**
 * The receipt of a top-up: what was paid in, what came on top, and both balances apart, since they are not the same money.
 *
 * @example
 * ```ts
 * import { chinese58, encode, previewText } from "@tillwright/printer-escpos";
 * import { topUpReceipt } from "@tillwright/printer-escpos/templates";
 *
 * const document = topUpReceipt(
 *   { shop: "幸福里", number: "T-1", time: "11-21 20:15", member: "138****1234", paid: "¥500.00", balance: "¥550.00" },
 *   "zh-CN",
 * );
 * previewText(encode(document, chinese58).bytes, chinese58)[7]; //=> "充值金额                ￥500.00"
 * ```
 *
 * @public
 */
export function topUpReceipt(topUp: TopUp, language: Language): ReceiptDocument {
  const words = wordsOf(language);
  return documentOf([
    title(topUp.shop),
    centred(words.topUp),
    { type: "rule" },
    pair(words.number, topUp.number),
    pair(words.time, topUp.time),
    pair(words.staff, topUp.staff),
    pair(words.member, topUp.member),
    { type: "rule" },
    pair(words.paid, topUp.paid, true),
    ...(topUp.tenders ?? []).map(({ name, amount }) => pair(`  ${name}`, amount)),
    pair(words.bonus, topUp.bonus),
    { type: "rule" },
    pair(words.principalLeft, topUp.principalLeft),
    pair(words.bonusLeft, topUp.bonusLeft),
    pair(words.balance, topUp.balance, true),
    { type: "feed", lines: 1 },
    centred(words.keep),
    { type: "cut" },
  ]);
}
