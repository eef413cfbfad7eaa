import { holdsRealTime } from "./real-time-bytes.js";

/** A barcode as modules from left to right: `1` is a bar. */
export type BarcodeModules = string;

/** Left odd patterns of the ten digits (ISO/IEC 15420); the even ones are their mirror inverted, the right ones inverted. */
const EAN_LEFT =
  "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split(" ");

/** Which of the left six digits are even, by the first digit. */
const EAN_PARITY = "000000 001011 001101 001110 010011 011001 011100 010101 010110 011010".split(
  " ",
);

function inverted(modules: string): string {
  return modules.replace(/[01]/g, (module) => (module === "1" ? "0" : "1"));
}

function mirrored(modules: string): string {
  return [...modules].reverse().join("");
}

/** The check digit behind these: weights 3 and 1 by turns from the right, to the next ten. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1)
    sum += Number(digits[at]) * ((digits.length - at) % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}

/** The thirteen digits of an EAN-13 given twelve or thirteen, or `undefined` if it is none. */
export function completeEan13(data: string): string | undefined {
  if (!/^\d{12,13}$/.test(data)) return undefined;
  const complete = data.slice(0, 12) + String(checkDigit(data.slice(0, 12)));
  return data.length === 12 || complete === data ? complete : undefined;
}

/** One digit of the EAN family: the left odd pattern, its mirror inverted, or the right one. */
export function eanDigit(digit: string, form: "odd" | "even" | "right"): BarcodeModules {
  const odd = EAN_LEFT[Number(digit)] ?? "";
  if (form === "odd") return odd;
  return form === "right" ? inverted(odd) : mirrored(inverted(odd));
}

/** The 95 modules of thirteen digits. */
export function ean13Modules(digits: string): BarcodeModules {
  const parity = EAN_PARITY[Number(digits[0])] ?? "";
  const left = [...digits.slice(1, 7)].map((digit, index) =>
    eanDigit(digit, parity[index] === "1" ? "even" : "odd"),
  );
  const right = [...digits.slice(7)].map((digit) => eanDigit(digit, "right"));
  return `101${left.join("")}01010${right.join("")}101`;
}

/** Widths of bars and spaces of the symbols 0 to 105, six digits each, and of the stop symbol (ISO/IEC 15417). */
const CODE128 =
  "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222" +
  "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321" +
  "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121" +
  "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224" +
  "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111" +
  "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113" +
  "114311411113411311113141114131311141411131211412211214211232";
const CODE128_STOP = "2331112";

const BRACE = 0x7b;

/** The start symbols and the bytes that printers name them by, `{A`, `{B` and `{C`. */
const CODE128_STARTS: Readonly<Record<string, number>> = { A: 103, B: 104, C: 105 };

/** What `{A`, `{B`, `{C`, `{S` and `{1` … `{4` mean as symbols inside each code set. */
const CODE128_FUNCTIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  A: { B: 100, C: 99, S: 98, "1": 102, "2": 97, "3": 96, "4": 101 },
  B: { A: 101, C: 99, S: 98, "1": 102, "2": 97, "3": 96, "4": 100 },
  C: { A: 101, B: 100, "1": 102 },
};

function modulesOfWidths(widths: string): string {
  return [...widths]
    .map((width, index) => (index % 2 === 0 ? "1" : "0").repeat(Number(width)))
    .join("");
}

function symbolValue(set: string, byte: number): number | undefined {
  if (set === "C") return byte < 100 ? byte : undefined;
  if (set === "A") return byte < 0x60 ? (byte + 64) % 96 : undefined;
  return byte >= 0x20 && byte < 0x80 ? byte - 0x20 : undefined;
}

function textOfValue(set: string, byte: number): string {
  return set === "C" ? String(byte).padStart(2, "0") : String.fromCharCode(byte);
}

/** A Code 128 as its symbols and its caption, or `undefined` where the bytes break the rules of `GS k`. */
interface Code128 {
  readonly modules: BarcodeModules;
  readonly caption: string;
}

function withCheck(symbols: readonly number[]): string {
  const check = symbols.reduce((sum, symbol, index) => sum + symbol * Math.max(1, index), 0) % 103;
  const widths = [...symbols, check].map((symbol) => CODE128.slice(symbol * 6, symbol * 6 + 6));
  return modulesOfWidths(widths.join("") + CODE128_STOP);
}

/** Reads the data of `GS k 73` as a printer does: a start `{A`, `{B` or `{C`, functions after `{`, `{{` for a brace. */
export function code128Of(data: ArrayLike<number>): Code128 | undefined {
  const bytes = Array.from(data);
  let set = String.fromCharCode(bytes[1] ?? 0);
  const start = CODE128_STARTS[set];
  if (bytes[0] !== BRACE || start === undefined) return undefined;
  const symbols = [start];
  let caption = "";
  for (let index = 2; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    const next = bytes[index + 1] ?? 0;
    if (byte === BRACE) index += 1;
    const isFunction = byte === BRACE && (set === "C" || next !== BRACE);
    const name = String.fromCharCode(next);
    const symbol = isFunction ? CODE128_FUNCTIONS[set]?.[name] : symbolValue(set, byte);
    if (symbol === undefined) return undefined;
    symbols.push(symbol);
    if (!isFunction) caption += textOfValue(set, byte);
    else if ("ABC".includes(name)) set = name;
  }
  return { modules: withCheck(symbols), caption };
}

/** The bytes that `GS k 73` takes for printable ASCII: set C for an even number of digits, else set B; `undefined` for other data. */
export function code128Data(text: string): readonly number[] | undefined {
  if (!/^[\x20-\x7e]+$/.test(text)) return undefined;
  if (/^(?:\d\d){2,}$/.test(text)) {
    const pairs = (text.match(/\d\d/g) ?? []).map(Number);
    // 16 followed by 04, 05 or 20 would be a real-time command: set B says the same in letters.
    if (!holdsRealTime(pairs)) return [0x7b, 0x43, ...pairs];
  }
  return [0x7b, 0x42, ...[...text.replaceAll("{", "{{")].map((letter) => letter.charCodeAt(0))];
}
