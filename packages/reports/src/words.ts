import type { Language } from "@tillwright/values";
import type { IdentityName } from "./prove-sales.js";

/** Every word a sales report prints. */
export interface ReportWords {
  readonly totals: string;
  readonly item: string;
  readonly amount: string;
  readonly gross: string;
  readonly discounts: string;
  readonly refunds: string;
  readonly net: string;
  readonly cashRounding: string;
  readonly lines: string;
  readonly byDepartment: string;
  readonly department: string;
  readonly byDay: string;
  readonly day: string;
  readonly byHour: string;
  readonly hour: string;
  readonly byPromotion: string;
  readonly promotion: string;
  readonly lane: string;
  readonly fundedBy: string;
  readonly byTender: string;
  readonly byTax: string;
  readonly taxClass: string;
  readonly rate: string;
  readonly beforeTax: string;
  readonly tax: string;
  readonly untaxed: string;
  readonly tender: string;
  readonly received: string;
  readonly paidBack: string;
  readonly proof: string;
  readonly identity: string;
  readonly seen: string;
  readonly expected: string;
  readonly definition: string;
  readonly tenders: Readonly<Record<string, string>>;
  readonly lanes: Readonly<Record<string, string>>;
  readonly funders: Readonly<Record<string, string>>;
  readonly identities: Readonly<Record<IdentityName, string>>;
}

const ENGLISH: ReportWords = {
  totals: "Totals",
  item: "item",
  amount: "amount",
  gross: "shelf total",
  discounts: "discounts",
  refunds: "refunds",
  net: "net sales",
  cashRounding: "cash rounding",
  lines: "lines",
  byDepartment: "By department",
  department: "department",
  byDay: "By business day",
  day: "day",
  byHour: "By hour",
  hour: "hour",
  byPromotion: "Discounts",
  promotion: "promotion",
  lane: "step",
  fundedBy: "paid by",
  byTender: "Tenders",
  byTax: "Tax",
  taxClass: "tax class",
  rate: "rate",
  beforeTax: "before tax",
  tax: "tax",
  untaxed: "outside of tax",
  tender: "tender",
  received: "received",
  paidBack: "paid back",
  proof: "Proof",
  identity: "way to the figure",
  seen: "sum",
  expected: "expected",
  definition:
    "Net sales = shelf total - discounts - refunds. A refund counts on the day it was paid back. Days and hours are those of the store.",
  tenders: {
    cash: "cash",
    card: "card",
    qr: "QR payment",
    "stored-value": "stored value",
    "third-party-coupon": "third-party coupon",
    "points-debt": "kept for spent points",
    "kept-back": "kept for gifts and offers",
  },
  lanes: {
    "unit-price": "price",
    item: "item promotion",
    order: "order promotion",
    coupon: "coupon",
    manual: "manual",
    points: "points",
  },
  funders: { shop: "shop" },
  identities: {
    "gross-less-discounts-less-refunds": "shelf total - discounts - refunds",
    "by-department": "by department",
    "by-product": "by product",
    "by-day": "by day",
    "by-hour": "by hour",
    "by-promotion": "discounts by promotion",
    "by-tender": "by tender",
    "by-tax": "before tax + tax",
    journal: "sales accounts of the journal",
  },
};

const CHINESE: ReportWords = {
  totals: "合计",
  item: "项目",
  amount: "金额",
  gross: "原价合计",
  discounts: "优惠",
  refunds: "退款",
  net: "净销售额",
  cashRounding: "抹零",
  lines: "行数",
  byDepartment: "按部门",
  department: "部门",
  byDay: "按营业日",
  day: "营业日",
  byHour: "按小时",
  hour: "小时",
  byPromotion: "优惠",
  promotion: "活动",
  lane: "环节",
  fundedBy: "承担方",
  byTender: "收款方式",
  byTax: "税额",
  taxClass: "税目",
  rate: "税率",
  beforeTax: "不含税",
  tax: "税额",
  untaxed: "不计税",
  tender: "方式",
  received: "收款",
  paidBack: "退款",
  proof: "对账",
  identity: "算法",
  seen: "合计",
  expected: "应为",
  definition:
    "净销售额 = 原价合计 - 优惠 - 退款；退款计入实际退款的营业日；日期与小时均为门店当地时间。",
  tenders: {
    cash: "现金",
    card: "银行卡",
    qr: "扫码支付",
    "stored-value": "储值",
    "third-party-coupon": "厂家券",
    "points-debt": "已用积分抵扣",
    "kept-back": "赠品及优惠扣回",
  },
  lanes: {
    "unit-price": "价格",
    item: "单品活动",
    order: "订单活动",
    coupon: "优惠券",
    manual: "手工折扣",
    points: "积分抵现",
  },
  funders: { shop: "门店" },
  identities: {
    "gross-less-discounts-less-refunds": "原价 - 优惠 - 退款",
    "by-department": "按部门合计",
    "by-product": "按商品合计",
    "by-day": "按日合计",
    "by-hour": "按小时合计",
    "by-promotion": "按活动合计的优惠",
    "by-tender": "按收款方式合计",
    "by-tax": "不含税 + 税额",
    journal: "账簿销售科目",
  },
};

/** The words of one language. */
export function wordsOf(language: Language): ReportWords {
  return language === "zh-CN" ? CHINESE : ENGLISH;
}

/**
 * What the figures of a sales report mean, in a sentence that can be printed under it.
 *
 * @example
 * ```ts
 * import { salesDefinition } from "@tillwright/reports";
 *
 * salesDefinition("en").startsWith("Net sales = shelf total - discounts - refunds."); //=> true
 * ```
 *
 * @public
 */
export function salesDefinition(language: Language): string {
  return wordsOf(language).definition;
}
