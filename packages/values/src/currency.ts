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
// (metals, bond units, drawing rights, test). The last line was withdrawn in 2021 or later; the books of those years
// still hold it. Plain text, so that a bundle carries one string and nothing is computed on import.
const codes =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD " +
  "CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP " +
  "GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR " +
  "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN " +
  "MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD " +
  "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX " +
  "USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XCD XCG XOF XPF YER ZAR ZMW ZWG " +
  "ANG BGN CUC HRK SLL ZWL";
const withoutMinorUnit = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const withThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
const withFourDigits = "CLF UYW";
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
  return typeof code === "string" && codePattern.test(code) && codes.includes(code);
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
  if (withoutMinorUnit.includes(code)) return 0;
  if (withThreeDigits.includes(code)) return 3;
  return withFourDigits.includes(code) ? 4 : 2;
}

function symbolOf(code: CurrencyCode): string {
  const start = symbols.indexOf(`${code}=`);
  return start < 0 ? code : symbols.slice(start + 4, symbols.indexOf(" ", start));
}
