import type {
  Basket,
  BasketLine,
  Condition,
  Promotion,
  RulesDocument,
} from "@tillwright/pricing-engine";
import { expect, test } from "vitest";

test("what must not compile does not", () => {
  // @ts-expect-error a share is text with a per cent sign, never a bare number
  const share: Promotion = { kind: "percent-off", id: "a", pay: 0.9 };
  // @ts-expect-error money in a rule document is text
  const money: Promotion = { kind: "threshold", id: "a", amount: 100, off: "10.00" };
  // @ts-expect-error a kind that does not exist
  const kind: Promotion = { kind: "sale", id: "a" };
  // @ts-expect-error a line has a unit price or an amount, not both
  const both: BasketLine["price"] = { unit: { micros: 1, per: 1, unit: "piece" }, amount: 1 };
  // @ts-expect-error a birthday condition has a scope
  const birthday: Condition = { birthday: "year" };
  // @ts-expect-error the format carries its version
  const format: RulesDocument["format"] = "tillwright.rules";
  const change = (basket: Basket): void => {
    // @ts-expect-error a basket is read only
    basket.channel = "online";
  };
  expect([share, money, kind, both, birthday, format, change]).toHaveLength(7);
});
