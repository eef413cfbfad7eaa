import type { ReceiptBlock, ReceiptDocument } from "@tillwright/printer-escpos";
import {
  kitchenSlip,
  memberBlocks,
  priceLabel,
  punchCardReceipt,
  reprintOf,
  topUpReceipt,
} from "@tillwright/printer-escpos/templates";
import { describe, expect, test } from "vitest";
import { documentOf } from "./documents.js";

/** A block as what it says and how: `充值金额 | ¥500.00 bold 1x2`. */
function shown(block: ReceiptBlock): string {
  const marks = ["bold", "invert", "underline"].filter((mark) => Reflect.get(block, mark) === true);
  const size =
    "width" in block || "height" in block
      ? [`${("width" in block && block.width) || 1}x${("height" in block && block.height) || 1}`]
      : [];
  const align = "align" in block ? [String(block.align)] : [];
  const more = [...marks, ...size, ...align].map((one) => ` ${one}`).join("");
  if (block.type === "text") return `${block.text}${more}`;
  if (block.type === "columns") {
    const texts = block.cells.map((cell) => cell.text).join(" | ");
    const edge = block.cells.at(-1);
    return `${texts}${more}${edge?.width === "content" && edge.align === "right" ? " >" : ""}`;
  }
  if (block.type === "rule") return block.line ?? "rule";
  if (block.type === "buzzer") return `beep ${block.times}`;
  if (block.type === "feed") return `feed ${block.lines}`;
  if (block.type === "qr") return `qr ${block.data}`;
  if (block.type === "barcode") return `${block.symbology} ${block.data} ${block.heightDots}`;
  return block.type;
}
const linesOf = (given: ReceiptDocument | readonly ReceiptBlock[]) =>
  ("blocks" in given ? given.blocks : given).map(shown);

