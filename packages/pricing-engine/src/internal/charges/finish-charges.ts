import type { MinorUnits } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import { PricingError } from "../../errors.js";
import type { PricedBasket, PricedLine } from "../../priced-basket.js";
import type { PricedFee } from "../../priced-charges.js";
import type { Cell } from "../cell.js";
import { type FundersById, withFunders } from "../funders.js";
import type { Moment } from "../moment.js";
import { sum } from "../whole-numbers.js";
import type { CompiledTax } from "./compile-tax.js";
import { type FeeCell, finishedFee } from "./fee-lane.js";
import { allocated } from "./pin-tax.js";
import { pricedReturns } from "./returned-goods.js";
import { chargeTax, type TaxableGoods } from "./tax-lane.js";

/** What stands beside the goods of a basket. */
interface ChargesOfGoods {
  readonly fees: readonly FeeCell[];
  readonly tax: CompiledTax | null;
  readonly goods: readonly Cell[];
  readonly moment: Moment;
  readonly funders: FundersById | null;
}

/** A basket with its fees, its tax and what came back; who has none of them never comes here. */
export function withCharges(
  priced: PricedBasket,
  basket: Basket,
  charges: ChargesOfGoods,
): PricedBasket {
  const { funders } = charges;
  const fees = charges.fees.flatMap((one): readonly PricedFee[] => {
    const fee = finishedFee(one);
    if (fee === null) return [];
    if (funders === null) return [fee];
    return [{ ...fee, adjustments: withFunders(fee.adjustments, funders) }];
  });
  const taxed =
    charges.tax === null ? { ...priced, fees } : withTax(priced, fees, charges, charges.tax);
  const returned = basket.returns === undefined ? [] : pricedReturns(basket.returns);
  return withTotals({ ...taxed, returned });
}

/** The tax of each line and fee, and of the basket. */
function withTax(
  priced: PricedBasket,
  fees: readonly PricedFee[],
  { fees: cells, goods, moment }: ChargesOfGoods,
  tax: CompiledTax,
): PricedBasket {
  const lineOf = new Map(priced.lines.map((line) => [line.lineId, line]));
  const taxable: TaxableGoods[] = goods.map((cell) => ({
    line: cell.line,
    taxed: true,
    parts: (cell.parts ?? [cell]).flatMap(({ line }) => lineOf.get(line.lineId) ?? []),
  }));
  for (const fee of fees) {
    const of = cells.find((one) => one.fee.id === fee.feeId)?.fee;
    if (of === undefined) continue;
    const { lineId } = of.line;
    taxable.push({ line: of.line, taxed: of.taxed, parts: [{ ...fee, lineId }] });
  }
  const exempt = tax.exempt?.(moment, goods) === true;
  const { lines, taxes } = chargeTax(tax, taxable, exempt);
  return {
    ...priced,
    lines: priced.lines.map((line) => lines.get(line.lineId) ?? line),
    fees: fees.map((fee) => taxedFee(fee, lines)),
    taxes,
    taxIncluded: tax.included,
  };
}

function taxedFee(fee: PricedFee, lines: ReadonlyMap<string, PricedLine>): PricedFee {
  const taxed = lines.get(`fee ${fee.feeId}`);
  if (taxed === undefined) return fee;
  const { lineId: _lineId, ...figures } = taxed;
  const paid = fee.shares.map((share) => share.paid);
  const ofPaid = allocated(figures.paid, paid);
  const ofTax = allocated(figures.tax, paid);
  return {
    ...fee,
    ...figures,
    shares: fee.shares.map(({ lineId }, i) => ({
      lineId,
      paid: ofPaid[i] ?? 0,
      tax: ofTax[i] ?? 0,
    })),
  };
}

function withTotals(priced: PricedBasket): PricedBasket {
  const { lines, fees, returned, taxIncluded } = priced;
  const paid = sum(lines.map((line) => line.paid));
  const ofFees = sum(fees.map((fee) => fee.paid));
  const tax = sum([...lines, ...fees].map((one) => one.tax));
  const back = sum(returned.map(({ money }) => money));
  const due = paid + ofFees + (taxIncluded ? 0 : tax) - back;
  if (![paid + ofFees, tax, back, due].every(Number.isSafeInteger)) throw tooMuch(due);
  const { list, deal } = priced.totals;
  return {
    ...priced,
    totals: { list, deal, discount: list - paid, fees: ofFees, tax, returned: back, due },
  };
}

function tooMuch(due: MinorUnits): PricingError {
  return new PricingError(
    "pricing.out-of-range",
    `price: with fees, tax and returns the basket comes to ${due} minor units and leaves the safe integers`,
    { amount: String(due) },
  );
}
