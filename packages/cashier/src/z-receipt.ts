import type { ReceiptBlock, ReceiptDocument } from "@tillwright/printer-escpos";
import { displayMoney, formatMoney, type Language, type MinorUnits } from "@tillwright/values";
import { clockText, row, shopHead } from "./receipt-blocks.js";
import { type ReportWords, receiptWordsOf, reportWordsOf } from "./receipt-words.js";
import type { ShiftReport } from "./shift-report.js";
import type { ReceiptShop } from "./till-parts.js";

type Money = (amount: MinorUnits) => string;

const rule: ReceiptBlock = { type: "rule" };

function heading(text: string): ReceiptBlock {
  return { type: "text", text, bold: true };
}

/**
 * An X or Z report as it is printed: sales and refunds, tenders, departments, hours, promotions, the cash from float to
 * count, stored value, and the proof line by line.
 *
 * @example
 * ```ts
 * import { createMemoryTillStore, type ShiftReport, zReceiptOf } from "@tillwright/cashier";
 *
 * const sums = { count: 0, list: 0, discount: 0, tax: 0, paid: 0, cashRounding: 0, due: 0 };
 * const report: ShiftReport = {
 *   version: 1, kind: "z", number: "01-Z000001", storeId: "S1", tillId: "T1", shiftId: "h1", operatorId: "li",
 *   currency: "CNY", zone: "Asia/Shanghai", businessDay: "2027-01-15", openedAt: 0, at: 0,
 *   numbers: { sales: null, refunds: null }, sales: sums, refunds: sums, net: 0, byTender: [], byProduct: [],
 *   byDepartment: [], byHour: [], byTax: [], promotions: [],
 *   cash: {
 *     float: 0, sales: 0, topUps: 0, paidIn: 0, paidOut: 0, refunds: 0, drops: 0, expected: 0, counted: 0, difference: 0,
 *   },
 *   storedValue: {
 *     topUpPrincipal: 0, topUpBonus: 0, usedPrincipal: 0, usedBonus: 0, returnedPrincipal: 0, returnedBonus: 0,
 *   },
 *   points: { earned: 0, used: 0, takenBack: 0, givenBack: 0 },
 *   proof: [],
 * };
 * const shop = { name: "河畔超市", address: null, phone: null, footer: [] };
 * zReceiptOf(report, { language: "en", shop }).blocks[1]; //=> { "type": "text", "text": "Z report 01-Z000001", "align": "center", "bold": true }
 * ```
 *
 * @public
 */
export function zReceiptOf(
  report: ShiftReport,
  options: {
    readonly language: Language;
    readonly shop: ReceiptShop;
    readonly promotionNames?: Readonly<Record<string, string>>;
  },
): ReceiptDocument {
  const { language, shop, promotionNames = {} } = options;
  const words = reportWordsOf(language);
  const money: Money = (amount) => displayMoney(amount, report.currency, language);
  const { pointsOffset, manual } = receiptWordsOf(language);
  const byHand: Readonly<Record<string, string>> = { points: pointsOffset, manual };
  const title = report.kind === "z" ? `${words.z} ${report.number ?? ""}`.trim() : words.x;
  return {
    kind: "receipt-document",
    version: 1,
    blocks: [
      ...shopHead(shop),
      { type: "text", text: title, align: "center", bold: true },
      ...headRows(report, words, language),
      rule,
      ...salesRows(report, words, money),
      ...tenderRows(report, words, language, money),
      ...groupRows(
        words.byDepartment,
        report.byDepartment.map(({ name, paid }) => [name, paid]),
        money,
      ),
      ...groupRows(
        words.byHour,
        report.byHour.map(({ hour, paid }) => [`${String(hour).padStart(2, "0")}:00`, paid]),
        money,
      ),
      ...groupRows(
        words.promotions,
        report.promotions.map(({ promotionId, amount }) => [
          promotionNames[promotionId] ?? byHand[promotionId] ?? promotionId,
          -amount,
        ]),
        money,
      ),
      ...taxRows(report, words, money),
      ...cashRows(report, words, money),
      ...storedRows(report, words, money),
      ...proofRows(report, words),
      { type: "feed", lines: 2 },
      { type: "cut" },
    ],
  };
}

