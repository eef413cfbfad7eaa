import type { Language } from "@tillwright/values";
import type { TenderKind } from "./settled-sale.js";
import type { ProofCode } from "./shift-report.js";

/** What receipts and reports say, in one language. */
export interface ReceiptWords {
  readonly refund: string;
  readonly reprint: string;
  readonly number: string;
  readonly refersTo: string;
  readonly operator: string;
  readonly till: string;
  readonly member: string;
  readonly total: string;
  readonly discount: string;
  readonly due: string;
  readonly dueBack: string;
  readonly tax: string;
  readonly rounding: string;
  readonly received: string;
  readonly paidBack: string;
  readonly tendered: string;
  readonly change: string;
  readonly pointsEarned: string;
  readonly pointsUsed: string;
  readonly pointsTakenBack: string;
  readonly pointsGivenBack: string;
  readonly pointsBalance: string;
  readonly saved: string;
  readonly tenders: Readonly<Record<TenderKind, string>>;
  readonly pointsOffset: string;
  /** A discount given by hand. */
  readonly manual: string;
  /** Marks a line that is a gift. */
  readonly gift: string;
  readonly keptGift: string;
}

/** What a Z report says, in one language. */
export interface ReportWords {
  readonly z: string;
  readonly x: string;
  readonly shift: string;
  readonly businessDay: string;
  readonly openedAt: string;
  readonly closedAt: string;
  readonly sales: string;
  readonly refunds: string;
  readonly net: string;
  readonly byTender: string;
  readonly byDepartment: string;
  readonly byHour: string;
  readonly promotions: string;
  readonly byTax: string;
  readonly untaxed: string;
  readonly beforeTax: string;
  readonly cash: string;
  readonly float: string;
  readonly cashSales: string;
  readonly topUps: string;
  readonly paidIn: string;
  readonly paidOut: string;
  readonly cashRefunds: string;
  readonly drops: string;
  readonly expected: string;
  readonly counted: string;
  readonly over: string;
  readonly short: string;
  readonly storedValue: string;
  readonly topUpPrincipal: string;
  readonly topUpBonus: string;
  readonly usedPrincipal: string;
  readonly usedBonus: string;
  readonly returnedPrincipal: string;
  readonly returnedBonus: string;
  readonly proof: string;
  readonly agrees: string;
  readonly differs: string;
  readonly proofs: Readonly<Record<ProofCode, string>>;
}

const receiptWords: Readonly<Record<Language, ReceiptWords>> = {
  "zh-CN": {
    refund: "退货单",
    reprint: "重打",
    number: "单号",
    refersTo: "原单",
    operator: "收银员",
    till: "机号",
    member: "会员",
    total: "合计",
    discount: "优惠",
    due: "应付",
    dueBack: "应退",
    tax: "含税",
    rounding: "抹零",
    received: "实收",
    paidBack: "实退",
    tendered: "收",
    change: "找零",
    pointsEarned: "本单积分",
    pointsUsed: "使用积分",
    pointsTakenBack: "收回积分",
    pointsGivenBack: "退回积分",
    pointsBalance: "积分余额",
    saved: "本单为您节省",
    tenders: {
      cash: "现金",
      card: "银行卡",
      qr: "扫码支付",
      "stored-value": "储值",
      "third-party-coupon": "厂家券",
      "points-debt": "已用积分抵扣",
      "kept-back": "赠品及优惠扣回",
    },
    pointsOffset: "积分抵现",
    manual: "手工优惠",
    gift: "赠品",
    keptGift: "未退赠品",
  },
  en: {
    refund: "Refund",
    reprint: "Reprint",
    number: "No.",
    refersTo: "Refund of",
    operator: "Cashier",
    till: "Till",
    member: "Member",
    total: "Total",
    discount: "Discount",
    due: "To pay",
    dueBack: "To pay back",
    tax: "Tax included",
    rounding: "Cash rounding",
    received: "Received",
    paidBack: "Paid back",
    tendered: "given",
    change: "Change",
    pointsEarned: "Points earned",
    pointsUsed: "Points used",
    pointsTakenBack: "Points taken back",
    pointsGivenBack: "Points given back",
    pointsBalance: "Points balance",
    saved: "You saved",
    tenders: {
      cash: "Cash",
      card: "Card",
      qr: "QR payment",
      "stored-value": "Stored value",
      "third-party-coupon": "Manufacturer's coupon",
      "points-debt": "Kept for spent points",
      "kept-back": "Kept for gifts and offers",
    },
    pointsOffset: "Paid by points",
    manual: "Discount by hand",
    gift: "Gift",
    keptGift: "gift not returned",
  },
};

