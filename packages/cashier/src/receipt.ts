import type { ReceiptBlock, ReceiptDocument } from "@tillwright/printer-escpos";
import {
  displayMoney,
  formatMoney,
  formatQuantity,
  type Language,
  type MinorUnits,
  type SettledLine,
} from "@tillwright/values";
import { centered, clockText, row, shopHead } from "./receipt-blocks.js";
import { type ReceiptWords, receiptWordsOf } from "./receipt-words.js";
import type { SettledSale, SettledTender } from "./settled-sale.js";
import type { ReceiptShop } from "./till-parts.js";

/** How a receipt is made from a sale. @public */
export interface ReceiptOptions {
  readonly language: Language;
  /** Of the paper: 32 at 58 mm, 48 at 80 mm. */
  readonly columns: 32 | 48;
  readonly shop: ReceiptShop;
  /** What promotions are called, by id; the id is printed where a name is missing. */
  readonly promotionNames?: Readonly<Record<string, string>>;
  /** How the member is named: a masked phone, never the whole one. */
  readonly member?: string;
  /** Marks the receipt as printed again. */
  readonly reprint?: boolean;
  /** Sends the pulse that opens the drawer. */
  readonly openDrawer?: boolean;
}

/**
 * A settled sale or refund as a receipt: the goods with the promotions under them, totals, tenders with change and 抹零,
 * points, and what the customer saved. Plain data for the printer; a refund says so at its head and names the sale.
 *
 * @example
 * ```ts
 * import { receiptOf, type SettledSale } from "@tillwright/cashier";
 *
 * const sale: SettledSale = {
 *   version: 1, kind: "sale", saleId: "s1", number: "01-000001", sequence: 1, refersTo: null, storeId: "S1",
 *   tillId: "T1", shiftId: "h1", operatorId: "zhang", sellerId: "zhang", memberId: null, channel: "till",
 *   currency: "CNY", completedAt: 0, zone: "Asia/Shanghai", businessDay: "1970-01-01", localHour: 8, lines: [],
 *   totals: { list: 0, deal: 0, discount: 0, tax: 0, paid: 0, cashRounding: 0, due: 0 }, tenders: [],
 *   cashRounding: { amount: 0, shares: [] }, discountShares: [], applied: [], rules: "", programme: null,
 *   points: { earned: 0, used: 0, usedAmount: 0, balanceAfter: null }, loyalty: null, note: null,
 * };
 * const shop = { name: "河畔超市", address: null, phone: null, footer: [] };
 * receiptOf(sale, { language: "zh-CN", columns: 48, shop }).blocks.at(-1); //=> { "type": "cut" }
 * ```
 *
 * @public
 */
export function receiptOf(sale: SettledSale, options: ReceiptOptions): ReceiptDocument {
  const words = receiptWordsOf(options.language);
  const rule: ReceiptBlock = { type: "rule" };
  const points = pointsRows(sale, words);
  return {
    kind: "receipt-document",
    version: 1,
    blocks: [
      ...(options.openDrawer ? [{ type: "drawer" } as const] : []),
      ...shopHead(options.shop),
      ...marks(sale, options, words),
      ...headRows(sale, options, words),
      rule,
      ...sale.lines.flatMap((line) => lineRows(sale, line, options, words)),
      rule,
      ...totalRows(sale, options, words),
      ...sale.tenders
        .filter((tender) => !isKept(tender))
        .flatMap((tender) => tenderRows(sale, tender, options, words)),
      ...(points.length > 0 ? [rule, ...points] : []),
      ...savedRows(sale, options, words),
      ...options.shop.footer.map(centered),
      { type: "feed", lines: 2 },
      { type: "cut" },
    ],
  };
}

function marks(
  sale: SettledSale,
  options: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  const texts = [
    ...(sale.kind === "refund" ? [words.refund] : []),
    ...(options.reprint ? [words.reprint] : []),
  ];
  return texts.map((text) => ({ type: "text", text, align: "center", bold: true }));
}

function headRows(
  sale: SettledSale,
  options: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  return [
    row(`${words.number} ${sale.number}`, clockText(sale.completedAt, sale.zone)),
    row(`${words.operator} ${sale.operatorId}`, `${words.till} ${sale.tillId}`),
    ...(options.member === undefined ? [] : [row(`${words.member} ${options.member}`, "")]),
  ];
}

