import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type Explanation, explain } from "@tillwright/pricing-engine/explain";
import { en } from "@tillwright/pricing-engine/messages/en";
import { zhCN } from "@tillwright/pricing-engine/messages/zh-CN";
import { type Reason, renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";

const explained = (document: RulesDocument, of: Basket): Explanation => {
  const engine = compile(document);
  return explain(engine, of, engine.price(of));
};
const said = (reason: Reason | null | undefined): readonly string[] =>
  reason == null
    ? []
    : [
        renderReason(zhCN, reason, { language: "zh-CN", currency: "CNY" }),
        renderReason(en, reason, { language: "en", currency: "CNY" }),
      ];

describe("a fee", () => {
  const fees: RulesDocument["fees"] = [
    { kind: "delivery", id: "delivery", name: "配送", amount: "8.00", freeFrom: "99.00" },
    { kind: "deposit", id: "bottle", perPiece: "0.25", goods: { tag: "bottle" } },
    { kind: "packaging", id: "bag", amount: "1.00", when: { channel: "takeaway" } },
    { kind: "service", id: "service", rate: "10%" },
  ];
  const of = (yuan: number): Explanation["fees"] =>
    explained(rules([], { fees }), basket(lines(yuan))).fees;
  const fee = (list: Explanation["fees"], id: string): Explanation["fees"][number] | undefined =>
    list.find(({ feeId }) => feeId === id);

  test("says what it came to, and what would make it free", () => {
    const delivery = fee(of(90), "delivery");
    expect(delivery?.charged).toBe(true);
    expect(said(delivery?.reason)).toEqual(["配送：配送费¥8.00", "配送: delivery, ¥8.00"]);
    expect(said(delivery?.advice)).toEqual(["再买¥9.00可免此费用", "Add ¥9.00 and it is free"]);
  });

  test("says why it was not charged", () => {
    const free = of(99);
    expect(fee(free, "delivery")).toMatchObject({ charged: false, advice: null });
    expect(said(fee(free, "delivery")?.reason)).toEqual([
      "配送：满¥99.00免收，商品金额¥99.00",
      "配送: free from ¥99.00, the goods come to ¥99.00",
    ]);
    expect(fee(free, "bottle")?.reason.code).toBe("pricing.fee.no-goods");
    expect(fee(free, "bag")?.reason.code).toBe("pricing.condition.channel");
    expect(fee(of(0), "service")?.reason.code).toBe("pricing.fee.nothing");
  });

  test("a deposit says that it comes back", () => {
    const cola = basket([line("cola", 3, 2, { tags: ["bottle"] })]);
    const { fees: told } = explained(rules([], { fees }), cola);
    expect(said(fee(told, "bottle")?.reason)).toEqual([
      "bottle：押金¥0.50，退货时全额退还",
      "bottle: deposit of ¥0.50, paid back whole on return",
    ]);
  });
});

describe("a tax", () => {
  const vat: RulesDocument["tax"] = {
    prices: "included",
    classes: [{ id: "13", name: "增值税", rate: "13%" }],
    exempt: { when: { memberTag: "diplomat" } },
  };

  test("says what is contained", () => {
    const { taxes } = explained(rules([], { tax: vat }), basket(lines(113)));
    expect(said(taxes[0]?.reason)).toEqual([
      "增值税 13%：不含税¥100.00，含税额¥13.00",
      "增值税 13%: ¥13.00 contained, on ¥100.00",
    ]);
  });

  test("says what is added", () => {
    const tax = { ...vat, prices: "added" as const };
    const { taxes } = explained(rules([], { tax }), basket(lines(100)));
    expect(said(taxes[0]?.reason)[1]).toBe("增值税 13%: ¥13.00 added, on ¥100.00");
  });

  test("says who is exempt, on the tax and on the line", () => {
    const of = basket(lines(113), { member: member({ tags: ["diplomat"] }) });
    const { taxes, lines: told } = explained(rules([], { tax: vat }), of);
    expect(said(taxes[0]?.reason)[1]).toBe("增值税 13%: exempt, ¥0.00 on ¥100.00");
    expect(said(told[0]?.reasons[0]?.reason)).toEqual([
      "免税，减¥13.00",
      "Exempt from tax, saves ¥13.00",
    ]);
  });
});
