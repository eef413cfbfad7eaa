import type { PricedBasket } from "../../priced-basket.js";
import type { RulesDocument } from "../../rules-document.js";
import type { Charges } from "../engine-parts.js";
import { compileFunders, type FundersById, withFunders } from "../funders.js";
import type { Registry } from "../registry.js";
import { compileFees } from "./compile-fees.js";
import { compileTax } from "./compile-tax.js";
import { chargeFees, chargeOpenFees, openFees } from "./fee-lane.js";
import { withCharges } from "./finish-charges.js";

/** The fees and the tax of a document, and what stands beside the goods of each basket. */
export function compileCharges(rules: RulesDocument, registry: Registry): Charges {
  const funders = compileFunders(rules);
  const all = compileFees(rules, registry) ?? [];
  const tax = compileTax(rules, registry, funders);
  return {
    inRules: all.length > 0 || tax !== null || funders !== null,
    begin: (goods) => {
      const open = openFees(all, goods);
      let fees = open;
      return {
        open: open.map(({ cell }) => cell),
        afterLane: (lane, moment) => {
          if (lane === "unit-price") chargeOpenFees(open, goods, moment);
          if (lane === "fee") fees = [...open, ...chargeFees(all, goods, moment)];
        },
        finish: (before, basket, moment) => {
          const { returns } = basket;
          const priced = funders === null ? before : sharedByFunders(before, funders);
          if (fees.length === 0 && tax === null && returns === undefined) return priced;
          return withCharges(priced, basket, { fees, tax, goods, moment, funders });
        },
      };
    },
  };
}

function sharedByFunders(priced: PricedBasket, funders: FundersById): PricedBasket {
  const lines = priced.lines.map((line) => ({
    ...line,
    adjustments: withFunders(line.adjustments, funders),
  }));
  return { ...priced, lines };
}
