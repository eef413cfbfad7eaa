import { applyRate, type MinorUnits } from "@tillwright/values";
import type { BasketLine } from "../../basket.js";
import { PricingError } from "../../errors.js";
import type { PricedLine } from "../../priced-basket.js";
import type { PricedTax } from "../../priced-charges.js";
import { sum } from "../whole-numbers.js";
import type { CompiledTax, CompiledTaxClass } from "./compile-tax.js";
import { fundedByOthers } from "./funded-by-others.js";
import { allocated, pinTax, withoutTax } from "./pin-tax.js";

/** Goods that are rounded as one: a line, equal lines, or a fee. */
export interface TaxableGoods {
  readonly line: BasketLine;
  /** Whether a tax concerns them at all. */
  readonly taxed: boolean;
  readonly parts: readonly PricedLine[];
}

/** Every line with its tax pinned to it, and the taxes of the basket. */
export interface Taxed {
  readonly lines: ReadonlyMap<string, PricedLine>;
  readonly taxes: readonly PricedTax[];
}

interface TaxBase {
  readonly taxable: TaxableGoods;
  readonly parts: readonly MinorUnits[];
  readonly amount: MinorUnits;
}

/** Lane 8: what each line and fee is taxed with. */
export function chargeTax(
  tax: CompiledTax,
  goods: readonly TaxableGoods[],
  exempt: boolean,
): Taxed {
  const byClass = new Map<CompiledTaxClass, TaxBase[]>();
  const lines = new Map<string, PricedLine>();
  for (const taxable of goods) {
    for (const part of taxable.parts) lines.set(part.lineId, part);
    const own = taxable.taxed ? classOf(tax, taxable.line) : null;
    if (own === null) continue;
    const base = baseOf(tax, taxable, exempt);
    const known = byClass.get(own);
    if (known === undefined) byClass.set(own, [base]);
    else known.push(base);
  }
  const taxes: PricedTax[] = [];
  for (const one of tax.classes) {
    const bases = byClass.get(one);
    if (bases === undefined) continue;
    const amounts = taxOf(tax, one, bases);
    bases.forEach((base, i) => {
      pinToLines(tax, one, base, amounts[i] ?? 0, exempt, lines);
    });
    taxes.push(...taxesOf(tax, one, bases, sum(amounts), exempt));
  }
  return { lines, taxes };
}

function classOf(tax: CompiledTax, line: BasketLine): CompiledTaxClass | null {
  const { taxId } = line;
  if (taxId === undefined) {
    return tax.classes.find(({ goods }) => goods === null || goods(line)) ?? null;
  }
  const named = tax.classes.find(({ id }) => id === taxId);
  if (named !== undefined) return named;
  throw new PricingError(
    "pricing.bad-basket",
    `price: line ${line.lineId}: the rules have no tax class ${taxId}`,
    { lineId: line.lineId, taxId },
  );
}

/** What is taxed: what the customer pays, and what others pay for a discount unless the terms leave that out. */
function baseOf(tax: CompiledTax, taxable: TaxableGoods, exempt: boolean): TaxBase {
  const keeps = tax.keepsFunded && !exempt;
  const funded = (lines: readonly PricedLine[]): MinorUnits =>
    keeps ? fundedByOthers(lines, tax.funders) : 0;
  return {
    taxable,
    parts: taxable.parts.map((line) => line.paid + funded([line])),
    amount: sum(taxable.parts.map(({ paid }) => paid)) + funded(taxable.parts),
  };
}

/** The tax of each base of one class. */
function taxOf(
  tax: CompiledTax,
  { rate }: CompiledTaxClass,
  bases: readonly TaxBase[],
): readonly MinorUnits[] {
  const amounts = bases.map(({ amount }) => amount);
  if (tax.perLine) return amounts.map((amount) => applyRate(amount, rate, tax.mode));
  return allocated(applyRate(sum(amounts), rate, tax.mode), amounts);
}

function pinToLines(
  tax: CompiledTax,
  { id }: CompiledTaxClass,
  base: TaxBase,
  amount: MinorUnits,
  exempt: boolean,
  lines: Map<string, PricedLine>,
): void {
  const shares = allocated(amount, base.parts);
  base.taxable.parts.forEach((part, i) => {
    const pinned = pinTax({ ...part, taxId: id }, shares[i] ?? 0, (base.parts[i] ?? 0) - part.paid);
    lines.set(part.lineId, exempt ? withoutTax(pinned, tax.exemptPaysNet) : pinned);
  });
}

/** The taxes of one class: its parts share the sum, and a compound part lies on those before it too. */
function taxesOf(
  tax: CompiledTax,
  { id, parts }: CompiledTaxClass,
  bases: readonly TaxBase[],
  amount: MinorUnits,
  exempt: boolean,
): readonly PricedTax[] {
  const priced = sum(bases.map((base) => base.amount));
  const net = tax.included && !(exempt && !tax.exemptPaysNet) ? priced - amount : priced;
  const charged = exempt ? 0 : amount;
  const shares = allocated(
    charged,
    parts.map(({ numerator }) => numerator),
  );
  let before = net;
  return parts.map((part, i) => {
    const own = shares[i] ?? 0;
    const base = part.compound ? before : net;
    before += own;
    return { taxId: id, partId: part.id, rate: part.rate, base, amount: own };
  });
}
