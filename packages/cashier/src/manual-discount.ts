import type { ManualDiscount } from "@tillwright/pricing-engine";
import { type MinorUnits, parseRate } from "@tillwright/values";
import { type Refused, refuse } from "./refusal.js";

/**
 * How much somebody takes off by hand (整单折扣, 改价): exactly one of the four.
 *
 * `pay` is the share that is paid (`"88%"` is 88折) and `off` the share taken off; `amount` are minor units off all of it together;
 * `price` is what each piece, or the whole of a weighed line, is to cost, and needs the lines it is for.
 *
 * @public
 */
export type DiscountTerms =
  | { readonly pay: string }
  | { readonly off: string }
  | { readonly amount: MinorUnits }
  | { readonly price: MinorUnits };

/**
 * A discount given by hand on a sale that is not settled yet.
 *
 * @public
 */
export type SaleDiscount = DiscountTerms & {
  /** Unique in the sale, and no promotion's. */
  readonly discountId: string;
  /** The lines it is for; `null` for the whole sale. */
  readonly lineIds: readonly string[] | null;
  readonly reason: string;
  readonly operatorId: string;
  /** Who allowed what the operator's role may not give; `null` when it may. */
  readonly approvedBy: string | null;
  /** The role whose limit it was judged by. */
  readonly role: string;
};

const termNames = ["pay", "off", "amount", "price"] as const;

/** The terms alone, without anything else that came with them. */
export function discountTerms(of: DiscountTerms): DiscountTerms {
  const { pay, off, amount, price }: Partial<Pick<ManualDiscount, (typeof termNames)[number]>> = of;
  return {
    ...(pay === undefined ? {} : { pay }),
    ...(off === undefined ? {} : { off }),
    ...(amount === undefined ? {} : { amount }),
    ...(price === undefined ? {} : { price }),
  } as DiscountTerms;
}

/** What is wrong with terms: not exactly one, a rate that is none, an amount that is none, a price without lines. */
export function discountProblem(
  of: DiscountTerms,
  lineIds: readonly string[] | null,
): Refused | null {
  const terms: Partial<Pick<ManualDiscount, (typeof termNames)[number]>> = of;
  const given = termNames.filter((name) => terms[name] !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1)
    return invalid("give exactly one of pay, off, amount and price");
  const value = terms[name];
  if (name === "price" && lineIds === null) return invalid("a price needs the lines it is for");
  if (lineIds?.length === 0) return invalid("it names no line");
  if (name === "pay" || name === "off") {
    const rate = parseRate(value);
    return rate.ok && rate.value.numerator <= rate.value.denominator
      ? null
      : invalid(`${String(value)} is no share such as 88%`);
  }
  const least = name === "amount" ? 1 : 0;
  return Number.isSafeInteger(value) && Number(value) >= least
    ? null
    : invalid(`${String(value)} is no amount`);
}

function invalid(problem: string): Refused {
  return refuse("cashier.discount-invalid", problem, { problem });
}

/** A discount as pricing reads it. */
export function manualOf(discount: SaleDiscount): ManualDiscount {
  const { discountId: id, lineIds, role } = discount;
  return { id, role, ...(lineIds === null ? {} : { lineIds }), ...discountTerms(discount) };
}
