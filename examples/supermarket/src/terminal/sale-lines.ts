import { productName, type SaleView } from "@tillwright/cashier";
import { type ExplainedPromotion, explain } from "@tillwright/pricing-engine/explain";
import { terminalTable } from "@tillwright/printer-escpos";
import { displayMoney, formatQuantity, type MinorUnits } from "@tillwright/values";
import { CURRENCY, type Shop } from "../wiring/open-shop.js";
import { sentence } from "../wiring/sentences.js";

/** An amount as people read it. */
export function amountText(shop: Shop, minor: MinorUnits): string {
  return displayMoney(minor, CURRENCY, shop.language);
}

/** The lines of a sale: goods, quantity, shelf price, price; under each line the reason of every discount on it. */
export function saleLines(shop: Shop, view: SaleView): readonly string[] {
  const { sale, priced } = view;
  const reasons = explain(shop.engine, view.basket, priced).lines;
  const rows: string[][] = [];
  const beneath: { readonly after: number; readonly text: string }[] = [];
  for (const [index, line] of sale.lines.entries()) {
    const price = priced.lines.find((one) => one.lineId === line.lineId);
    if (price === undefined) continue;
    rows.push([
      `${index + 1}`,
      productName(line.product.name, shop.language),
      formatQuantity(line.quantity, shop.language),
      amountText(shop, price.list),
      price.paid === price.list ? "" : `→ ${amountText(shop, price.paid)}`,
    ]);
    for (const { amount, reason } of reasons.find((one) => one.lineId === line.lineId)?.reasons ??
      []) {
      const text = `     └ ${amountText(shop, -amount)}  ${sentence(shop, reason)}`;
      beneath.push({ after: rows.length - 1, text });
    }
  }
  const table = terminalTable(rows, ["right", "left", "right", "right", "right"]);
  return table.flatMap((line, index) => [
    line,
    ...beneath.filter((one) => one.after === index).map((one) => one.text),
  ]);
}

/** Promotions that nearly applied, each with what would make it apply. */
export function adviceLines(shop: Shop, view: SaleView): readonly string[] {
  return explain(shop.engine, view.basket, view.priced)
    .promotions.filter(
      (one): one is ExplainedPromotion & { advice: NonNullable<ExplainedPromotion["advice"]> } =>
        one.advice !== null,
    )
    .map((one) => `     ${sentence(shop, one.reason)} · ${sentence(shop, one.advice)}`);
}
