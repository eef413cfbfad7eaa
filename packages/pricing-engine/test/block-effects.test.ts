import { perPiece, shareBlocks, type UnitsEffect } from "@tillwright/pricing-engine";
import { parseRate, type Rate } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";

function rate(text: string): Rate {
  const read = parseRate(text);
  if (!read.ok) throw new Error(text);
  return read.value;
}

const blocks = (...pay: readonly string[]): UnitsEffect =>
  shareBlocks(pay.map(rate), { atMost: null });

/** What a block of these prices saves, in parts of a fen. */
function gainOf(effect: UnitsEffect, ...prices: readonly number[]): number {
  return prices.reduce((sum, price, position) => sum + effect.gain(position, price), 0);
}

describe("shareBlocks", () => {
  test("each position saves what it does not pay, in parts of one scale: 80% and 1/2 are tenths", () => {
    const effect = blocks("100%", "80%", "50%");
    expect(effect).toMatchObject({ size: 3, denominator: 10, off: [0, 2, 5] });
    expect(gainOf(effect, 1000, 500, 100)).toBe(2 * 500 + 5 * 100);
  });

  test("whole blocks of counted pieces, unless the terms say otherwise", () => {
    expect(blocks("50%")).toMatchObject({ partial: false, measured: false, atMost: null });
    const wide = shareBlocks([rate("50%")], { atMost: 2, partial: true, measured: true });
    expect(wide).toMatchObject({ partial: true, measured: true, atMost: 2 });
  });
});

describe("no block saves more than the shares of its units", () => {
  test("where the cheaper unit has the larger share off, each bears the mean of them", () => {
    // 第二件半价: half of the cheaper one is never more than a quarter of the sum.
    expect(blocks("100%", "50%").share(1000)).toBe(500);
    // 0, 2 and 5 tenths: 7/3 tenths each; a part of a unit is rounded up.
    expect(blocks("100%", "80%", "50%").share(1000)).toBe(2334);
    // Equal shares in a row rise as well: 1, 1 and 2 halves.
    expect(blocks("50%", "50%", "0%").share(300)).toBe(400);
  });

  test("else each bears the largest of them", () => {
    expect(blocks("0%", "100%").share(1000)).toBe(1000);
    expect(blocks("50%", "0%", "50%").share(300)).toBe(600);
    expect(blocks("100%", "0%", "50%").share(300)).toBe(600);
  });

  test("whatever the shares and the prices", () => {
    const share = fc.constantFrom("0%", "12.5%", "50%", "70%", "90%", "100%");
    const prices = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 4 }), prices, (pay, drawn) => {
        const effect = blocks(...pay);
        const own = [...drawn].sort((a, b) => b - a).slice(0, pay.length);
        const bound = own.reduce((sum, price) => sum + effect.share(price), 0);
        expect(gainOf(effect, ...own)).toBeLessThanOrEqual(bound);
      }),
      runs,
    );
  });
});

test("perPiece: every counted piece by itself, as many as there are", () => {
  const effect = perPiece((price) => Math.min(300, price));
  expect([effect.gain(0, 200), effect.gain(0, 500), effect.share(500)]).toEqual([200, 300, 300]);
  expect(effect).toMatchObject({
    size: 1,
    denominator: 1,
    atMost: null,
    partial: false,
    measured: false,
    asSet: false,
  });
});