function headRows(
  report: ShiftReport,
  words: ReportWords,
  language: Language,
): readonly ReceiptBlock[] {
  const { operator, till } = receiptWordsOf(language);
  return [
    row(`${operator} ${report.operatorId}`, `${till} ${report.tillId}`),
    row(words.businessDay, report.businessDay),
    row(words.openedAt, clockText(report.openedAt, report.zone)),
    row(words.closedAt, clockText(report.at, report.zone)),
  ];
}

function salesRows(
  { sales, refunds, net }: ShiftReport,
  words: ReportWords,
  money: Money,
): readonly ReceiptBlock[] {
  return [
    row(`${words.sales} (${sales.count})`, money(sales.paid)),
    row(`${words.refunds} (${refunds.count})`, money(-refunds.paid)),
    row(words.net, money(net), true),
  ];
}

function tenderRows(
  report: ShiftReport,
  words: ReportWords,
  language: Language,
  money: Money,
): readonly ReceiptBlock[] {
  const { tenders } = receiptWordsOf(language);
  const named = report.byTender.map(({ kind, party, net }): readonly [string, MinorUnits] => [
    party === null || party === kind ? tenders[kind] : `${tenders[kind]} ${party}`,
    net,
  ]);
  return groupRows(words.byTender, named, money);
}

function groupRows(
  title: string,
  rows: readonly (readonly [string, MinorUnits])[],
  money: Money,
): readonly ReceiptBlock[] {
  if (rows.length === 0) return [];
  return [rule, heading(title), ...rows.map(([name, amount]) => row(`  ${name}`, money(amount)))];
}

/** What was sold before tax and the tax, by class; nothing for a shop without taxes. */
function taxRows(
  { byTax }: ShiftReport,
  words: ReportWords,
  money: Money,
): readonly ReceiptBlock[] {
  if (!byTax.some(({ taxed }) => taxed)) return [];
  const rows = byTax.flatMap(({ rate, net, tax }): readonly (readonly [string, MinorUnits])[] =>
    rate === null
      ? [[words.untaxed, net]]
      : [
          [`${rate} ${words.beforeTax}`, net],
          [`${rate} ${words.byTax}`, tax],
        ],
  );
  return groupRows(words.byTax, rows, money);
}

function cashRows(
  { cash }: ShiftReport,
  words: ReportWords,
  money: Money,
): readonly ReceiptBlock[] {
  const movements: readonly (readonly [string, MinorUnits])[] = [
    [words.float, cash.float],
    [words.cashSales, cash.sales],
    [words.topUps, cash.topUps],
    [words.paidIn, cash.paidIn],
    [words.paidOut, -cash.paidOut],
    [words.cashRefunds, -cash.refunds],
    [words.drops, -cash.drops],
  ];
  const { counted, difference } = cash;
  return [
    ...groupRows(
      words.cash,
      movements.filter(([, amount], index) => index < 2 || amount !== 0),
      money,
    ),
    row(words.expected, money(cash.expected), true),
    ...(counted === null ? [] : [row(words.counted, money(counted), true)]),
    ...(difference === null || difference === 0
      ? []
      : [row(difference > 0 ? words.over : words.short, money(Math.abs(difference)), true)]),
  ];
}

function storedRows(
  { storedValue }: ShiftReport,
  words: ReportWords,
  money: Money,
): readonly ReceiptBlock[] {
  const rows: readonly (readonly [string, MinorUnits])[] = [
    [words.topUpPrincipal, storedValue.topUpPrincipal],
    [words.topUpBonus, storedValue.topUpBonus],
    [words.usedPrincipal, -storedValue.usedPrincipal],
    [words.usedBonus, -storedValue.usedBonus],
    [words.returnedPrincipal, storedValue.returnedPrincipal],
    [words.returnedBonus, storedValue.returnedBonus],
  ];
  return groupRows(
    words.storedValue,
    rows.filter(([, amount]) => amount !== 0),
    money,
  );
}

function proofRows({ proof, currency }: ShiftReport, words: ReportWords): readonly ReceiptBlock[] {
  if (proof.length === 0) return [];
  return [
    rule,
    heading(words.proof),
    ...proof.map(({ code, left, right, ok }) => {
      if (ok) return row(`  ${words.proofs[code]}`, words.agrees);
      const figure = (value: number): string =>
        code === "cashier.proof-numbers" ? String(value) : formatMoney(value, currency);
      return row(
        `  ${words.proofs[code]}`,
        `${words.differs} ${figure(left)} / ${figure(right)}`,
        true,
      );
    }),
  ];
}
