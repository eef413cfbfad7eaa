import type { MinorUnits, Rate } from "@tillwright/values";
import type { BasketLine } from "../../basket.js";
import type { Fee } from "../../fee.js";
import type { RulesDocument } from "../../rules-document.js";
import type { TermReader } from "../../term-reader.js";
import { compileBasketTest } from "../basket-conditions.js";
import { goodsReader } from "../compile-rules.js";
import type { BasketTest, GoodsTest } from "../compiled.js";
import { compareText } from "../order.js";
import type { Registry } from "../registry.js";
import { createTermReader } from "../term-reader.js";

/** How much a fee is: once a basket, for each piece, or a share of what the goods cost. */
export type FeePrice =
  | { readonly form: "once" | "per-piece"; readonly amount: MinorUnits }
  | { readonly form: "rate"; readonly rate: Rate; readonly ofRunning: boolean };

export interface CompiledFee {
  readonly id: string;
  readonly name: string;
  readonly kind: Fee["kind"];
  readonly comesBack: boolean;
  readonly discounted: boolean;
  /** The fee as conditions on goods see it. */
  readonly line: BasketLine;
  /** Whether a tax class is looked for. */
  readonly taxed: boolean;
  readonly goods: GoodsTest | null;
  readonly when: BasketTest | null;
  readonly freeFrom: MinorUnits;
  readonly countsRunning: boolean;
  readonly price: FeePrice;
}

/** The fees of a document by their ids; `null` when it has none. */
export function compileFees(
  rules: RulesDocument,
  registry: Registry,
): readonly CompiledFee[] | null {
  if (rules.fees === undefined || rules.fees.length === 0) return null;
  return [...rules.fees]
    .sort((a, b) => compareText(a.id, b.id))
    .map((fee) => {
      const reader = createTermReader(rules.currency, `fee ${fee.id}`, goodsReader(registry));
      return compileFee(fee, reader, registry);
    });
}

function compileFee(fee: Fee, reader: TermReader, registry: Registry): CompiledFee {
  const deposit = fee.kind === "deposit";
  if (deposit && fee.discounted === true) return reader.fail("a deposit has no discounts");
  return {
    id: fee.id,
    name: fee.name ?? fee.id,
    kind: fee.kind,
    comesBack: fee.comesBack ?? deposit,
    discounted: fee.discounted ?? false,
    line: lineOf(fee),
    taxed: !deposit || fee.taxId !== undefined,
    goods: fee.goods === undefined ? null : reader.goods(fee.goods),
    when: fee.when === undefined ? null : compileBasketTest(fee.when, registry.basket, reader),
    freeFrom: fee.freeFrom === undefined ? Number.POSITIVE_INFINITY : reader.money(fee.freeFrom),
    countsRunning: fee.counts === "running",
    price: priceOf(fee, reader),
  };
}

function priceOf({ amount, perPiece, rate, of }: Fee, reader: TermReader): FeePrice {
  if ([amount, perPiece, rate].filter((one) => one !== undefined).length !== 1) {
    return reader.fail("give exactly one of amount, perPiece and rate");
  }
  if (rate !== undefined) {
    return { form: "rate", rate: reader.rate(rate), ofRunning: of !== "deal" };
  }
  return perPiece === undefined
    ? { form: "once", amount: reader.money(amount) }
    : { form: "per-piece", amount: reader.money(perPiece) };
}

function lineOf({ id, taxId }: Fee): BasketLine {
  return {
    lineId: `fee ${id}`,
    productId: id,
    quantity: { kind: "pieces", count: 1 },
    price: { amount: 0 },
    department: "fee",
    categories: [],
    brand: null,
    tags: [],
    ...(taxId === undefined ? {} : { taxId }),
  };
}
