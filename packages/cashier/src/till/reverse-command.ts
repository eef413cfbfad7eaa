import type { SettledLine } from "@tillwright/values";
import { newSale } from "../new-sale.js";
import { refuse } from "../refusal.js";
import type { Sale, SaleLine } from "../sale.js";
import { isFee, isGift } from "../settled-prices.js";
import type { SettledSale } from "../settled-sale.js";
import type { Answer, SaleView, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once } from "./desk.js";
import { dayClosedAt, findSale, openShiftOf, saleById } from "./documents.js";
import { saleIsOpen, written } from "./goods-commands.js";
import { refundUnits } from "./refund-command.js";

type ReverseCommand = Parameters<Till["reverseSale"]>[0];
type Reversed = Awaited<ReturnType<Till["reverseSale"]>>;

/** The command that reverses a settled bill and opens it again (反结账). */
export function reverseCommand(desk: Desk): Pick<Till, "reverseSale"> {
  return { reverseSale: (command) => inTurn(desk, () => reverse(desk, command)) };
}

async function reverse(desk: Desk, command: ReverseCommand): Promise<Reversed> {
  const { key, saleId } = command;
  const known = await desk.parts.store.keptAnswer(desk.owner, `${key}/reversal`);
  const sale = await desk.parts.store.sale(desk.owner, saleId);
  if (sale === null || sale.kind !== "sale") {
    return refuse("cashier.sale-unknown", `there is no settled sale ${saleId}`, { saleId });
  }
  const problem = known === null ? await reverseProblem(desk, sale) : null;
  if (problem !== null) return problem;
  const reversal = await refundUnits(
    desk,
    { ...command, key: `${key}/reversal`, lines: "all" },
    "reverse-sale",
  );
  if (!reversal.ok) return reversal;
  const reopened = await reopen(desk, command, sale);
  if (!reopened.ok) return reopened;
  return { ok: true, value: { reversal: reversal.value.sale, reopened: reopened.value } };
}

async function reverseProblem(
  desk: Desk,
  sale: SettledSale,
): Promise<Extract<Decision<never>, { readonly ok: false }> | null> {
  const { businessDay, saleId } = sale;
  if ((await dayClosedAt(desk, businessDay)) !== null) {
    return refuse("cashier.day-closed", `the day of sale ${saleId} is closed: refund it`, {
      businessDay,
      saleId,
    });
  }
  const open = await findSale(desk);
  return open === null ? null : saleIsOpen(open.body);
}

function reopen(desk: Desk, command: ReverseCommand, sale: SettledSale): Answer<SaleView> {
  return once(desk, "reopen", `${command.key}/reopened`, bodyOf(command), async (at) => {
    const shift = await openShiftOf(desk);
    if (!shift.ok) return shift;
    const { storeId, tillId, shiftId, operatorId, currency } = shift.value.body;
    const before = await saleById(desk, sale.saleId);
    const lines = before?.body.lines ?? goodsOf(sale).map(lineAsSold);
    const empty = newSale({
      saleId: desk.parts.nextId(),
      storeId,
      tillId,
      shiftId,
      operatorId,
      currency,
      openedAt: at,
    });
    const { sellerId, memberId, saleId: replaces } = sale;
    const reopened: Sale = {
      ...empty,
      sellerId,
      memberId,
      replaces,
      lines,
      added: before?.body.added ?? lines.length,
    };
    return written(desk, { body: reopened, version: null }, reopened, at);
  });
}

/** The lines that were sold: fees and gifts come anew with the prices. */
function goodsOf(sale: SettledSale): readonly SettledLine[] {
  return sale.lines.filter((line) => !isFee(line) && !isGift(sale, line.lineId));
}

/** A line of a sale that was settled in one step: its shelf price as it was, for the whole line. */
function lineAsSold(line: SettledLine): SaleLine {
  const { lineId, productId, name, department, categories, brand, tags, quantity, list } = line;
  const product = { productId, name, department, categories, brand, tags };
  return { lineId, product, quantity, price: { amount: list } };
}
