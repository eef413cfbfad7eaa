import { readFileSync } from "node:fs";
import {
  kitchenSlip,
  memberBlocks,
  priceLabel,
  punchCardReceipt,
  reprintOf,
  topUpReceipt,
} from "@tillwright/printer-escpos/templates";

const shops = { "zh-CN": "幸福里便利店", en: "Corner Shop" };
const time = "2026-11-21 20:15";

/** A document as the cashier package makes it of a sale, a refund or a shift. */
function cashierDocument(name) {
  return JSON.parse(readFileSync(new URL(`documents/${name}.json`, import.meta.url), "utf8"));
}

/** A sale's receipt with what it says to the member, before its end: the feed and the cut. */
function withMember(document, blocks) {
  return { ...document, blocks: [...document.blocks.slice(0, -2), ...blocks, { type: "cut" }] };
}

function recommendationsFor(chinese) {
  return chinese
    ? [
        { name: "安慕希酸奶", reason: "常购 会员价" },
        { name: "全麦面包", reason: "第二件半价" },
      ]
    : [
        { name: "Greek yoghurt", reason: "you like it" },
        { name: "Rye bread", reason: "2nd at half" },
      ];
}

/** One document of each template in a language, for paper of 32 or 48 columns, by the name of its picture. */
export function templateSamples(language, columns) {
  const chinese = language === "zh-CN";
  const shop = shops[language];
  const topUp = topUpReceipt(
    {
      shop,
      number: "T20261121-0007",
      time,
      staff: chinese ? "张三" : "Zoe",
      member: "138****1234",
      paid: "¥500.00",
      bonus: "¥50.00",
      tenders: [{ name: chinese ? "微信支付" : "WeChat Pay", amount: "¥500.00" }],
      principalLeft: "¥612.40",
      bonusLeft: "¥58.00",
      balance: "¥670.40",
    },
    language,
  );
  const sale = cashierDocument(`sale-${columns}-${language}`);
  return {
    sale: withMember(
      sale,
      memberBlocks(
        {
          member: "138****1234",
          tier: chinese ? "银卡会员" : "Silver",
          nextTier: chinese ? "再消费 ¥120.00 升级金卡" : "¥120.00 more for gold",
          recommendations: recommendationsFor(chinese),
          invoiceUrl: "https://inv.example.com/r?id=20261121000042",
        },
        language,
      ),
    ),
    refund: cashierDocument(`refund-${columns}-${language}`),
    x: cashierDocument(`x-${language}`),
    z: cashierDocument(`z-${language}`),
    "top-up": topUp,
    reprint: reprintOf(sale, "2026-11-22 09:00", language),
    "punch-card": punchCardReceipt(
      {
        shop,
        number: "P20261121-0003",
        time,
        member: "139****5678",
        card: chinese ? "洗剪吹10次卡" : "Ten haircuts",
        service: chinese ? "洗剪吹" : "Wash, cut and dry",
        servedBy: chinese ? "李四" : "Li",
        used: "1",
        left: "7",
        validUntil: "2027-11-20",
        signature: true,
      },
      language,
    ),
    "kitchen-slip": kitchenSlip(
      {
        order: "A042",
        table: "12",
        time: "20:15",
        staff: chinese ? "王五" : "Wang",
        rush: true,
        lines: [
          {
            name: chinese ? "珍珠奶茶 大杯" : "Bubble tea, large",
            pieces: "2",
            options: chinese
              ? ["少冰", "半糖", "加椰果"]
              : ["less ice", "half sugar", "coconut jelly"],
          },
          {
            name: chinese ? "宫保鸡丁盖浇饭" : "Kung Pao chicken with rice",
            pieces: "1",
            note: chinese ? "不要花生，过敏" : "no peanuts, allergy",
          },
        ],
        total: "3",
      },
      language,
    ),
    "price-label": priceLabel(
      {
        name: chinese ? "特仑苏纯牛奶 250ml×12" : "Whole milk 250 ml x 12",
        detail: chinese ? "产地 内蒙古  规格 12盒" : "Inner Mongolia, 12 boxes",
        price: "¥59.90",
        unit: chinese ? "/箱" : "/box",
        memberPrice: "¥55.00",
        barcode: { symbology: "ean13", data: "690123456789" },
      },
      language,
    ),
    "member-end": {
      kind: "receipt-document",
      version: 1,
      blocks: [
        ...memberBlocks(
          {
            member: "138****1234",
            tier: chinese ? "银卡会员" : "Silver",
            nextTier: chinese ? "再消费 ¥120.00 升级金卡" : "¥120.00 more for gold",
            points: "+121",
            pointsBalance: "2,560",
            saved: "¥24.75",
            recommendations: recommendationsFor(chinese),
            invoiceUrl: "https://inv.example.com/r?id=20261121000123",
          },
          language,
        ),
        { type: "cut" },
      ],
    },
  };
}
