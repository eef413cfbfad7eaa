/** A decimal number as written: `-12.30` is negative, digits 1230, scale 2. */
export interface DecimalText {
  readonly negative: boolean;
  readonly digits: string;
  readonly scale: number;
}

// ASCII digits only, no sign but minus, no exponent, no leading zero, a digit on each side of the point.
const decimalPattern = /^(-?)(0|[1-9][0-9]{0,19})(?:\.([0-9]{1,20}))?$/;

/** Reads plain decimal text, or `null` where it is anything else. */
export function readDecimal(text: string): DecimalText | null {
  const match = decimalPattern.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction = ""] = match;
  return { negative: sign === "-", digits: whole + fraction, scale: fraction.length };
}

/**
 * The decimal times `factor` times ten to the power of `places`, when that is a whole safe number.
 * `too-fine` says that digits are left over, `too-wide` that it leaves the safe range.
 */
export function scaleDecimal(
  decimal: DecimalText,
  places: number,
  factor = 1,
): number | "too-fine" | "too-wide" {
  const shift = places - decimal.scale;
  const wide = BigInt(decimal.digits) * BigInt(factor);
  const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  if (wide % divisor !== 0n) return "too-fine";
  const scaled = shift < 0 ? wide / divisor : wide * 10n ** BigInt(shift);
  if (scaled > BigInt(Number.MAX_SAFE_INTEGER)) return "too-wide";
  const value = Number(scaled);
  return decimal.negative && value !== 0 ? -value : value;
}

/** A whole number of the `places`-th decimal as text with exactly that many decimals. */
export function writeDecimal(value: number, places: number): string {
  const digits = Math.abs(value)
    .toString()
    .padStart(places + 1, "0");
  const sign = value < 0 ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The same without zeros at the end: `7.899000` becomes `7.899`, `3.00` becomes `3`. */
export function writeShortDecimal(value: number, places: number): string {
  const text = writeDecimal(value, places);
  return places === 0 ? text : text.replace(/\.?0+$/, "");
}

/** Puts a comma between groups of three digits before the point. */
export function groupThousands(text: string): string {
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  const fraction = point < 0 ? "" : text.slice(point);
  return whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",") + fraction;
}
