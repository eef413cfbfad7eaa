import { changeSale } from "../change-sale.js";
import { refuse } from "../refusal.js";
import type { Sale } from "../sale.js";
import type { Answer, SaleView, Till } from "../till.js";
import { bodyOf, type Desk, inTurn, once, plan } from "./desk.js";
import {
  currentSaleOf,
  findSale,
  openShiftOf,
  operatorOf,
  saleById,
  shiftStands,
  writeSale,
} from "./documents.js";
import { saleIsOpen, written } from "./goods-commands.js";
import { permit } from "./permit.js";
import { releases, usesGivenBack } from "./reservations.js";

/** The commands that put a sale aside, take it back or give it up. */
export function holdCommands(desk: Desk): Pick<Till, "hold" | "resume" | "voidSale"> {
  return {
    hold: (command) => inTurn(desk, () => hold(desk, command)),
    resume: (command) => inTurn(desk, () => resume(desk, command)),
    voidSale: (command) => inTurn(desk, () => voidSale(desk, command)),
  };
}

function hold(desk: Desk, command: Parameters<Till["hold"]>[0]): Answer<Sale> {
  return once(desk, "hold", command.key, bodyOf(command), async (at) => {
    const sale = await currentSaleOf(desk);
    if (!sale.ok) return sale;
    const { body, version } = sale.value;
    const held = changeSale(body, { type: "hold", at, note: command.note ?? null });
    if (!held.ok) return held;
    return plan(held.value, { documents: [writeSale(held.value, version)] });
  });
}

function resume(desk: Desk, command: Parameters<Till["resume"]>[0]): Answer<SaleView> {
  const { saleId } = command;
  return once(desk, "resume", command.key, bodyOf(command), async (at) => {
    const current = await findSale(desk);
    if (current !== null) return saleIsOpen(current.body);
    const sale = await saleById(desk, saleId);
    if (sale === null) return refuse("cashier.sale-unknown", `no sale ${saleId}`, { saleId });
    const shift = await openShiftOf(desk);
    if (!shift.ok) return shift;
    const { tillId, shiftId, operatorId } = shift.value.body;
    const resumed = changeSale(sale.body, { type: "resume", tillId, shiftId, operatorId });
    return resumed.ok ? written(desk, sale, resumed.value, at) : resumed;
  });
}

function voidSale(desk: Desk, command: Parameters<Till["voidSale"]>[0]): Answer<Sale> {
  return once(desk, "voidSale", command.key, bodyOf(command), async (at) => {
    const sale = await currentSaleOf(desk);
    if (!sale.ok) return sale;
    const shift = await openShiftOf(desk);
    if (!shift.ok) return shift;
    const operator = operatorOf(shift.value.body);
    const permitted = permit(desk.parts.config.roles, operator, command.approvedBy, "void-sale");
    if (!permitted.ok) return permitted;
    const { body, version } = sale.value;
    const voided = changeSale(body, { type: "void" });
    if (!voided.ok) return voided;
    const facts = {
      saleId: body.saleId,
      lines: body.lines.length,
      reason: command.reason,
      approvedBy: permitted.value.approvedBy,
    };
    return plan(voided.value, {
      unchanged: shiftStands(shift.value),
      documents: [writeSale(voided.value, version), ...(await usesGivenBack(desk, body))],
      journal: releases(body, { key: command.key, at }),
      audit: [{ action: "sale.voided", operatorId: operator.operatorId, facts }],
    });
  });
}
