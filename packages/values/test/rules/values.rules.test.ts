import {
  addMonths,
  allocate,
  applyRate,
  businessDayOf,
  extendPrice,
  isWithinDaily,
  parseInstant,
  parseMoney,
  parseRate,
  parseUnitPrice,
  pieces,
  type Rate,
  roundToMultiple,
} from "@tillwright/values";
import { expect, test } from "vitest";

const store = { zone: "Asia/Shanghai", cutOff: "04:00" };

function valueIn<Value>(parsed: { ok: true; value: Value } | { ok: false }): Value {
  if (!parsed.ok) throw new Error("the example cannot be read");
  return parsed.value;
}

function instant(text: string): number {
  return valueIn(parseInstant(`${text}+08:00`));
}

function yuan(text: string): number {
  return valueIn(parseMoney(text, "CNY"));
}

function rate(text: string): Rate {
  return valueIn(parseRate(text));
}

test("rolling 12 months from 31 January 2027 -> last day 31 January 2028", () => {
  expect(addMonths("2027-01-31", 12)).toBe("2028-01-31");
});

test("rolling 12 months from 29 February 2028 -> last day 28 February 2029", () => {
  expect(addMonths("2028-02-29", 12)).toBe("2029-02-28");
});

test("日结: a sale at 01:30 on the 22nd belongs to the 21st, with the cut-off at 04:00", () => {
  expect(businessDayOf(instant("2027-01-22T01:30:00"), store)).toBe("2027-01-21");
  expect(businessDayOf(instant("2027-01-22T04:00:00"), store)).toBe("2027-01-22");
});

test("限时折扣 18:00 to 20:00: 19:59:59 is inside, 20:00:00 is outside", () => {
  const hours = { from: "18:00", until: "20:00" };
  const inside = (time: string): boolean =>
    isWithinDaily(hours, instant(`2027-01-31T${time}`), store.zone);
  expect(inside("18:00:00")).toBe(true);
  expect(inside("19:59:59")).toBe(true);
  expect(inside("20:00:00")).toBe(false);
});

test("满3件8折: 3 x 33.33 = 99.99 -> 79.99 (79.992), half-up", () => {
  const price = valueIn(parseUnitPrice({ price: "33.33" }));
  const base = extendPrice(price, pieces(3), "CNY", "half-up");
  expect(base).toBe(yuan("99.99"));
  expect(applyRate(base, rate("80%"), "half-up")).toBe(yuan("79.99"));
});

test("满200打9折: 200 -> 180", () => {
  expect(applyRate(yuan("200"), rate("90%"), "half-up")).toBe(yuan("180"));
});

test("会员日 9折: 128 -> 115.20, gold 8折 -> 102.40, stacked -> 92.16", () => {
  expect(applyRate(yuan("128"), rate("90%"), "half-up")).toBe(yuan("115.20"));
  expect(applyRate(yuan("128"), rate("80%"), "half-up")).toBe(yuan("102.40"));
  expect(applyRate(applyRate(yuan("128"), rate("90%"), "half-up"), rate("80%"), "half-up")).toBe(
    yuan("92.16"),
  );
});

test("组合价 22 over 18 and 8 -> 15.23 and 6.77", () => {
  expect(allocate(yuan("22"), [yuan("18"), yuan("8")])).toEqual([yuan("15.23"), yuan("6.77")]);
});

test("抹零: 抹分 12.38 -> 12.30, 抹角 12.38 -> 12.00, 四舍五入到角 12.35 -> 12.40, 到元 12.50 -> 13.00", () => {
  expect(roundToMultiple(yuan("12.38"), yuan("0.10"), "down")).toBe(yuan("12.30"));
  expect(roundToMultiple(yuan("12.38"), yuan("1.00"), "down")).toBe(yuan("12.00"));
  expect(roundToMultiple(yuan("12.35"), yuan("0.10"), "half-up")).toBe(yuan("12.40"));
  expect(roundToMultiple(yuan("12.50"), yuan("1.00"), "half-up")).toBe(yuan("13.00"));
});

test("积分抵现: due 45.60, cap 30% = 13.68, in steps of 100 points that are 1.00 each -> 13.00", () => {
  const cap = applyRate(yuan("45.60"), rate("30%"), "down");
  expect(cap).toBe(yuan("13.68"));
  expect(roundToMultiple(cap, yuan("1.00"), "down")).toBe(yuan("13.00"));
});

test("储值赠送 充500送50, spend 110, pro rata -> 100 principal and 10 bonus", () => {
  expect(allocate(yuan("110"), [yuan("500"), yuan("50")])).toEqual([yuan("100"), yuan("10")]);
});
