import { type Rate, type RoundingMode, rateOf } from "@tillwright/values";
import type { RulesDocument } from "../../rules-document.js";
import type { TaxClass, TaxPart, TaxTerms } from "../../tax.js";
import type { TermReader } from "../../term-reader.js";
import { compileBasketTest } from "../basket-conditions.js";
import { goodsReader } from "../compile-rules.js";
import type { BasketTest, GoodsTest } from "../compiled.js";
import type { FundersById } from "../funders.js";
import type { Registry } from "../registry.js";
import { createTermReader } from "../term-reader.js";

export interface CompiledTaxPart {
  readonly id: string;
  /** As the document has it. */
  readonly rate: string;
  /** Of a price without tax, in parts of the denominator of its class. */
  readonly numerator: number;
  readonly compound: boolean;
}

export interface CompiledTaxClass {
  readonly id: string;
  readonly goods: GoodsTest | null;
  readonly parts: readonly CompiledTaxPart[];
  /** All parts together, of the price as the shop writes it: with the tax or without it. */
  readonly rate: Rate;
}

export interface CompiledTax {
  readonly included: boolean;
  readonly classes: readonly CompiledTaxClass[];
  readonly perLine: boolean;
  readonly mode: RoundingMode;
  readonly exempt: BasketTest | null;
  /** Whether who is exempt pays the price without the tax it contains. */
  readonly exemptPaysNet: boolean;
  /** Whether discounts that others pay for stay in what is taxed. */
  readonly keepsFunded: boolean;
  /** Promotions that several pay for. */
  readonly funders: FundersById | null;
}

/** The tax of a document; `null` when it says nothing of it. */
export function compileTax(
  rules: RulesDocument,
  registry: Registry,
  funders: FundersById | null,
): CompiledTax | null {
  const terms: TaxTerms | undefined = rules.tax;
  if (terms === undefined) return null;
  const reader = (where: string): TermReader =>
    createTermReader(rules.currency, where, goodsReader(registry));
  const { exempt, rounding } = terms;
  const included = terms.prices === "included";
  return {
    included,
    classes: terms.classes.map((one) => compileClass(one, included, reader(`tax class ${one.id}`))),
    perLine: rounding?.per === "line",
    mode: rounding?.mode ?? "half-up",
    exempt:
      exempt === undefined
        ? null
        : compileBasketTest(exempt.when, registry.basket, reader("tax exemption")),
    exemptPaysNet: included && exempt?.pays !== "same",
    keepsFunded: terms.fundedDiscountsLowerIt !== "yes",
    funders,
  };
}

function compileClass(
  { id, rate, parts, goods }: TaxClass,
  included: boolean,
  reader: TermReader,
): CompiledTaxClass {
  if ((rate === undefined) === (parts === undefined)) {
    return reader.fail("give exactly one of rate and parts");
  }
  const written: readonly TaxPart[] = parts ?? [{ id, rate: rate ?? "" }];
  const { shares, common, sum } = sharesOf(written, reader);
  if (!isExact(common, sum)) {
    return reader.fail("its rates together are too fine to be computed exactly");
  }
  return {
    id,
    goods: goods === undefined ? null : reader.goods(goods),
    rate: rateOf(Number(sum), Number(included ? common + sum : common)),
    parts: written.map((part, i) => ({
      id: part.id,
      rate: part.rate,
      numerator: Number(shares[i] ?? 0n),
      compound: part.compound === true,
    })),
  };
}

function isExact(common: bigint, sum: bigint): boolean {
  return Number.isSafeInteger(Number(common + sum));
}

/** Whether readable rates lie together on one denominator that the engine can compute with. */
export function areRatesExact(parts: readonly RateOfPart[]): boolean {
  const reader = createTermReader("CNY", "tax", () => () => false);
  const { common, sum } = sharesOf(parts, reader);
  return isExact(common, sum);
}

type RateOfPart = { readonly rate: string; readonly compound?: boolean | undefined };

interface Shares {
  readonly shares: readonly bigint[];
  readonly common: bigint;
  readonly sum: bigint;
}

interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What each part takes of a price without tax, over one common denominator. */
function sharesOf(parts: readonly RateOfPart[], reader: TermReader): Shares {
  const found: Ratio[] = [];
  let whole: Ratio = { numerator: 1n, denominator: 1n };
  for (const part of parts) {
    const read = reader.rate(part.rate);
    if (read.numerator > read.denominator) return reader.fail("a tax is at most 100%");
    const on: Ratio = part.compound === true ? whole : { numerator: 1n, denominator: 1n };
    const share: Ratio = {
      numerator: BigInt(read.numerator) * on.numerator,
      denominator: BigInt(read.denominator) * on.denominator,
    };
    found.push(share);
    whole = {
      numerator: whole.numerator * share.denominator + share.numerator * whole.denominator,
      denominator: whole.denominator * share.denominator,
    };
  }
  const common = found.reduce((sum, one) => leastCommon(sum, reduced(one)), 1n);
  const shares = found.map(({ numerator, denominator }) => (numerator * common) / denominator);
  return { shares, common, sum: shares.reduce((total, one) => total + one, 0n) };
}

function reduced({ numerator, denominator }: Ratio): bigint {
  return denominator / greatestCommon(numerator, denominator);
}

function leastCommon(a: bigint, b: bigint): bigint {
  return (a / greatestCommon(a, b)) * b;
}

function greatestCommon(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommon(b, a % b);
}
