// One sale of twenty items as plain data, and the document that a program makes of it: forty lines on 48 columns, totals, a
// QR code, a cut.

const names = [
  "特仑苏纯牛奶250ml",
  "可口可乐330ml罐装",
  "红富士苹果",
  "Snickers巧克力棒",
  "维达抽纸3层120抽",
  "海天金标生抽500ml",
  "五常大米5kg",
  "康师傅红烧牛肉面",
  "蒙牛酸奶原味8杯",
  "农夫山泉550ml",
];

const money = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** The sale; every text is worded and every amount written, as both encoders get it. */
export const sale = {
  shop: "幸福里便利店",
  head: [
    "幸福里社区店 营业中",
    "单号: 20261121-000123",
    "收银员: 张三   终端: 02",
    "时间: 2026-11-21 20:15:04",
    "会员: 138****1234 金卡",
  ],
  items: Array.from({ length: 20 }, (_, index) => ({
    name: names[index % names.length],
    pieces: `x${(index % 3) + 1}`,
    amount: money(350 + index * 1237),
  })),
  totals: [
    ["小计", "2420.30"],
    ["优惠", "-120.30"],
    ["应收", "2300.00"],
    ["现金", "2400.00"],
    ["找零", "100.00"],
    ["本次积分", "2300"],
  ],
  foot: ["谢谢惠顾 欢迎下次光临", "退换货请保留小票", "扫码开具电子发票"],
  link: "https://inv.example.com/r?id=20261121000123",
};

/** The sale as a document; this is part of what is timed, since a program has to do it too. */
export function documentOf(of) {
  const blocks = [
    { type: "text", text: of.shop, align: "center", bold: true, width: 2, height: 2 },
  ];
  for (const text of of.head) blocks.push({ type: "text", text });
  blocks.push({ type: "rule" });
  for (const { name, pieces, amount } of of.items)
    blocks.push({
      type: "columns",
      gap: 0,
      cells: [
        { text: name, width: { columns: 26 }, overflow: "ellipsis" },
        { text: pieces, width: { columns: 8 }, align: "right" },
        { text: amount, width: { columns: 14 }, align: "right" },
      ],
    });
  blocks.push({ type: "rule" });
  for (const [label, amount] of of.totals)
    blocks.push({
      type: "columns",
      cells: [{ text: label }, { text: amount, width: "content", align: "right" }],
    });
  blocks.push({ type: "rule" });
  for (const text of of.foot) blocks.push({ type: "text", text, align: "center" });
  blocks.push({ type: "qr", data: of.link }, { type: "cut" });
  return { kind: "receipt-document", version: 1, blocks };
}
