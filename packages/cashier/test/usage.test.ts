import { pieces } from "@tillwright/values";
import { expect, test } from "vitest";
import { answered, join, openDay, rulesDocument } from "./shop.js";

test("限时折扣: limit 2, buy 3 -> 52, and the next sale of the member pays the full price", async () => {
  const rules = {
    ...rulesDocument,
    promotions: [
      {
        id: "flash",
        kind: "flash-price",
        prices: { soap: "16.00" },
        during: { daily: { from: "00:00", until: "24:00" } },
        piecesPerMember: 2,
      },
    ],
  };
  const shop = await openDay({ rules });
  const { till, key } = shop;
  const memberId = await join(shop);
  const buy = async (count: number) => {
    const price = { unit: { micros: 20_000_000, per: 1, unit: "piece" } } as const;
    const lines = [{ product: "soap", quantity: pieces(count), price }];
    const command = { key: key(), memberId, lines, tenders: [{ kind: "cash" }] } as const;
    return answered(await till.settleSale(command)).sale.totals.paid;
  };
  expect(await buy(3)).toBe(5200);
  expect(await buy(1)).toBe(2000);
});
