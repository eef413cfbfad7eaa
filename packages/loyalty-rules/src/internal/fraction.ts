import { divideRounded, type RoundingMode, scaleRounded } from "@tillwright/values";

/**
 * An exact number: points before rounding, money before rounding. The denominator is positive. Both parts are safe
 * integers as long as they fit, and BigInt where a product is wide.
 */
export type Fraction =
  | { readonly numerator: number; readonly denominator: number }
  | { readonly numerator: bigint; readonly denominator: bigint };

export const zero: Fraction = { numerator: 0, denominator: 1 };

export function fraction(numerator: number, denominator = 1): Fraction {
  return { numerator, denominator };
}

function isNarrow(
  value: Fraction,
): value is { readonly numerator: number; readonly denominator: number } {
  return typeof value.numerator === "number";
}

/** The same number when its parts fit, `null` when they do not: a product beyond the safe integers is no safe integer. */
function narrow(numerator: number, denominator: number): Fraction | null {
  const fits = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  return fits ? { numerator, denominator } : null;
}

function wide(value: Fraction): { readonly numerator: bigint; readonly denominator: bigint } {
  if (!isNarrow(value)) return value;
  return { numerator: BigInt(value.numerator), denominator: BigInt(value.denominator) };
}

function narrowPlus(a: Fraction, b: Fraction): Fraction | null {
  if (!isNarrow(a) || !isNarrow(b)) return null;
  if (a.denominator === b.denominator) return narrow(a.numerator + b.numerator, a.denominator);
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return null;
  return narrow(left + right, a.denominator * b.denominator);
}

export function plus(a: Fraction, b: Fraction): Fraction {
  const sum = narrowPlus(a, b);
  if (sum !== null) return sum;
  const x = wide(a);
  const y = wide(b);
  if (x.denominator === y.denominator) {
    return { numerator: x.numerator + y.numerator, denominator: x.denominator };
  }
  return {
    numerator: x.numerator * y.denominator + y.numerator * x.denominator,
    denominator: x.denominator * y.denominator,
  };
}

export function times(a: Fraction, b: Fraction): Fraction {
  if (isNarrow(a) && isNarrow(b)) {
    const product = narrow(a.numerator * b.numerator, a.denominator * b.denominator);
    if (product !== null) return product;
  }
  const x = wide(a);
  const y = wide(b);
  return {
    numerator: x.numerator * y.numerator,
    denominator: x.denominator * y.denominator,
  };
}

export function isLess(a: Fraction, b: Fraction): boolean {
  if (isNarrow(a) && isNarrow(b)) {
    const left = a.numerator * b.denominator;
    const right = b.numerator * a.denominator;
    if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left < right;
  }
  const x = wide(a);
  const y = wide(b);
  return x.numerator * y.denominator < y.numerator * x.denominator;
}

export function isPositive(value: Fraction): boolean {
  return value.numerator > 0;
}

/** The nearest whole number in the mode's sense. */
export function rounded(value: Fraction, mode: RoundingMode): number {
  if (isNarrow(value)) return scaleRounded(value.numerator, 1, value.denominator, mode);
  return Number(divideRounded(value.numerator, value.denominator, mode));
}