function lineRows(
  sale: SettledSale,
  line: SettledLine,
  options: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  const amount = formatMoney(line.list, sale.currency);
  const quantity = formatQuantity(line.quantity, options.language);
  const goods: readonly ReceiptBlock[] =
    options.columns === 48
      ? [
          {
            type: "columns",
            cells: [
              { text: line.name },
              { text: quantity, width: { columns: 9 }, align: "right" },
              { text: amount, width: { columns: 10 }, align: "right" },
            ],
          },
        ]
      : [{ type: "text", text: line.name }, row(`  ${quantity}`, amount)];
  const byLane: Readonly<Record<string, string>> = {
    points: words.pointsOffset,
    manual: words.manual,
  };
  return [
    ...goods,
    ...giftMark(sale, line, options, words),
    ...line.discounts
      .filter(({ amount: off }) => off > 0)
      .map(({ promotionId, lane, amount: off }) => {
        const name = options.promotionNames?.[promotionId] ?? byLane[lane] ?? promotionId;
        return row(`  ${name}`, formatMoney(-off, sale.currency));
      }),
  ];
}

/** Says that a line is a gift, and of which promotion. */
function giftMark(
  { gifts = [] }: SettledSale,
  { lineId }: SettledLine,
  { promotionNames }: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  const gift = gifts.find((one) => one.lineId === lineId);
  if (gift === undefined) return [];
  const { promotionId } = gift;
  return [row(`  ${words.gift} ${promotionNames?.[promotionId] ?? promotionId}`, "")];
}

/** Of a refund: what was kept of it, and is not paid back. */
function isKept({ kind }: SettledTender): boolean {
  return kind === "kept-back" || kind === "points-debt";
}

function keptRows(
  { tenders, keptBack, currency }: SettledSale,
  { language }: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  const money = (amount: MinorUnits): string => displayMoney(amount, currency, language);
  return [
    ...tenders
      .filter(isKept)
      .map(({ kind, received }) => row(words.tenders[kind], money(-received))),
    ...(keptBack?.gifts ?? []).map(({ name, count, value }) =>
      row(`  ${name}`, `${words.keptGift} ${count} × ${formatMoney(value, currency)}`),
    ),
  ];
}

/** The tax by class, or all of it for a sale that has no classes. */
function taxRows(
  { taxes = [], totals }: SettledSale,
  words: ReceiptWords,
  money: (amount: MinorUnits) => string,
): readonly ReceiptBlock[] {
  if (taxes.length === 0) return totals.tax === 0 ? [] : [row(words.tax, money(totals.tax))];
  return taxes
    .filter(({ tax }) => tax !== 0)
    .map(({ rate, tax }) => row(`${words.tax} ${rate}`, money(tax)));
}

function totalRows(
  sale: SettledSale,
  options: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  const { totals, currency, kind, tenders } = sale;
  const { language } = options;
  const { list, discount, paid, cashRounding, due } = totals;
  const kept = keptRows(sale, options, words);
  const keptAmount = tenders.filter(isKept).reduce((sum, { received }) => sum + received, 0);
  const money = (amount: MinorUnits): string => displayMoney(amount, currency, language);
  return [
    row(words.total, money(list)),
    ...(discount === 0 ? [] : [row(words.discount, money(-discount))]),
    ...taxRows(sale, words, money),
    ...(cashRounding === 0 && kept.length === 0
      ? []
      : [row(kind === "sale" ? words.due : words.dueBack, money(paid))]),
    ...(cashRounding === 0 ? [] : [row(words.rounding, money(-cashRounding))]),
    ...kept,
    row(kind === "sale" ? words.received : words.paidBack, money(due - keptAmount), true),
  ];
}

function tenderRows(
  { currency }: SettledSale,
  tender: SettledTender,
  { language }: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  const money = (amount: MinorUnits): string => displayMoney(amount, currency, language);
  const name = words.tenders[tender.kind];
  if (tender.change === 0) return [row(name, money(tender.received))];
  return [
    row(`${name} ${words.tendered}`, money(tender.tendered)),
    row(words.change, money(tender.change)),
  ];
}

function pointsRows({ points, kind }: SettledSale, words: ReceiptWords): readonly ReceiptBlock[] {
  const { earned, used, balanceAfter } = points;
  const [earnedWord, usedWord] =
    kind === "sale"
      ? [words.pointsEarned, words.pointsUsed]
      : [words.pointsTakenBack, words.pointsGivenBack];
  return [
    ...(used === 0 ? [] : [row(usedWord, String(used))]),
    ...(earned === 0 ? [] : [row(earnedWord, String(earned))]),
    ...(balanceAfter === null ? [] : [row(words.pointsBalance, String(balanceAfter))]),
  ];
}

function savedRows(
  { totals, currency, kind }: SettledSale,
  { language }: ReceiptOptions,
  words: ReceiptWords,
): readonly ReceiptBlock[] {
  const saved = totals.discount + totals.cashRounding;
  if (kind === "refund" || saved <= 0) return [];
  return [row(words.saved, displayMoney(saved, currency, language), true)];
}
