import { type Outcome, pieces, type Quantity } from "@tillwright/values";
import { changeSale, type SaleChange } from "../change-sale.js";
import { findByBarcode, type ScannedCode } from "../find-by-barcode.js";
import { newSale } from "../new-sale.js";
import { snapshotOf } from "../product-snapshot.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Sale, SaleLine } from "../sale.js";
import type { Answer, SaleView, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import {
  currentSaleOf,
  findSale,
  openShiftOf,
  operatorOf,
  shiftStands,
  type Versioned,
  writeSale,
} from "./documents.js";
import { permit } from "./permit.js";
import { viewOf } from "./price-sale.js";

type GoodsCommands = Pick<
  Till,
  | "openSale"
  | "scan"
  | "addProduct"
  | "changeQuantity"
  | "removeLine"
  | "attachMember"
  | "enterCodes"
  | "usePoints"
>;

/** The commands that fill a sale. */
export function goodsCommands(desk: Desk): GoodsCommands {
  return {
    openSale: (command) =>
      inTurn(desk, () =>
        once(desk, "openSale", command.key, bodyOf(command), (at) => open(desk, at)),
      ),
    scan: (command) => addScanned(desk, command),
    addProduct: (command) => addProduct(desk, command),
    changeQuantity: (command) =>
      change(desk, "changeQuantity", command, {
        type: "change-quantity",
        lineId: command.lineId,
        quantity: command.quantity,
      }),
    removeLine: (command) => removeLine(desk, command),
    attachMember: (command) =>
      change(desk, "attachMember", command, { type: "attach-member", memberId: command.memberId }),
    enterCodes: (command) =>
      change(desk, "enterCodes", command, { type: "enter-codes", codes: command.codes }),
    usePoints: (command) => usePoints(desk, command),
  };
}

/** A new sale of the open shift, unless one is open. */
async function freshSale(
  desk: Desk,
  at: number,
): Promise<Outcome<Versioned<Sale>, CashierRefusal>> {
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  const { config, nextId } = desk.parts;
  const { storeId, tillId, currency } = config;
  const { shiftId, operatorId } = shift.value.body;
  const body = newSale({
    saleId: nextId(),
    storeId,
    tillId,
    shiftId,
    operatorId,
    currency,
    openedAt: at,
  });
  return { ok: true, value: { body, version: null } };
}

async function open(desk: Desk, at: number): Promise<Decision<SaleView>> {
  const current = await findSale(desk);
  if (current !== null) return saleIsOpen(current.body);
  const sale = await freshSale(desk, at);
  return sale.ok ? written(desk, sale.value, sale.value.body, at) : sale;
}

/** The refusal of whoever wants an empty till. */
export function saleIsOpen(sale: Sale): Extract<Decision<never>, { ok: false }> {
  const { saleId, state } = sale;
  return refuse("cashier.sale-open", `sale ${saleId} is ${state}`, { saleId, state });
}

/** Writes a changed sale and answers how it looks now. */
export async function written(
  desk: Desk,
  before: Versioned<Sale>,
  sale: Sale,
  at: number,
): Promise<Decision<SaleView>> {
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  const view = await viewOf(desk, sale, at);
  if (!view.ok) return view;
  return plan(view.value, {
    unchanged: shiftStands(shift.value),
    documents: [writeSale(sale, before.version)],
  });
}

function change(
  desk: Desk,
  name: string,
  command: { readonly key: string },
  wanted: SaleChange,
): Answer<SaleView> {
  return inTurn(desk, () =>
    once(desk, name, command.key, bodyOf(command), async (at) => {
      const sale = await currentSaleOf(desk);
      if (!sale.ok) return sale;
      const changed = changeSale(sale.value.body, wanted);
      return changed.ok ? written(desk, sale.value, changed.value, at) : changed;
    }),
  );
}

function usePoints(desk: Desk, command: Parameters<Till["usePoints"]>[0]): Answer<SaleView> {
  const { points } = command;
  const { programme } = desk.parts;
  if (points !== null && (programme === null || programme.points?.redeem == null)) {
    return Promise.resolve(
      refuse("cashier.points-not-usable", "the programme takes no points as payment", {}),
    );
  }
  return change(desk, "usePoints", command, { type: "use-points", points });
}

function addScanned(desk: Desk, command: Parameters<Till["scan"]>[0]): Answer<SaleView> {
  const { catalogue, config } = desk.parts;
  return addLine(desk, "scan", command, () => {
    const found = findByBarcode(catalogue, command.code, config.scaleLabels);
    return found.ok ? scannedLine(found.value, command.quantity) : found;
  });
}

type LineDraft = Omit<SaleLine, "lineId">;

function scannedLine(
  scanned: ScannedCode,
  asked: Quantity | undefined,
): Outcome<LineDraft, CashierRefusal> {
  const { product, quantity, price } = scanned;
  const { productId } = product;
  if (quantity !== null && asked !== undefined) {
    return refuse("cashier.line-fixed-amount", `the label of ${productId} says how much it is`, {
      productId,
    });
  }
  if (quantity === null && asked === undefined && product.price.unit !== "piece") {
    return refuse("cashier.measure-required", `${productId} is to be weighed`, {
      productId,
      expected: product.price.unit,
      seen: "piece",
    });
  }
  return {
    ok: true,
    value: {
      product: snapshotOf(product),
      quantity: quantity ?? asked ?? pieces(1),
      price: price ?? { unit: product.price },
    },
  };
}

function addProduct(desk: Desk, command: Parameters<Till["addProduct"]>[0]): Answer<SaleView> {
  const { productId, quantity } = command;
  return addLine(desk, "addProduct", command, () => {
    const product = desk.parts.catalogue.byId.get(productId);
    if (product === undefined) {
      return refuse("cashier.product-unknown", `no product ${productId}`, { productId });
    }
    return scannedLine({ product, quantity: null, price: null }, quantity);
  });
}

function addLine(
  desk: Desk,
  name: string,
  command: { readonly key: string; readonly lineId?: string },
  draft: () => Outcome<LineDraft, CashierRefusal>,
): Answer<SaleView> {
  return inTurn(desk, () =>
    once(desk, name, command.key, bodyOf(command), async (at) => {
      const line = draft();
      if (!line.ok) return line;
      const current = await findSale(desk);
      const sale =
        current === null ? await freshSale(desk, at) : ({ ok: true, value: current } as const);
      if (!sale.ok) return sale;
      const lineId = command.lineId ?? `${sale.value.body.added + 1}`;
      const added = changeSale(sale.value.body, {
        type: "add-line",
        line: { lineId, ...line.value },
      });
      return added.ok ? written(desk, sale.value, added.value, at) : added;
    }),
  );
}

function removeLine(desk: Desk, command: Parameters<Till["removeLine"]>[0]): Answer<SaleView> {
  const { lineId, approvedBy } = command;
  return inTurn(desk, () =>
    once(desk, "removeLine", command.key, bodyOf(command), async (at) => {
      const sale = await currentSaleOf(desk);
      if (!sale.ok) return sale;
      const shift = await openShiftOf(desk);
      if (!shift.ok) return shift;
      const operator = operatorOf(shift.value.body);
      const permitted = permit(desk.parts.config.roles, operator, approvedBy, "remove-line");
      if (!permitted.ok) return permitted;
      const before = sale.value.body;
      const line = before.lines.find((candidate) => candidate.lineId === lineId);
      const changed = changeSale(before, { type: "remove-line", lineId });
      if (!changed.ok) return changed;
      const decided = await written(desk, sale.value, changed.value, at);
      if (!decided.ok) return decided;
      const facts = {
        saleId: before.saleId,
        lineId,
        productId: line?.product.productId ?? null,
        approvedBy: permitted.value.approvedBy,
      };
      const audit = [{ action: "line.removed", operatorId: operator.operatorId, facts }];
      return { ok: true, value: { ...decided.value, audit } };
    }),
  );
}
