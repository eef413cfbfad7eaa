import { divideRounded, type Issue, issue, type MinorUnits, parseRate } from "@tillwright/values";
import type { BasketLine } from "../../basket.js";
import type { PricedLine } from "../../priced-basket.js";
import type { PricedTax } from "../../priced-charges.js";
import type { TaxClass } from "../../tax.js";
import type { CompiledTax } from "../charges/compile-tax.js";
import { fundedByOthers } from "../charges/funded-by-others.js";
import { sum } from "../whole-numbers.js";
import type { Evidence } from "./evidence.js";

/** Goods that are rounded as one, with what the result says of them. */
interface TaxedEvidence {
  readonly classId: string | null;
  readonly lines: readonly Pick<PricedLine, "lineId" | "paid" | "tax" | "taxId" | "adjustments">[];
}

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Whether every line stands in its class, and the tax of each class is what its rates give, to the minor unit. */
export function checkTax(evidence: Evidence): readonly Issue[] {
  const { priced, tax } = evidence;
  const terms = evidence.rules.tax;
  if (terms === undefined || tax === null) {
    const clean = priced.totals.tax === 0 && priced.taxes.length === 0 && priced.taxIncluded;
    return clean ? [] : [wrong("", "the rules say nothing of tax")];
  }
  const goods = taxedEvidence(evidence, tax);
  const cells = evidence.goods.filter(({ isFee }) => !isFee).map(({ cell }) => cell);
  const exempt = tax.exempt?.(evidence.moment, cells) === true;
  const issues: Issue[] = priced.taxIncluded === tax.included ? [] : [wrong("", "taxIncluded")];
  for (const { classId, lines } of goods) {
    for (const { lineId, taxId, tax: own } of lines) {
      if ((taxId ?? null) !== classId) issues.push(wrong(lineId, `the class is not ${taxId}`));
      if (own !== 0 && (classId === null || exempt)) issues.push(wrong(lineId, "it is not taxed"));
    }
  }
  for (const one of terms.classes) {
    const own = goods.filter(({ classId }) => classId === one.id);
    issues.push(...checkClass(evidence, tax, one, own, exempt));
  }
  const known = new Set(goods.map(({ classId }) => classId));
  for (const { taxId } of priced.taxes) {
    if (!known.has(taxId)) issues.push(wrong(taxId, "no goods fall under it"));
  }
  return issues;
}

function taxedEvidence(
  { priced, goods, fees }: Evidence,
  tax: CompiledTax,
): readonly TaxedEvidence[] {
  const classOf = (line: BasketLine): string | null =>
    line.taxId ?? tax.classes.find((one) => one.goods === null || one.goods(line))?.id ?? null;
  const ofGoods = goods
    .filter(({ isFee }) => !isFee)
    .map(({ cell, lines }) => ({
      classId: classOf(cell.line),
      lines,
    }));
  const ofFees = priced.fees.map((fee) => {
    const own = fees.find(({ id }) => id === fee.feeId);
    return {
      classId: own === undefined || !own.taxed ? null : classOf(own.line),
      lines: [{ ...fee, lineId: fee.feeId }],
    };
  });
  return [...ofGoods, ...ofFees];
}

/** What all parts of a class take of a price as it is written, worked out from the rates as they are written. */
function rateOfClass({ rate, parts }: TaxClass, included: boolean): Fraction {
  let gross: Fraction = { numerator: 1n, denominator: 1n };
  for (const part of parts ?? [{ rate, compound: false }]) {
    const read = parseRate(part.rate);
    const own = read.ok ? read.value : { numerator: 0, denominator: 1 };
    const on = part.compound === true ? gross : { numerator: 1n, denominator: 1n };
    const denominator = BigInt(own.denominator) * on.denominator;
    gross = {
      numerator:
        gross.numerator * denominator + BigInt(own.numerator) * on.numerator * gross.denominator,
      denominator: gross.denominator * denominator,
    };
  }
  const tax = gross.numerator - gross.denominator;
  return { numerator: tax, denominator: included ? gross.numerator : gross.denominator };
}

function checkClass(
  { priced }: Evidence,
  tax: CompiledTax,
  of: TaxClass,
  goods: readonly TaxedEvidence[],
  exempt: boolean,
): readonly Issue[] {
  const rate = rateOfClass(of, tax.included);
  const round = (amount: MinorUnits): MinorUnits =>
    Number(divideRounded(BigInt(amount) * rate.numerator, rate.denominator, tax.mode));
  const bases = goods.map(({ lines }) => baseOf(lines, tax, exempt));
  const expected = tax.perLine ? sum(bases.map(round)) : round(sum(bases));
  const owed = sum(goods.map(({ lines }) => sum(lines.map(taxOf))));
  const issues: Issue[] = [];
  const wanted = exempt && !tax.exemptPaysNet ? 0 : expected;
  if (owed !== wanted)
    issues.push(wrong(of.id, `the lines have ${owed}, its rates give ${wanted}`));
  goods.forEach(({ lines }, i) => {
    const own = sum(lines.map(taxOf));
    const exact = round(bases[i] ?? 0);
    const fits =
      tax.perLine || wanted === 0 ? own === (wanted === 0 ? 0 : exact) : Math.abs(own - exact) <= 1;
    if (!fits)
      issues.push(wrong(lines[0]?.lineId ?? "", `has ${own} of tax, its rate gives ${exact}`));
  });
  const shown = priced.taxes.filter(({ taxId }) => taxId === of.id);
  const total = sum(shown.map(({ amount }) => amount));
  if (total !== (exempt ? 0 : expected)) {
    issues.push(wrong(of.id, `taxes says ${total}, the lines have ${owed}`));
  }
  const net = sum(bases) - (tax.included ? wanted : 0);
  return goods.length === 0 ? issues : [...issues, ...checkParts(of, shown, net)];
}

/** Whether each part of a class is told under its name and rate, with what it is a tax on. */
function checkParts(
  { id, rate = "", parts = [{ id, rate }] }: TaxClass,
  shown: readonly PricedTax[],
  net: MinorUnits,
): readonly Issue[] {
  const issues: Issue[] = [];
  let before = net;
  parts.forEach((part, i) => {
    const seen = shown[i];
    const base = part.compound === true ? before : net;
    if (seen?.partId !== part.id || seen.rate !== part.rate || seen.base !== base) {
      const told = `${seen?.partId} at ${seen?.rate} of ${seen?.base}`;
      issues.push(wrong(id, `${told} is told, it is ${part.id} at ${part.rate} of ${base}`));
    }
    before += seen?.amount ?? 0;
  });
  if (shown.length > parts.length) issues.push(wrong(id, "more parts are told than it has"));
  return issues;
}

/** The tax of a line, or what an exempt customer did not pay of it. */
function taxOf({ tax, adjustments }: Pick<PricedLine, "tax" | "adjustments">): MinorUnits {
  return tax + takenOff(adjustments);
}

function takenOff(adjustments: PricedLine["adjustments"]): MinorUnits {
  return sum(adjustments.filter(({ lane }) => lane === "tax").map(({ amount }) => amount));
}

function baseOf(lines: TaxedEvidence["lines"], tax: CompiledTax, exempt: boolean): MinorUnits {
  const paid = sum(lines.map((line) => line.paid + takenOff(line.adjustments)));
  return tax.keepsFunded && !exempt ? paid + fundedByOthers(lines, tax.funders) : paid;
}

function wrong(what: string, message: string): Issue {
  return issue("pricing.wrong-tax", ["taxes", what], `${what}: ${message}`);
}
