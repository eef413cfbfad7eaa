import type { MinorUnits, SettledLine } from "@tillwright/values";
import type { SettledSale, SettledTender } from "./settled-sale.js";
import type {
  GoodsSums,
  HourSums,
  PromotionSums,
  SalesSums,
  ShiftReport,
  StoredValueSums,
  TaxSums,
  TenderSums,
} from "./shift-report.js";

type Writable<Sums> = { -readonly [Name in keyof Sums]: Sums[Name] };

/** Adds up sales and refunds as they come by, in memory that grows with goods and tenders, not with sales. */
export interface SalesTally {
  add(sale: SettledSale): void;
  sums(): TalliedSales;
}

/** What the sales and refunds of a time come to. */
export type TalliedSales = Pick<
  ShiftReport,
  | "sales"
  | "refunds"
  | "net"
  | "byTender"
  | "byProduct"
  | "byDepartment"
  | "byHour"
  | "byTax"
  | "promotions"
  | "points"
  | "numbers"
> & {
  readonly storedValue: Omit<StoredValueSums, "topUpPrincipal" | "topUpBonus">;
  readonly cash: { readonly sales: MinorUnits; readonly refunds: MinorUnits };
  /** Numbers that should have been used, from the first to the last seen. */
  readonly expectedNumbers: number;
};

interface Numbers {
  first: { readonly sequence: number; readonly number: string } | null;
  last: { readonly sequence: number; readonly number: string } | null;
}

const noSums: SalesSums = {
  count: 0,
  list: 0,
  discount: 0,
  tax: 0,
  paid: 0,
  cashRounding: 0,
  due: 0,
};

/** The entry of a map under a key, made when it is missing. */
function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function addSums(sums: Writable<SalesSums>, { totals }: SettledSale): void {
  sums.count += 1;
  sums.list += totals.list;
  sums.discount += totals.discount;
  sums.tax += totals.tax;
  sums.paid += totals.paid;
  sums.cashRounding += totals.cashRounding;
  sums.due += totals.due;
}

function addTender(
  tenders: Map<string, Writable<TenderSums>>,
  tender: SettledTender,
  isSale: boolean,
): void {
  const { kind, party } = tender;
  const sums = entry(tenders, JSON.stringify([kind, party]), () => ({
    kind,
    party,
    count: 0,
    received: 0,
    paidBack: 0,
    net: 0,
  }));
  sums.count += 1;
  if (isSale) sums.received += tender.received;
  else sums.paidBack += tender.received;
  sums.net = sums.received - sums.paidBack;
}

function addGoods(
  groups: Map<string, Writable<GoodsSums>>,
  id: string,
  name: string,
  line: SettledLine,
  sign: 1 | -1,
): void {
  const sums = entry(groups, id, () => ({ id, name, units: 0, list: 0, paid: 0 }));
  const units = line.quantity.kind === "pieces" ? line.quantity.count : 1;
  sums.units += sign * units;
  sums.list += sign * line.list;
  sums.paid += sign * line.paid;
}

function addNumber(numbers: Numbers, { sequence, number }: SettledSale): void {
  if (numbers.first === null || sequence < numbers.first.sequence) {
    numbers.first = { sequence, number };
  }
  if (numbers.last === null || sequence > numbers.last.sequence) {
    numbers.last = { sequence, number };
  }
}

function span({ first, last }: Numbers): number {
  return first === null || last === null ? 0 : last.sequence - first.sequence + 1;
}

function ends({ first, last }: Numbers): readonly [string, string] | null {
  return first === null || last === null ? null : [first.number, last.number];
}

/** Begins to add up. */
export function createSalesTally(): SalesTally {
  const sales: Writable<SalesSums> = { ...noSums };
  const refunds: Writable<SalesSums> = { ...noSums };
  const tenders = new Map<string, Writable<TenderSums>>();
  const products = new Map<string, Writable<GoodsSums>>();
  const departments = new Map<string, Writable<GoodsSums>>();
  const hours = new Map<string, Writable<HourSums>>();
  const taxes = new Map<string, Writable<TaxSums>>();
  const promotions = new Map<string, Writable<PromotionSums>>();
  const numbers = { sale: { first: null, last: null }, refund: { first: null, last: null } };
  const points = { earned: 0, used: 0, takenBack: 0, givenBack: 0 };
  const stored = { usedPrincipal: 0, usedBonus: 0, returnedPrincipal: 0, returnedBonus: 0 };
  const cash = { sales: 0, refunds: 0 };

  function addLine(line: SettledLine, sign: 1 | -1): void {
    addGoods(products, line.productId, line.name, line, sign);
    addGoods(departments, line.department, line.department, line, sign);
    const taxed = line.tax !== 0;
    const tax = entry(taxes, String(taxed), () => ({ taxed, net: 0, tax: 0 }));
    tax.net += sign * (line.paid - line.tax);
    tax.tax += sign * line.tax;
    for (const { promotionId, fundedBy, amount } of line.discounts) {
      const key = JSON.stringify([promotionId, fundedBy]);
      const sums = entry(promotions, key, () => ({ promotionId, fundedBy, amount: 0 }));
      sums.amount += sign * amount;
    }
  }

  function addMoney(tender: SettledTender, isSale: boolean): void {
    addTender(tenders, tender, isSale);
    if (tender.kind === "cash") cash[isSale ? "sales" : "refunds"] += tender.received;
    if (tender.kind !== "stored-value") return;
    stored[isSale ? "usedBonus" : "returnedBonus"] += tender.bonusPart;
    stored[isSale ? "usedPrincipal" : "returnedPrincipal"] += tender.received - tender.bonusPart;
  }

  return {
    add(sale) {
      const isSale = sale.kind === "sale";
      const sign = isSale ? 1 : -1;
      addSums(isSale ? sales : refunds, sale);
      addNumber(numbers[sale.kind], sale);
      for (const line of sale.lines) addLine(line, sign);
      for (const tender of sale.tenders) addMoney(tender, isSale);
      const hour = entry(hours, String(sale.localHour), () => ({
        hour: sale.localHour,
        sales: 0,
        paid: 0,
      }));
      hour.sales += isSale ? 1 : 0;
      hour.paid += sign * sale.totals.paid;
      points[isSale ? "earned" : "takenBack"] += sale.points.earned;
      points[isSale ? "used" : "givenBack"] += sale.points.used;
    },
    sums: () => ({
      sales: { ...sales },
      refunds: { ...refunds },
      net: sales.paid - refunds.paid,
      byTender: [...tenders.values()].sort(byKey(({ kind, party }) => `${kind} ${party ?? ""}`)),
      byProduct: [...products.values()].sort(byKey(({ id }) => id)),
      byDepartment: [...departments.values()].sort(byKey(({ id }) => id)),
      byHour: [...hours.values()].sort((first, second) => first.hour - second.hour),
      byTax: [...taxes.values()].sort(
        (first, second) => Number(first.taxed) - Number(second.taxed),
      ),
      promotions: [...promotions.values()].sort(byKey(({ promotionId }) => promotionId)),
      points: { ...points },
      storedValue: { ...stored },
      cash: { ...cash },
      numbers: { sales: ends(numbers.sale), refunds: ends(numbers.refund) },
      expectedNumbers: span(numbers.sale) + span(numbers.refund),
    }),
  };
}

function byKey<Item>(key: (item: Item) => string): (first: Item, second: Item) => number {
  return (first, second) => (key(first) < key(second) ? -1 : key(first) > key(second) ? 1 : 0);
}
