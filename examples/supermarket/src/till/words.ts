import type { Language } from "@tillwright/values";

/** What the interactive till says beside what the packages say. */
export interface TillWords {
  readonly title: string;
  readonly help: readonly string[];
  readonly askFloat: string;
  readonly recovered: (lines: number) => string;
  readonly unsettled: (count: number) => string;
  readonly shiftOpen: (number: string) => string;
  readonly prompt: (lines: number, due: string) => string;
  readonly emptyPrompt: string;
  readonly choose: string;
  readonly nothingFound: (text: string) => string;
  readonly total: (list: string, discount: string, due: string) => string;
  readonly noSale: string;
  readonly askPhone: string;
  readonly askName: string;
  readonly notAPhone: string;
  readonly registered: (phone: string) => string;
  readonly member: (phone: string, points: number, stored: string) => string;
  readonly held: string;
  readonly noneHeld: string;
  readonly points: (used: number, amount: string) => string;
  readonly askTender: (remaining: string, cash: string) => string;
  readonly askAmount: (suggested: string) => string;
  readonly askReference: string;
  readonly unknownPayment: string;
  readonly backToGoods: string;
  readonly change: (change: string) => string;
  readonly completed: (number: string, files: string) => string;
  readonly askNumber: string;
  readonly unknownSale: (number: string) => string;
  readonly askLines: string;
  readonly refunded: (number: string, amount: string) => string;
  readonly shiftMenu: string;
  readonly askCount: string;
  readonly askTopUp: string;
  readonly toppedUp: (principal: string, bonus: string) => string;
  readonly xReport: (sales: number, net: string, cash: string) => string;
  readonly closed: (number: string, difference: string) => string;
  readonly removed: string;
  readonly notAnAmount: (text: string) => string;
  readonly notAQuantity: (text: string) => string;
  readonly notALine: (text: string) => string;
  readonly goodbye: (open: boolean) => string;
}

const CHINESE: TillWords = {
  title: "河畔超市 · 一号收银台（? 查看按键）",
  help: [
    "  条码或名称           扫码；3*啤酒 是三件；0.452 kg*苹果 是称重",
    "  m 或 F2              会员：手机号查找或登记",
    "  j                    积分抵现，尽量用",
    "  h 或 F3              挂单；没有商品时取单",
    "  p 或 F4              收款",
    "  r 或 F5              退货",
    "  t                    会员充值",
    "  s 或 F6              班次：查看、投库、交班",
    "  n 行号 数量          改数量；d 行号 删除；w 展示价格原因",
    "  q 或 Ctrl-C          离开；一切都已落盘，下次接着做",
  ],
  askFloat: "开班，备用金 [500.00]：",
  recovered: (lines) => `接着上次未完成的单：${lines} 行`,
  unsettled: (count) => `有 ${count} 笔支付结果未知，正在查询`,
  shiftOpen: (operator) => `班次已开：${operator}`,
  prompt: (lines, due) => `[${lines} 行 ${due}] > `,
  emptyPrompt: "> ",
  choose: "选哪一个？序号：",
  nothingFound: (text) => `没有找到“${text}”`,
  total: (list, discount, due) => `原价 ${list}，优惠 ${discount}，应付 ${due}`,
  noSale: "还没有商品",
  askPhone: "手机号（空行取消会员）：",
  askName: "新会员，姓名（可空）：",
  notAPhone: "这不是手机号",
  registered: (phone) => `已登记 ${phone}`,
  member: (phone, points, stored) => `会员 ${phone}：${points} 积分，储值 ${stored}`,
  held: "已挂单",
  noneHeld: "没有挂单",
  points: (used, amount) => `用 ${used} 积分抵 ${amount}`,
  askTender: (remaining, cash) =>
    `还应付 ${remaining}（现金 ${cash}）。c 现金，v 储值，k 银行卡，y 付款码，b 返回：`,
  askAmount: (suggested) => `金额 [${suggested}]：`,
  askReference: "凭证号或付款码：",
  unknownPayment: "结果未知，已查询；若仍未知请稍后再按 p",
  backToGoods: "已返回商品",
  change: (change) => `找零 ${change}`,
  completed: (number, files) => `成交 ${number}，小票 ${files}`,
  askNumber: "退哪一单？单号：",
  unknownSale: (number) => `没有单号 ${number}`,
  askLines: "退哪些行？如 1 或 2x1 3，空行全部：",
  refunded: (number, amount) => `退款单 ${number}，退 ${amount}`,
  shiftMenu: "x 查看，d 投库，i 存入，o 支出，c 交班：",
  askCount: "盲点，钱箱现金：",
  askTopUp: "充值金额 [200.00]：",
  toppedUp: (principal, bonus) => `本金 ${principal}，赠送 ${bonus}`,
  xReport: (sales, net, cash) => `成交 ${sales} 单，净额 ${net}，钱箱应有 ${cash}`,
  closed: (number, difference) => `Z 报表 ${number}，差额 ${difference}`,
  removed: "已删除",
  notAnAmount: (text) => `“${text}”不是金额：写成 12.30，最多两位小数`,
  notAQuantity: (text) => `“${text}”不是数量：件数写 3，重量写 0.452 kg`,
  notALine: (text) => `没有第 ${text} 行`,
  goodbye: (open) => (open ? "再见。未完成的单已保存，下次启动接着做。" : "再见。一切都已保存。"),
};

