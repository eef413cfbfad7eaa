import type { Language } from "@tillwright/values";
import type { ListedReason } from "./journey-row.js";

/** Everything the replay says. */
export interface ReplayWords {
  readonly missingFile: (file: string) => string;
  readonly reading: (file: string) => string;
  readonly noProducts: string;
  readonly found: (baskets: number, rows: number) => string;
  readonly goingOn: (done: number) => string;
  readonly allDone: string;
  readonly baskets: string;
  readonly adding: string;
  readonly stopped: string;
  readonly listedTitle: (rows: number) => string;
  readonly listedMore: (rows: number, path: string) => string;
  readonly line: string;
  readonly reason: string;
  readonly detail: string;
  readonly salesValue: string;
  readonly coupon: string;
  readonly reasons: Readonly<Record<ListedReason, string>>;
  readonly check: string;
  readonly figure: string;
  readonly file: string;
  readonly books: string;
  readonly listed: string;
  readonly trialBalance: string;
  readonly account: string;
  readonly balance: string;
  readonly sumOf: (asset: string) => string;
  readonly audit: (entries: number, ok: boolean) => string;
  readonly zReports: (count: number, wrong: number) => string;
  readonly verdict: (holds: boolean) => string;
  readonly written: (directory: string) => string;
}

const SOURCE =
  '"The Complete Journey" by 84.51° (CC0): the R package completejourney, sample of transactions as CSV';

const ENGLISH: ReplayWords = {
  missingFile: (file) =>
    `There is no file ${file}.\nThe data is ${SOURCE};\nsave it as completejourney_transactions_sample.csv.gz, with completejourney_products.csv.gz beside it for the departments.\n`,
  reading: (file) => `Reading ${file} …`,
  noProducts: "No products file beside it: every product is in one department.",
  found: (baskets, rows) => `${baskets} baskets of goods in ${rows} rows.`,
  goingOn: (done) => `Going on after ${done} baskets that are in the books already.`,
  allDone: "Every basket is in the books already.",
  baskets: "baskets",
  adding: "Adding the books up …",
  stopped:
    "\nStopped. Everything that was counted is in the books; the same command goes on from here.",
  listedTitle: (rows) => `Rows, or parts of rows, that are in no sale: ${rows}`,
  listedMore: (rows, path) => `… and ${rows} more, all in ${path}`,
  line: "line",
  reason: "reason",
  detail: "detail",
  salesValue: "value",
  coupon: "coupon",
  reasons: {
    "broken-line": "broken line",
    "not-an-amount": "not an amount",
    "not-a-quantity": "not a quantity",
    "not-a-time": "not a time",
    "discount-below-zero": "below zero",
    "quantity-zero": "nothing sold",
    "coupon-above-due": "coupon above due",
  },
  check: "Check: the file's own sums = the books + the rows that are in no sale",
  figure: "figure",
  file: "file",
  books: "books",
  listed: "in no sale",
  trialBalance: "Trial balance of the journal",
  account: "account",
  balance: "balance",
  sumOf: (asset) => `sum of ${asset}`,
  audit: (entries, ok) =>
    `Audit of ${entries} journal entries: ${ok ? "nothing wrong" : "NOT clean"}`,
  zReports: (count, wrong) =>
    `${count} Z reports, one a day: ${wrong === 0 ? "every proof holds" : `${wrong} WITH A FAILED PROOF`}`,
  verdict: (holds) => (holds ? "Every figure agrees to the cent." : "SOME FIGURES DO NOT AGREE."),
  written: (directory) => `Tables (CSV) and charts (SVG) are in ${directory}`,
};

const CHINESE: ReplayWords = {
  missingFile: (file) =>
    `没有文件 ${file}。\n数据来源：${SOURCE}；\n请存为 completejourney_transactions_sample.csv.gz，旁边放 completejourney_products.csv.gz 以便区分部门。\n`,
  reading: (file) => `正在读取 ${file} …`,
  noProducts: "旁边没有商品文件：所有商品归为一个部门。",
  found: (baskets, rows) => `${rows} 行中有 ${baskets} 个购物篮。`,
  goingOn: (done) => `已有 ${done} 个购物篮入账，从下一个继续。`,
  allDone: "全部购物篮都已入账。",
  baskets: "购物篮",
  adding: "正在汇总账本 …",
  stopped: "\n已停止。计过的都已入账；再次运行同一命令会接着做。",
  listedTitle: (rows) => `未成交的行（或行的一部分）：${rows}`,
  listedMore: (rows, path) => `…… 其余 ${rows} 行见 ${path}`,
  line: "行号",
  reason: "原因",
  detail: "说明",
  salesValue: "金额",
  coupon: "券额",
  reasons: {
    "broken-line": "行已损坏",
    "not-an-amount": "不是金额",
    "not-a-quantity": "不是数量",
    "not-a-time": "不是时间",
    "discount-below-zero": "小于零",
    "quantity-zero": "没有售出",
    "coupon-above-due": "券额超出应付",
  },
  check: "核对：文件自身合计 = 账本 + 未成交的行",
  figure: "项目",
  file: "文件",
  books: "账本",
  listed: "未成交",
  trialBalance: "账簿试算平衡",
  account: "科目",
  balance: "余额",
  sumOf: (asset) => `${asset} 合计`,
  audit: (entries, ok) => `核查 ${entries} 笔分录：${ok ? "没有差错" : "有差错"}`,
  zReports: (count, wrong) =>
    `日结报表 ${count} 份，每日一份：${wrong === 0 ? "全部对平" : `${wrong} 份未对平`}`,
  verdict: (holds) => (holds ? "每一项都分毫不差。" : "有项目对不上。"),
  written: (directory) => `报表（CSV）与图（SVG）在 ${directory}`,
};

/** The words of one language. */
export function replayWords(language: Language): ReplayWords {
  return language === "zh-CN" ? CHINESE : ENGLISH;
}
