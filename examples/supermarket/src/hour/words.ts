import type { Language } from "@tillwright/values";

/** What the script says beside what the packages say themselves. */
export interface HourWords {
  readonly title: string;
  readonly intro: string;
  readonly openShift: (float: string) => string;
  readonly register: string;
  readonly registered: (phone: string, memberId: string) => string;
  readonly memberName: string;
  readonly again: string;
  readonly topUp: string;
  readonly toppedUp: (principal: string, bonus: string) => string;
  readonly scan: string;
  readonly scaleLabel: (code: string) => string;
  readonly unknownBarcode: string;
  readonly attachMember: string;
  readonly hold: string;
  readonly walkIn: string;
  readonly membersOnly: string;
  readonly dented: string;
  readonly discountAsked: string;
  readonly discountApproved: string;
  readonly gift: (name: string, count: number) => string;
  readonly resume: string;
  readonly usePoints: string;
  readonly points: (used: number, amount: string) => string;
  readonly pay: string;
  readonly due: (amount: string) => string;
  readonly paidBy: (tender: string, amount: string) => string;
  readonly cashDue: (amount: string, rounding: string) => string;
  readonly change: (tendered: string, change: string) => string;
  readonly completed: (number: string) => string;
  readonly total: (list: string, discount: string, due: string) => string;
  readonly balance: (points: number, stored: string) => string;
  readonly receipt: (files: string) => string;
  readonly qr: string;
  readonly unknown: string;
  readonly queried: string;
  readonly refund: string;
  readonly refunded: (number: string, amount: string) => string;
  readonly refundTender: (tender: string, amount: string) => string;
  readonly keptBack: (gifts: string, amount: string) => string;
  readonly clawback: (taken: number, given: number) => string;
  readonly tenders: Readonly<Record<string, string>>;
  readonly drop: (amount: string) => string;
  readonly count: (counted: string) => string;
  readonly closed: (expected: string, difference: string) => string;
  readonly zReport: (number: string) => string;
  readonly doctor: string;
  readonly journal: (entries: number, accounts: number) => string;
  readonly trial: (asset: string, sum: string) => string;
  readonly chain: (entries: number) => string;
  readonly wrong: (what: string) => string;
  readonly next: readonly string[];
}

const CHINESE: HourWords = {
  title: "河畔超市 · 2026年5月16日 星期六 · 一号收银台",
  intro: "从开班到交班的一个小时。每一步都由各程序包完成，落盘在一个 SQLite 文件里。",
  openShift: (float) => `李梅开班，备用金 ${float}`,
  register: "新会员：报手机号和姓名即可",
  registered: (phone, memberId) => `已登记 ${phone}，会员号 ${memberId}`,
  memberName: "王小明",
  again: "同一手机号再登记一次：",
  topUp: "会员现金充值 ¥200.00",
  toppedUp: (principal, bonus) => `入账本金 ${principal}，赠送 ${bonus}`,
  scan: "扫码与称重",
  scaleLabel: (code) => `秤标签 ${code}`,
  unknownBarcode: "扫到一个不认识的条码：",
  attachMember: "出示会员：价格随即变为会员价",
  hold: "顾客想起忘了拿东西，先挂单",
  walkIn: "下一位顾客，不是会员，付现金",
  membersOnly: "又拿了一块会员专供的巧克力，收不了款：",
  dented: "包装压坏",
  discountAsked: "包装压坏，收银员想打九折：",
  discountApproved: "店长陈静来授权，打九折",
  gift: (name, count) => `赠 ${name} × ${count}`,
  resume: "取单：价格重新计算，再加一袋",
  usePoints: "积分抵现，能用多少用多少",
  points: (used, amount) => `用 ${used} 积分抵 ${amount}`,
  pay: "收款：储值付一部分，其余付现金",
  due: (amount) => `应付 ${amount}`,
  paidBy: (tender, amount) => `${tender} ${amount}`,
  cashDue: (amount, rounding) => `现金应收 ${amount}（抹零 ${rounding}）`,
  change: (tendered, change) => `收 ${tendered}，找零 ${change}`,
  completed: (number) => `成交，单号 ${number}`,
  total: (list, discount, due) => `原价 ${list}，优惠 ${discount}，应付 ${due}`,
  balance: (points, stored) => `会员余额：${points} 积分，储值 ${stored}`,
  receipt: (files) => `小票（打印机字节的预览）：${files}`,
  qr: "第三位顾客出示付款码，网络超时",
  unknown: "结果未知：不重扫，不发积分，等查询",
  queried: "查询：钱已收到",
  refund: "退货：两杯酸奶退一杯，三瓶啤酒退一瓶",
  refunded: (number, amount) => `退款单 ${number}，退 ${amount}`,
  refundTender: (tender, amount) => `退回${tender} ${amount}`,
  keptBack: (gifts, amount) => `赠品 ${gifts} 没有退回，扣 ${amount}`,
  clawback: (taken, given) => `收回 ${taken} 积分，退回 ${given} 积分`,
  tenders: { cash: "现金", card: "银行卡", qr: "扫码支付", "stored-value": "储值" },
  drop: (amount) => `投库 ${amount}`,
  count: (counted) => `盲点钱箱：${counted}`,
  closed: (expected, difference) => `应有 ${expected}，差额 ${difference}`,
  zReport: (number) => `Z 报表 ${number}`,
  doctor: "核查账簿",
  journal: (entries, accounts) => `重算 ${entries} 笔分录、${accounts} 个科目：没有差错`,
  trial: (asset, sum) => `试算平衡 ${asset}：${sum}`,
  chain: (entries) => `审计链 ${entries} 条，环环相扣`,
  wrong: (what) => `有差错：${what}`,
  next: [
    "接下来可以试试：",
    "  npm run demo -- till             自己操作收银台，Ctrl-C 不丢任何东西",
    "  npm run demo -- replay FILE      重放真实的一年，逐分核对",
    "  npm run demo -- --lang en        同一个小时，英文",
    "  examples/supermarket/src/shop    改一改促销规则，再运行一遍",
  ],
};