describe("what matters most is large, and figures stand at the right edge", () => {
  test("a top-up: the shop, what was paid in and what there is now", () => {
    const topUp = topUpReceipt(
      {
        shop: "幸福里",
        number: "T-1",
        time: "11-21 20:15",
        staff: "张三",
        member: "138****1234",
        paid: "¥500.00",
        bonus: "¥50.00",
        tenders: [{ name: "微信支付", amount: "¥500.00" }],
        principalLeft: "¥612.40",
        bonusLeft: "¥58.00",
        balance: "¥670.40",
      },
      "zh-CN",
    );
    expect(topUp).toMatchObject({ kind: "receipt-document", version: 1 });
    expect(linesOf(topUp)).toEqual([
      "幸福里 bold 2x2 center",
      "储值小票 center",
      "rule",
      "单号 | T-1 >",
      "时间 | 11-21 20:15 >",
      "收银员 | 张三 >",
      "会员 | 138****1234 >",
      "rule",
      "充值金额 | ¥500.00 bold 1x2 >",
      "  微信支付 | ¥500.00 >",
      "赠送金额 | ¥50.00 >",
      "rule",
      "本金余额 | ¥612.40 >",
      "赠金余额 | ¥58.00 >",
      "可用余额 | ¥670.40 bold 1x2 >",
      "feed 1",
      "请妥善保管小票 center",
      "cut",
    ]);
  });

  test("a punch card: what is left on it, and a place to sign where one is wanted", () => {
    const use = {
      shop: "丽人坊",
      number: "P-3",
      time: "11-21 20:15",
      member: "139****5678",
      card: "洗剪吹10次卡",
      service: "洗剪吹",
      used: "1",
      left: "7",
    };
    const lines = [
      "丽人坊 bold 2x2 center",
      "次卡使用 center",
      "rule",
      "单号 | P-3 >",
      "时间 | 11-21 20:15 >",
      "会员 | 139****5678 >",
      "rule",
      "卡名 | 洗剪吹10次卡 >",
      "项目 | 洗剪吹 >",
      "本次使用 | 1 >",
      "剩余次数 | 7 bold 1x2 >",
    ];
    expect(linesOf(punchCardReceipt(use, "zh-CN"))).toEqual([...lines, "cut"]);
    expect(linesOf(punchCardReceipt({ ...use, signature: false }, "zh-CN"))).toEqual([
      ...lines,
      "cut",
    ]);
    expect(linesOf(punchCardReceipt({ ...use, signature: true }, "zh-CN"))).toEqual([
      ...lines,
      "feed 2",
      "顾客签名:",
      "solid",
      "cut",
    ]);
  });

  test("a kitchen slip: the number, the table and the dishes; a rush beeps three times and is white on black", () => {
    const order = {
      order: "A042",
      table: "12",
      time: "20:15",
      staff: "王五",
      lines: [
        { name: "珍珠奶茶", pieces: "2", options: ["少冰", "半糖"], note: "加椰果" },
        { name: "面包", pieces: "1" },
      ],
      total: "3",
    };
    const body = [
      "时间 | 20:15 >",
      "收银员 | 王五 >",
      "double",
      "珍珠奶茶 | x2 bold 1x2 >",
      "  - 少冰",
      "  - 半糖",
      "  - 备注: 加椰果",
      "面包 | x1 bold 1x2 >",
      "double",
      "共 | 3 份 >",
      "cut",
    ];
    const head = ["制作单 center", "取餐号 A042 bold 2x2 center", "桌号 12 bold 2x2 center"];
    expect(linesOf(kitchenSlip(order, "zh-CN"))).toEqual(["beep 1", ...head, ...body]);
    expect(linesOf(kitchenSlip({ ...order, rush: true }, "zh-CN"))).toEqual([
      "beep 3",
      ...head,
      " 加急  invert 2x2 center",
      ...body,
    ]);
    // English has no word behind the number, and no space in its place.
    expect(linesOf(kitchenSlip(order, "en"))).toContain("Total | 3 >");
  });

  test("a price label: the price is the largest, its unit beside it", () => {
    const label = priceLabel(
      {
        name: "纯牛奶",
        detail: "12盒",
        price: "¥59.90",
        unit: "/箱",
        memberPrice: "¥55.00",
        barcode: { symbology: "ean13", data: "690123456789" },
      },
      "zh-CN",
    );
    expect(linesOf(label)).toEqual([
      "纯牛奶 bold 1x2",
      "12盒",
      "¥59.90/箱 bold 2x3 right",
      "会员价 | ¥55.00 bold 1x2 >",
      "ean13 690123456789 64",
      "cut",
    ]);
    expect(linesOf(priceLabel({ name: "Tea", price: "¥1" }, "en"))).toEqual([
      "Tea bold 1x2",
      "¥1 bold 2x3 right",
      "cut",
    ]);
  });

  test("the end of a member's receipt: what was saved is large, each name is cut before its reason", () => {
    const blocks = memberBlocks(
      {
        member: "138****1234",
        tier: "银卡",
        nextTier: "再消费 ¥120 升级金卡",
        points: "116",
        pointsBalance: "2560",
        saved: "¥8.93",
        recommendations: [{ name: "酸奶", reason: "常购" }],
        invoiceUrl: "https://inv.example.com/1",
      },
      "zh-CN",
    );
    expect(linesOf(blocks)).toEqual([
      "rule",
      "会员 | 138****1234 >",
      "等级 | 银卡 >",
      "再消费 ¥120 升级金卡 right",
      "本次积分 | 116 >",
      "积分余额 | 2560 >",
      "本单已省 | ¥8.93 bold 1x2 >",
      "为您推荐 bold",
      "  酸奶 | 常购 >",
      "qr https://inv.example.com/1",
      "扫码开发票 center",
    ]);
    const recommended = blocks.find(
      (block) =>
        block.type === "columns" && block.cells.length === 2 && block.cells[0]?.text === "  酸奶",
    );
    expect(recommended).toMatchObject({ cells: [{ overflow: "ellipsis" }, {}] });
    expect(linesOf(memberBlocks({ member: "138" }, "en"))).toEqual(["rule", "Member | 138 >"]);
  });

  test("a reprint is marked in white on black at both ends, before its cut if it has one", () => {
    const mark = " REPRINT - NO NEW SALE  bold invert center";
    const sale = documentOf({ type: "text", text: "42.00" });
    expect(linesOf(reprintOf(sale, "11-22 09:00", "en"))).toEqual([
      mark,
      "Printed again | 11-22 09:00 >",
      "42.00",
      mark,
    ]);
    const cut = documentOf({ type: "text", text: "42.00" }, { type: "cut" });
    expect(linesOf(reprintOf(cut, "11-22 09:00", "en")).slice(2)).toEqual(["42.00", mark, "cut"]);
    expect(linesOf(reprintOf(documentOf({ type: "buzzer" }), "now", "en"))).toHaveLength(3);
  });
});
