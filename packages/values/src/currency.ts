import { ValuesError } from "./errors.js";

/**
 * A currency by its three letters in ISO 4217: `CNY`.
 *
 * @public
 */
export type CurrencyCode = string;

/**
 * A currency.
 *
 * @public
 */
export interface Currency {
  readonly code: CurrencyCode;
  /** How many decimals its minor unit has: 2 for CNY, 0 for JPY, 3 for KWD. */
  readonly minorDigits: number;
  /** What stands before an amount: `¥`; the code itself where no sign is common. */
  readonly symbol: string;
}

// ISO 4217 list one, published on 2026-01-01 by SIX as maintenance agency, without the codes that have no minor unit
// (metals, bond units, drawing rights, test). By the first letter, which a bundle then carries once, the other two letters of each
// code, in small letters, which compress better among code. Six were withdrawn in 2021 or later, and the books of those years
// still hold them: ANG, BGN, CUC, HRK, SLL, ZWL.
const codes: Readonly<Record<string, string>> = {
  a: "edfnllmdngoarsudwgzn",
  b: "ambddtgnhdifmdndobovrlsdtnwpynzd",
  c: "addfhehfhwlflpnyopourcucupvezk",
  d: "jfkkopzd",
  e: "gprntbur",
  f: "jdkp",
  g: "bpelhsipmdnftqyd",
  h: "kdnlrktguf",
  i: "drlsnrqdrrsk",
  j: "mdodpy",
  k: "esgshrmfpwrwwdydzt",
  l: "akbpkrrdslyd",
  m: "addlgakdmkntopruurvrwkxnxvyrzn",
  n: "adgniookprzd",
  o: "mr",
  p: "abengkhpkrlnyg",
  q: "ar",
  r: "onsdubwf",
  s: "arbdcrdgekgdhplellosrdsptnvcypzl",
  t: "hbjsmtndoprytdwdzs",
  u: "ahgxsdsnyiyuywzs",
  v: "edesnduv",
  w: "st",
  x: "adafcdcgofpf",
  y: "er",
  z: "armwwgwl",
};
const withoutMinorUnit = "bif clp djf gnf isk jpy kmf krw pyg rwf ugx uyi vnd vuv xaf xof xpf";
const withThreeDigits = "bhd iqd jod kwd lyd omr tnd";
const withFourDigits = "clf uyw";
const symbols =
  "AUD=A$ BRL=R$ CAD=C$ CNY=¥ CRC=₡ EUR=€ GBP=£ GEL=₾ GHS=GH₵ HKD=HK$ ILS=₪ INR=₹ JPY=¥ KHR=៛ KRW=₩ KZT=₸ " +
  "LAK=₭ MNT=₮ MOP=MOP$ MXN=MX$ NGN=₦ NZD=NZ$ PHP=₱ PYG=₲ RUB=₽ SGD=S$ THB=฿ TRY=₺ TWD=NT$ UAH=₴ USD=$ VND=₫ ";

const codePattern = /^[A-Z]{3}$/;

/**
 * Whether the text is the code of a currency with a known minor unit, in capital letters.
 *
 * @example
 * ```ts
 * import { isCurrencyCode } from "@tillwright/values";
 *
 * isCurrencyCode("CNY"); //=> true
 * isCurrencyCode("cny"); //=> false
 * isCurrencyCode("XAU"); //=> false
 * ```
 *
 * @public
 */
export function isCurrencyCode(code: unknown): code is CurrencyCode {
  if (typeof code !== "string" || !codePattern.test(code)) return false;
  const small = code.toLowerCase();
  return codes[small.charAt(0)]?.match(/../g)?.includes(small.slice(1)) === true;
}

/**
 * The currency of a code.
 *
 * The minor unit is that of ISO 4217, which is what banks and payment channels settle in; where shops no longer
 * use it (the Chilean peso has none, the Iraqi dinar has three digits) the table still says what the standard says.
 *
 * Throws `values.unknown-currency`.
 *
 * @example
 * ```ts
 * import { currencyOf } from "@tillwright/values";
 *
 * currencyOf("CNY"); //=> { "code": "CNY", "minorDigits": 2, "symbol": "¥" }
 * currencyOf("KWD").minorDigits; //=> 3
 * ```
 *
 * @public
 */
export function currencyOf(code: CurrencyCode): Currency {
  return { code, minorDigits: minorDigitsOf(code), symbol: symbolOf(code) };
}

/**
 * How many decimals the minor unit of a currency has, for programs that show nothing and need no symbol.
 *
 * Throws `values.unknown-currency`.
 *
 * @example
 * ```ts
 * import { minorDigitsOf } from "@tillwright/values";
 *
 * minorDigitsOf("CNY"); //=> 2
 * minorDigitsOf("JPY"); //=> 0
 * ```
 *
 * @public
 */
export function minorDigitsOf(code: CurrencyCode): number {
  // The one most of our shops ask for, without a search.
  if (code === "CNY") return 2;
  if (!isCurrencyCode(code)) {
    throw new ValuesError(
      "values.unknown-currency",
      `${String(code)} is not a currency of ISO 4217`,
      {
        code: String(code),
      },
    );
  }
  const small = code.toLowerCase();
  if (withoutMinorUnit.includes(small)) return 0;
  if (withThreeDigits.includes(small)) return 3;
  return withFourDigits.includes(small) ? 4 : 2;
}

function symbolOf(code: CurrencyCode): string {
  const start = symbols.indexOf(`${code}=`);
  return start < 0 ? code : symbols.slice(start + 4, symbols.indexOf(" ", start));
}