const ENGLISH: TillWords = {
  title: "Riverside Supermarket · till 1 (? shows the keys)",
  help: [
    "  barcode or name      scan; 3*beer is three pieces; 0.452 kg*apples is weighed",
    "  m or F2              member: find by phone, or register",
    "  j                    pay with as many points as allowed",
    "  h or F3              hold; without goods: resume",
    "  p or F4              pay",
    "  r or F5              refund",
    "  t                    top up a member's stored value",
    "  s or F6              shift: look, drop, close",
    "  n LINE QUANTITY      change a quantity; d LINE deletes; w shows why the prices are so",
    "  q or Ctrl-C          leave; everything is durable and goes on next time",
  ],
  askFloat: "open the shift with a float of [500.00]: ",
  recovered: (lines) => `going on with the unfinished sale: ${lines} lines`,
  unsettled: (count) => `${count} payments are unknown; asking`,
  shiftOpen: (operator) => `shift open: ${operator}`,
  prompt: (lines, due) => `[${lines} lines ${due}] > `,
  emptyPrompt: "> ",
  choose: "which one? number: ",
  nothingFound: (text) => `nothing found for "${text}"`,
  total: (list, discount, due) => `shelf ${list}, saved ${discount}, due ${due}`,
  noSale: "no goods yet",
  askPhone: "phone (empty takes the member off): ",
  askName: "a new member; name (may be empty): ",
  notAPhone: "that is no mobile phone number",
  registered: (phone) => `registered ${phone}`,
  member: (phone, points, stored) => `member ${phone}: ${points} points, stored value ${stored}`,
  held: "held",
  noneHeld: "no sale is held",
  points: (used, amount) => `${used} points pay ${amount}`,
  askTender: (remaining, cash) =>
    `${remaining} to pay (${cash} in cash). c cash, v stored value, k card, y payment code, b back: `,
  askAmount: (suggested) => `amount [${suggested}]: `,
  askReference: "reference or payment code: ",
  unknownPayment: "unknown, and asked again; if it stays unknown press p later",
  backToGoods: "back to the goods",
  change: (change) => `change ${change}`,
  completed: (number, files) => `completed ${number}, receipt ${files}`,
  askNumber: "which sale? number: ",
  unknownSale: (number) => `there is no sale ${number}`,
  askLines: "which lines? such as 1 or 2x1 3, empty for all: ",
  refunded: (number, amount) => `refund ${number} of ${amount}`,
  shiftMenu: "x look, d drop, i paid in, o paid out, c close: ",
  askCount: "blind count, cash in the drawer: ",
  askTopUp: "amount to top up [200.00]: ",
  toppedUp: (principal, bonus) => `principal ${principal}, bonus ${bonus}`,
  xReport: (sales, net, cash) => `${sales} sales, net ${net}, cash expected ${cash}`,
  closed: (number, difference) => `Z report ${number}, difference ${difference}`,
  removed: "removed",
  notAnAmount: (text) => `"${text}" is no amount: write 12.30, two decimals at the most`,
  notAQuantity: (text) => `"${text}" is no quantity: write 3 for pieces, 0.452 kg for weight`,
  notALine: (text) => `there is no line ${text}`,
  goodbye: (open) =>
    open ? "Goodbye. The unfinished sale is kept and goes on next time." : "Goodbye. All is kept.",
};

/** The words of one language. */
export function tillWords(language: Language): TillWords {
  return language === "zh-CN" ? CHINESE : ENGLISH;
}
