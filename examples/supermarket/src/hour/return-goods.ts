import type { SettledSale } from "@tillwright/cashier";
import { amountText } from "../terminal/sale-lines.js";
import { answered } from "../wiring/answers.js";
import { type Stage, scene, showBalances, showPrinted } from "./stage.js";

/** Part of the member's sale comes back: paid out by the shares that paid it, points with it. */
export async function returnGoods(
  stage: Stage,
  sale: SettledSale,
  memberId: string,
): Promise<void> {
  const { shop, words } = stage;
  scene(stage, "09:40", words.refund);
  const lines = sale.lines
    .filter((line) => ["P002", "P003"].includes(line.productId))
    .map((line) => ({ lineId: line.lineId, count: 1 }));
  const { sale: refund } = answered(
    await shop.till.refund({ key: stage.key(), saleId: sale.saleId, lines, reason: words.refund }),
  );
  stage.say(`   ${words.refunded(refund.number, amountText(shop, refund.totals.due))}`);
  for (const tender of refund.tenders) {
    if (tender.kind === "kept-back") {
      const names = refund.keptBack?.gifts.map(({ name }) => name).join(", ") ?? "";
      stage.say(`   ${words.keptBack(names, amountText(shop, tender.received))}`);
      continue;
    }
    const name = words.tenders[tender.kind] ?? tender.kind;
    stage.say(`   ${words.refundTender(name, amountText(shop, tender.received))}`);
  }
  stage.say(`   ${words.clawback(refund.points.earned, refund.points.used)}`);
  await showBalances(stage, memberId);
  await showPrinted(stage);
}
