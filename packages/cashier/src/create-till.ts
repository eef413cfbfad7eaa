import { isZone, type Json } from "@tillwright/values";
import type { Catalogue } from "./catalogue.js";
import { CashierError } from "./errors.js";
import { checkScaleLabelRules } from "./read-scale-label.js";
import { taxClassesOf } from "./rules-json.js";
import type { Sale } from "./sale.js";
import { closeCommands } from "./till/close-commands.js";
import { completeCommands } from "./till/complete-commands.js";
import { dayCommands } from "./till/day-command.js";
import { createDesk, type Desk, inTurn } from "./till/desk.js";
import { directSale } from "./till/direct-sale.js";
import { discountCommands } from "./till/discount-commands.js";
import { findSale, findShift, heldSales, unknownAttempts } from "./till/documents.js";
import { giftCommand } from "./till/gift-command.js";
import { goodsCommands } from "./till/goods-commands.js";
import { holdCommands } from "./till/hold-commands.js";
import { memberCommands } from "./till/member-commands.js";
import { viewOf } from "./till/price-sale.js";
import { refundCommand } from "./till/refund-command.js";
import { removeTenderCommand } from "./till/remove-tender.js";
import { reverseCommand } from "./till/reverse-command.js";
import { shiftCommands } from "./till/shift-commands.js";
import { sweepCommand } from "./till/sweep-command.js";
import { tenderCommands } from "./till/tender-commands.js";
import { tenderingCommands } from "./till/tendering-commands.js";
import { topUpCommand } from "./till/top-up-command.js";
import type { SaleView, Till, TillState } from "./till.js";
import type { TillConfig, TillParts } from "./till-parts.js";

/**
 * Wires a till. It keeps nothing that the store does not have: a new till over the same store goes on with the open shift,
 * the open sale and the payments that are not known.
 *
 * One till object at a time serves a till: commands of one object run one after the other. Throws
 * `cashier.config-invalid` for ids that are empty or hold a `/`, a zone or a cut-off that is none, currencies that differ, and a product
 * under a tax class that the rules lack;
 * `cashier.label-rule-invalid` for a scale label rule that cannot be one.
 *
 * @example
 * ```ts
 * import { createCatalogue, createMemoryTillStore, createTill } from "@tillwright/cashier";
 * import { compile } from "@tillwright/pricing-engine/complete";
 * import { fixedClock, pieces } from "@tillwright/values";
 *
 * const rules = { format: "tillwright.rules/1", currency: "CNY", promotions: [] } as const;
 * let id = 0;
 * const till = createTill({
 *   store: createMemoryTillStore(), members: null, engine: compile(rules), rules, programme: null,
 *   catalogue: createCatalogue("CNY", []), clock: fixedClock(Date.UTC(2027, 0, 15, 1)), nextId: () => `id-${++id}`,
 *   payments: null,
 *   config: {
 *     storeId: "S1", tillId: "T1", numberPrefix: "01", currency: "CNY", zone: "Asia/Shanghai", cutOff: "04:00",
 *     channel: "till", language: "zh-CN", cashRounding: { multiple: 10, mode: "down" }, scaleLabels: [], roles: null,
 *     printing: null,
 *   },
 * });
 * await till.openShift({ key: "k1", operatorId: "zhang", role: "cashier", float: 50_000 });
 * const milk = { productId: "P1", name: "牛奶", department: "dairy", categories: [], brand: null, tags: [] };
 * const settled = await till.settleSale({
 *   key: "k2",
 *   lines: [{ product: milk, quantity: pieces(2), price: { amount: 1238 } }],
 *   tenders: [{ kind: "cash", tendered: 2000 }],
 * });
 * settled.ok && settled.value.sale.number; //=> "01-000001"
 * settled.ok && settled.value.sale.tenders[0]?.change; //=> 770
 * ```
 *
 * @public
 */
export function createTill(parts: TillParts): Till {
  checkConfig(parts);
  const desk = createDesk(parts);
  return {
    current: () => inTurn(desk, () => current(desk)),
    ...shiftCommands(desk),
    ...closeCommands(desk),
    ...dayCommands(desk),
    ...memberCommands(desk),
    ...topUpCommand(desk),
    ...goodsCommands(desk),
    ...discountCommands(desk),
    ...giftCommand(desk),
    ...holdCommands(desk),
    ...tenderingCommands(desk),
    ...tenderCommands(desk),
    ...removeTenderCommand(desk),
    ...completeCommands(desk),
    ...sweepCommand(desk),
    ...directSale(desk),
    ...refundCommand(desk),
    ...reverseCommand(desk),
  };
}

async function current(desk: Desk): Promise<TillState> {
  const shift = await findShift(desk);
  const sale = await findSale(desk);
  return {
    shift: shift?.body ?? null,
    sale: sale === null ? null : await currentView(desk, sale.body),
    held: await heldSales(desk),
    unknownPayments: await unknownAttempts(desk),
  };
}

/** The open sale; a member who was erased meanwhile must not hide it: then it is priced without one. */
async function currentView(desk: Desk, sale: Sale): Promise<SaleView | null> {
  const at = desk.parts.clock.now();
  const view = await viewOf(desk, sale, at);
  if (view.ok) return view.value;
  const alone = await viewOf(desk, { ...sale, memberId: null, points: null }, at);
  return alone.ok ? { ...alone.value, sale } : null;
}

function checkConfig({ config, catalogue, programme, rules }: TillParts): void {
  checkScaleLabelRules(config.scaleLabels);
  const problem =
    nameProblem(config) ??
    timeProblem(config) ??
    taxProblem(catalogue, rules) ??
    (catalogue.currency === config.currency ? null : `the catalogue is in ${catalogue.currency}`) ??
    (programme === null || programme.currency === config.currency
      ? null
      : `the programme is in ${programme.currency}`);
  if (problem === null) return;
  throw new CashierError("cashier.config-invalid", `createTill: ${problem}`, { problem });
}

function nameProblem({ storeId, tillId, numberPrefix }: TillConfig): string | null {
  if (storeId === "" || storeId.includes("/")) return "the store id is empty or holds a /";
  if (tillId === "" || tillId.includes("/")) return "the till id is empty or holds a /";
  return numberPrefix === "" ? "the number prefix is empty" : null;
}

/** A product under a tax class that the rules do not have could not be sold. */
function taxProblem({ products }: Catalogue, rules: Json): string | null {
  const classes = taxClassesOf(rules);
  const astray = products.find(({ taxId }) => taxId !== undefined && !classes.includes(taxId));
  return astray === undefined
    ? null
    : `${astray.productId} is under the tax class ${astray.taxId}, which the rules do not have`;
}

function timeProblem({ zone, cutOff }: TillConfig): string | null {
  if (!isZone(zone)) return `${zone} is no zone`;
  return /^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$/.test(cutOff)
    ? null
    : `${cutOff} is no time of day`;
}