const reportWords: Readonly<Record<Language, ReportWords>> = {
  "zh-CN": {
    z: "交班 Z 报表",
    x: "X 报表（未交班）",
    shift: "班次",
    businessDay: "营业日",
    openedAt: "开班",
    closedAt: "截至",
    sales: "销售",
    refunds: "退货",
    net: "净销售",
    byTender: "按支付方式",
    byDepartment: "按部门",
    byHour: "按时段",
    promotions: "优惠",
    byTax: "税额",
    untaxed: "不计税",
    beforeTax: "不含税销售",
    cash: "现金",
    float: "备用金",
    cashSales: "现金销售",
    topUps: "现金充值",
    paidIn: "现金存入",
    paidOut: "现金支出",
    cashRefunds: "现金退货",
    drops: "投库",
    expected: "应有现金",
    counted: "实点现金",
    over: "长款",
    short: "短款",
    storedValue: "储值",
    topUpPrincipal: "充值本金",
    topUpBonus: "赠送",
    usedPrincipal: "消费本金",
    usedBonus: "消费赠送",
    returnedPrincipal: "退回本金",
    returnedBonus: "退回赠送",
    proof: "核对",
    agrees: "相符",
    differs: "不符",
    proofs: {
      "cashier.proof-products": "净销售 = 各商品",
      "cashier.proof-tenders": "净销售 = 支付方式 + 抹零",
      "cashier.proof-hours": "净销售 = 各时段",
      "cashier.proof-taxes": "净销售 = 不含税 + 税",
      "cashier.proof-journal-sales": "净销售 = 账簿",
      "cashier.proof-journal-cash": "应有现金 = 账簿钱箱",
      "cashier.proof-journal-receivables": "应收 = 账簿应收",
      "cashier.proof-journal-stored-value": "储值变动 = 账簿",
      "cashier.proof-money": "收退款 = 净销售+充值-抹零",
      "cashier.proof-numbers": "单号连续",
      "cashier.proof-principal": "储值本金 期初+增减=期末",
      "cashier.proof-bonus": "储值赠送 期初+增减=期末",
    },
  },
  en: {
    z: "Z report",
    x: "X report (shift goes on)",
    shift: "Shift",
    businessDay: "Business day",
    openedAt: "Opened",
    closedAt: "Up to",
    sales: "Sales",
    refunds: "Refunds",
    net: "Net sales",
    byTender: "By tender",
    byDepartment: "By department",
    byHour: "By hour",
    promotions: "Promotions",
    byTax: "Tax",
    untaxed: "Outside of tax",
    beforeTax: "Before tax",
    cash: "Cash",
    float: "Float",
    cashSales: "Cash sales",
    topUps: "Cash top-ups",
    paidIn: "Paid in",
    paidOut: "Paid out",
    cashRefunds: "Cash refunds",
    drops: "Drops to the safe",
    expected: "Expected",
    counted: "Counted",
    over: "Over",
    short: "Short",
    storedValue: "Stored value",
    topUpPrincipal: "Topped up",
    topUpBonus: "Bonus given",
    usedPrincipal: "Principal used",
    usedBonus: "Bonus used",
    returnedPrincipal: "Principal returned",
    returnedBonus: "Bonus returned",
    proof: "Proof",
    agrees: "agrees",
    differs: "DIFFERS",
    proofs: {
      "cashier.proof-products": "Net = by product",
      "cashier.proof-tenders": "Net = by tender + rounding",
      "cashier.proof-hours": "Net = by hour",
      "cashier.proof-taxes": "Net = before tax + tax",
      "cashier.proof-journal-sales": "Net = journal",
      "cashier.proof-journal-cash": "Expected cash = drawer",
      "cashier.proof-journal-receivables": "Receivables = journal",
      "cashier.proof-journal-stored-value": "Stored value = journal",
      "cashier.proof-money": "In - out = net + top-ups - rounding",
      "cashier.proof-numbers": "Numbers without gaps",
      "cashier.proof-principal": "Principal carried on",
      "cashier.proof-bonus": "Bonus carried on",
    },
  },
};

/** The words of a receipt. */
export function receiptWordsOf(language: Language): ReceiptWords {
  return receiptWords[language];
}

/** The words of a Z report. */
export function reportWordsOf(language: Language): ReportWords {
  return reportWords[language];
}
