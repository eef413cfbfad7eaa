import type { MinorUnits, SettledLine } from "@tillwright/values";
import type { SettledSale, SettledTax, SettledTender } from "./settled-sale.js";
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

/** Everything that is being added up. */
interface Sums {
  readonly sales: Writable<SalesSums>;
  readonly refunds: Writable<SalesSums>;
  readonly tenders: Map<string, Writable<TenderSums>>;
  readonly products: Map<string, Writable<GoodsSums>>;
  readonly departments: Map<string, Writable<GoodsSums>>;
  readonly hours: Map<string, Writable<HourSums>>;
  readonly taxes: Map<string, Writable<TaxSums>>;
  readonly promotions: Map<string, Writable<PromotionSums>>;
  readonly numbers: { readonly sale: Numbers; readonly refund: Numbers };
  readonly points: Writable<ShiftReport["points"]>;
  readonly stored: Writable<TalliedSales["storedValue"]>;
  readonly cash: Writable<TalliedSales["cash"]>;
}

function emptySums(): Sums {
  return {
    sales: { ...noSums },
    refunds: { ...noSums },
    tenders: new Map(),
    products: new Map(),
    departments: new Map(),
    hours: new Map(),
    taxes: new Map(),
    promotions: new Map(),
    numbers: { sale: { first: null, last: null }, refund: { first: null, last: null } },
    points: { earned: 0, used: 0, takenBack: 0, givenBack: 0 },
    stored: { usedPrincipal: 0, usedBonus: 0, returnedPrincipal: 0, returnedBonus: 0 },
    cash: { sales: 0, refunds: 0 },
  };
}

function addLine(sums: Sums, line: SettledLine, under: SettledTax | undefined, sign: 1 | -1): void {
  addGoods(sums.products, line.productId, line.name, line, sign);
  addGoods(sums.departments, line.department, line.department, line, sign);
  const taxed = line.tax !== 0;
  const { taxId = null, rate = null } = under ?? {};
  const key = JSON.stringify([taxed, taxId, rate]);
  const tax = entry(sums.taxes, key, () => ({ taxed, taxId, rate, net: 0, tax: 0 }));
  tax.net += sign * (line.paid - line.tax);
  tax.tax += sign * line.tax;
  for (const { promotionId: id, lane, fundedBy, amount } of line.discounts) {
    // What is given by hand has a name in its sale alone: in a report it is one figure.
    const promotionId = lane === "manual" ? "manual" : id;
    const key = JSON.stringify([promotionId, fundedBy]);
    const given = entry(sums.promotions, key, () => ({ promotionId, fundedBy, amount: 0 }));
    given.amount += sign * amount;
  }
}

function addMoney({ tenders, cash, stored }: Sums, tender: SettledTender, isSale: boolean): void {
  addTender(tenders, tender, isSale);
  const { kind, received, bonusPart } = tender;
  if (kind === "cash") cash[isSale ? "sales" : "refunds"] += received;
  if (kind !== "stored-value") return;
  stored[isSale ? "usedBonus" : "returnedBonus"] += bonusPart;
  stored[isSale ? "usedPrincipal" : "returnedPrincipal"] += received - bonusPart;
}

function addSale(sums: Sums, sale: SettledSale): void {
  const isSale = sale.kind === "sale";
  const sign = isSale ? 1 : -1;
  const { localHour, points, totals } = sale;
  addSums(isSale ? sums.sales : sums.refunds, sale);
  addNumber(sums.numbers[sale.kind], sale);
  for (const line of sale.lines) {
    const under = sale.taxes?.find(({ lineIds }) => lineIds.includes(line.lineId));
    addLine(sums, line, under, sign);
  }
  for (const tender of sale.tenders) addMoney(sums, tender, isSale);
  const hour = entry(sums.hours, String(localHour), () => ({ hour: localHour, sales: 0, paid: 0 }));
  hour.sales += isSale ? 1 : 0;
  hour.paid += sign * totals.paid;
  sums.points[isSale ? "earned" : "takenBack"] += points.earned;
  sums.points[isSale ? "used" : "givenBack"] += points.used;
}

function tallied(sums: Sums): TalliedSales {
  const { sales, refunds, numbers } = sums;
  return {
    sales: { ...sales },
    refunds: { ...refunds },
    net: sales.paid - refunds.paid,
    byTender: [...sums.tenders.values()].sort(byKey(({ kind, party }) => `${kind} ${party ?? ""}`)),
    byProduct: [...sums.products.values()].sort(byKey(({ id }) => id)),
    byDepartment: [...sums.departments.values()].sort(byKey(({ id }) => id)),
    byHour: [...sums.hours.values()].sort((first, second) => first.hour - second.hour),
    byTax: [...sums.taxes.values()].sort(
      byKey(({ taxed, taxId, rate }) => `${taxed ? 1 : 0} ${taxId ?? ""} ${rate ?? ""}`),
    ),
    promotions: [...sums.promotions.values()].sort(byKey(({ promotionId }) => promotionId)),
    points: { ...sums.points },
    storedValue: { ...sums.stored },
    cash: { ...sums.cash },
    numbers: { sales: ends(numbers.sale), refunds: ends(numbers.refund) },
    expectedNumbers: span(numbers.sale) + span(numbers.refund),
  };
}

/** Begins to add up. */
export function createSalesTally(): SalesTally {
  const sums = emptySums();
  return { add: (sale) => addSale(sums, sale), sums: () => tallied(sums) };
}

function byKey<Item>(key: (item: Item) => string): (first: Item, second: Item) => number {
  return (first, second) => (key(first) < key(second) ? -1 : key(first) > key(second) ? 1 : 0);
}
