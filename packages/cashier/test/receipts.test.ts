import { type ReceiptOptions, receiptOf, type ShiftReport, zReceiptOf } from "@tillwright/cashier";
import { chinese58, chinese80, columnsOf, encode, previewText } from "@tillwright/printer-escpos";
import { parseReceiptDocument } from "@tillwright/printer-escpos/parse";
import { measure, pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { answered, join, openDay, owner, read, type Shop } from "./shop.js";

const shop = {
  name: "河畔超市",
  address: "滨江路 18 号",
  phone: null,
  footer: ["谢谢惠顾"],
};

const printing = { printer: "counter", columns: 48, shop } as const;

/** A document as the paper shows it. */
function onPaper(document: Parameters<typeof encode>[0], columns: 32 | 48): readonly string[] {
  const profile = columns === 48 ? chinese80 : chinese58;
  const { bytes, unprintable } = encode(document, profile);
  expect(unprintable).toEqual([]);
  const rows = previewText(bytes, profile).map((line) => line.trimEnd());
  // How far the paper is fed and how the cut is drawn is the printer's business.
  const last = rows.findLastIndex((line) => line !== "" && !line.startsWith("- -"));
  return rows.slice(0, last + 1);
}

async function memberSale(opened: Shop) {
  const { till, key } = opened;
  const memberId = await join(opened);
  answered(await till.topUp({ key: key(), memberId, amount: 50_000, tender: { kind: "cash" } }));
  const lines = [
    { product: "yoghurt", quantity: pieces(2) },
    { product: "apple", quantity: measure(452, "g") },
    { product: "tea", quantity: pieces(1) },
  ];
  const tenders = [
    { kind: "stored-value", amount: 5500 },
    { kind: "cash", tendered: 10_000 },
  ] as const;
  return answered(await till.settleSale({ key: key(), memberId, lines, tenders })).sale;
}

const promotionNames = {
  "member-tea": "会员价",
  "second-half": "第二件半价",
  "over-100": "满100减10",
};

describe("a receipt", () => {
  test("shows goods with the promotions under them, totals, tenders, change, 抹零, points and savings", async () => {
    const sale = await memberSale(await openDay());
    const options: ReceiptOptions = {
      language: "zh-CN",
      columns: 48,
      shop,
      promotionNames,
      member: "138****5678",
    };
    expect(onPaper(receiptOf(sale, options), 48)).toMatchSnapshot();
  });

  test("in English on narrow paper", async () => {
    const sale = await memberSale(await openDay({ config: { language: "en" } }));
    const english = {
      ...shop,
      name: "Riverside",
      address: "18 Binjiang Road",
      footer: ["Thank you"],
    };
    const names = { "member-tea": "Member", "second-half": "2nd half", "over-100": "10 off 100" };
    const options = { language: "en", columns: 32, shop: english, promotionNames: names } as const;
    expect(onPaper(receiptOf(sale, options), 32)).toMatchSnapshot();
  });

  test("of a refund says so and what went back; a reprint is marked", async () => {
    const opened = await openDay();
    const sale = await memberSale(opened);
    const { till, key } = opened;
    const { sale: refund } = answered(
      await till.refund({ key: key(), saleId: sale.saleId, lines: [{ lineId: "1" }], reason: "x" }),
    );
    const options = {
      language: "zh-CN",
      columns: 48,
      shop,
      promotionNames,
      reprint: true,
    } as const;
    expect(onPaper(receiptOf(refund, options), 48)).toMatchSnapshot();
  });

  test("is queued with the sale, the drawer opened for cash, the phone masked", async () => {
    const opened = await openDay({ config: { printing } });
    await memberSale(opened);
    const [job] = await opened.store.printJobs(owner);
    const document = read(parseReceiptDocument(job?.document));
    expect(document.blocks[0]).toEqual({ type: "drawer" });
    const text = JSON.stringify(document);
    expect(text).toContain("138****5678");
    expect(text).toContain("第二件半价");
    expect(text).not.toContain("13812345678");
  });

  test("no row is wider than its paper", async () => {
    const opened = await openDay();
    const { till, key } = opened;
    const name = "非常非常长的商品名称需要换行才能印完整的特级初榨橄榄油礼盒装";
    const product = {
      productId: "P",
      name,
      department: "d",
      categories: [],
      brand: null,
      tags: [],
    };
    const lines = [{ product, quantity: pieces(999_999), price: { amount: 99_999_999_00 } }];
    const sale = answered(
      await till.settleSale({ key: key(), lines, tenders: [{ kind: "cash" }] }),
    ).sale;
    for (const columns of [32, 48] as const) {
      const rows = onPaper(receiptOf(sale, { language: "zh-CN", columns, shop }), columns);
      expect(rows.filter((line) => columnsOf(line) > columns)).toEqual([]);
      expect(rows.join("").replace(/\s/g, "")).toContain(name.slice(0, 10));
    }
  });
});

describe("a Z report on paper", () => {
  test("prints its own proof", async () => {
    const opened = await openDay({ config: { printing } });
    await memberSale(opened);
    const { till, key, store } = opened;
    const z = answered(await till.closeShift({ key: key(), counted: 104_000 }));
    const jobs = await store.printJobs(owner);
    const document = read(parseReceiptDocument(jobs.at(-1)?.document));
    expect(onPaper(document, 48)).toMatchSnapshot();
    expect(document).toEqual(
      zReceiptOf(z, {
        language: "zh-CN",
        shop,
        promotionNames: {
          "member-tea": "会员价",
          "second-half": "第二件半价",
          "over-100": "满100减10",
        },
      }),
    );
  });

  test("each line of the proof is one line on 58 mm paper in Chinese", async () => {
    const opened = await openDay();
    const x = answered(await opened.till.xReport());
    const codes = [
      "cashier.proof-products",
      "cashier.proof-tenders",
      "cashier.proof-hours",
      "cashier.proof-taxes",
      "cashier.proof-money",
      "cashier.proof-journal-sales",
      "cashier.proof-journal-cash",
      "cashier.proof-journal-receivables",
      "cashier.proof-journal-stored-value",
      "cashier.proof-numbers",
      "cashier.proof-principal",
      "cashier.proof-bonus",
    ] as const;
    const proof = codes.map((code) => ({ code, left: 1, right: 1, ok: true }));
    const rows = onPaper(zReceiptOf({ ...x, proof }, { language: "zh-CN", shop }), 32);
    const printed = rows.slice(rows.indexOf("核对") + 1);
    expect(printed).toHaveLength(codes.length);
    expect(printed[1]).toBe("  净销售 = 支付方式 + 抹零  相符");
    expect(printed.every((line) => line.endsWith("相符") && columnsOf(line) === 32)).toBe(true);
  });

  test("shows both figures where an identity does not hold", async () => {
    const opened = await openDay();
    await memberSale(opened);
    const x = answered(await opened.till.xReport());
    const wrong: ShiftReport = {
      ...x,
      proof: [{ code: "cashier.proof-hours", left: 9879, right: 9878, ok: false }],
    };
    const rows = onPaper(zReceiptOf(wrong, { language: "en", shop }), 48);
    expect(rows.some((line) => line.includes("DIFFERS 98.79 / 98.78"))).toBe(true);
  });
});