const ENGLISH: HourWords = {
  title: "Riverside Supermarket · Saturday 16 May 2026 · till 1",
  intro:
    "An hour from float to Z report. Every step is done by the packages and is durable in one SQLite file.",
  openShift: (float) => `Li Mei opens her shift with a float of ${float}`,
  register: "A new member: phone and name are enough",
  registered: (phone, memberId) => `registered ${phone} as member ${memberId}`,
  memberName: "Wang Xiaoming",
  again: "the same phone once more:",
  topUp: "The member tops up ¥200.00 in cash",
  toppedUp: (principal, bonus) => `principal ${principal}, bonus ${bonus}`,
  scan: "Scanning and weighing",
  scaleLabel: (code) => `scale label ${code}`,
  unknownBarcode: "a barcode nobody knows:",
  attachMember: "The member is shown: prices become member prices at once",
  hold: "Something was forgotten: the sale is held",
  walkIn: "The next customer, no member, pays cash",
  membersOnly: "one more thing, chocolate for members, and payment is refused:",
  dented: "dented pack",
  discountAsked: "the packs are dented; the cashier wants to take 10% off:",
  discountApproved: "the manager, Chen Jing, comes and approves it",
  gift: (name, count) => `gift: ${name} × ${count}`,
  resume: "The held sale comes back, priced anew, and one thing more",
  usePoints: "Points pay what they may",
  points: (used, amount) => `${used} points pay ${amount}`,
  pay: "Payment: part by stored value, the rest in cash",
  due: (amount) => `due ${amount}`,
  paidBy: (tender, amount) => `${tender} ${amount}`,
  cashDue: (amount, rounding) => `cash to pay ${amount} (rounded down by ${rounding})`,
  change: (tendered, change) => `given ${tendered}, change ${change}`,
  completed: (number) => `completed as ${number}`,
  total: (list, discount, due) => `shelf ${list}, saved ${discount}, due ${due}`,
  balance: (points, stored) => `the member holds ${points} points and ${stored} stored value`,
  receipt: (files) => `The receipt, drawn from the printer's bytes: ${files}`,
  qr: "The third customer shows a payment code, and the line times out",
  unknown: "outcome unknown: nothing is scanned again, no points move, until a query knows",
  queried: "the query says: the money is in",
  refund: "Goods come back: one of two yoghurts, one of three beers",
  refunded: (number, amount) => `refund ${number} of ${amount}`,
  refundTender: (tender, amount) => `back to ${tender}: ${amount}`,
  keptBack: (gifts, amount) => `the gift (${gifts}) is not brought back: ${amount} kept`,
  clawback: (taken, given) => `${taken} points taken back, ${given} given back`,
  tenders: { cash: "cash", card: "card", qr: "QR payment", "stored-value": "stored value" },
  drop: (amount) => `${amount} dropped into the safe`,
  count: (counted) => `the drawer is counted blind: ${counted}`,
  closed: (expected, difference) => `expected ${expected}, difference ${difference}`,
  zReport: (number) => `Z report ${number}`,
  doctor: "Checking the books",
  journal: (entries, accounts) =>
    `${entries} journal entries and ${accounts} accounts recomputed: nothing wrong`,
  trial: (asset, sum) => `trial balance of ${asset}: ${sum}`,
  chain: (entries) => `audit chain of ${entries} entries verifies`,
  wrong: (what) => `wrong: ${what}`,
  next: [
    "What to try next:",
    "  npm run demo -- till             use the till yourself; Ctrl-C loses nothing",
    "  npm run demo -- replay FILE      a real year, checked to the cent",
    "  npm run demo -- --lang zh        the same hour in Chinese",
    "  examples/supermarket/src/shop    change a promotion and run it again",
  ],
};

/** The words of one language. */
export function hourWords(language: Language): HourWords {
  return language === "zh-CN" ? CHINESE : ENGLISH;
}
