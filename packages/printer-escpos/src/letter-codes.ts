import type { BarcodeModules } from "./barcode-modules.js";

/** Wide bars and spaces are three modules where a symbology has two widths. */
const WIDE = 3;

/** Modules of elements by turns bar and space, `1` for a wide one. */
function modulesOfElements(elements: string): BarcodeModules {
  return [...elements]
    .map((wide, index) => (index % 2 === 0 ? "1" : "0").repeat(wide === "1" ? WIDE : 1))
    .join("");
}

/** Two of five bars are wide, by column; which of the four spaces is wide, by row (ISO/IEC 16388). */
const CODE39_BARS = "10001 01001 11000 00101 10100 01100 00011 10010 01010 00110".split(" ");
const CODE39_ROWS = [
  ["1234567890", "0100"],
  ["ABCDEFGHIJ", "0010"],
  ["KLMNOPQRST", "0001"],
  ["UVWXYZ-. *", "1000"],
] as const;
const CODE39_SIGNS: Readonly<Record<string, string>> = {
  $: "1110",
  "/": "1101",
  "+": "1011",
  "%": "0111",
};

function code39Elements(letter: string): string {
  const row = CODE39_ROWS.find(([letters]) => letters.includes(letter));
  const bars = row === undefined ? "00000" : (CODE39_BARS[row[0].indexOf(letter)] ?? "");
  const spaces = row?.[1] ?? CODE39_SIGNS[letter] ?? "";
  return [...bars].map((bar, index) => bar + (spaces[index] ?? "")).join("");
}

/** Code 39 between its asterisks, one narrow space between two letters. */
export function code39Modules(data: string): BarcodeModules {
  return [...`*${data}*`].map((letter) => modulesOfElements(code39Elements(letter))).join("0");
}

/** Which of five elements are wide, digit by digit (ISO/IEC 16390). */
const ITF = "00110 10001 01001 11000 00101 10100 01100 00011 10010 01010".split(" ");

/** Interleaved two of five: the bars of one digit and the spaces of the next. */
export function itfModules(digits: string): BarcodeModules {
  let elements = "0000";
  for (let at = 0; at < digits.length; at += 2) {
    const bars = ITF[Number(digits[at])] ?? "";
    const spaces = ITF[Number(digits[at + 1])] ?? "";
    for (let index = 0; index < 5; index += 1)
      elements += (bars[index] ?? "") + (spaces[index] ?? "");
  }
  return modulesOfElements(`${elements}100`);
}

/** Which of seven elements are wide (EN 798). */
const CODABAR: Readonly<Record<string, string>> = {
  "0": "0000011",
  "1": "0000110",
  "2": "0001001",
  "3": "1100000",
  "4": "0010010",
  "5": "1000010",
  "6": "0100001",
  "7": "0100100",
  "8": "0110000",
  "9": "1001000",
  "-": "0001100",
  $: "0011000",
  ":": "1000101",
  "/": "1010001",
  ".": "1010100",
  "+": "0010101",
  A: "0011010",
  B: "0101001",
  C: "0001011",
  D: "0001110",
};

/** Codabar with its start and stop letters. */
export function codabarModules(data: string): BarcodeModules {
  return [...data].map((letter) => modulesOfElements(CODABAR[letter] ?? "")).join("0");
}

const CODE93_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/** Nine modules for each of the values 0 to 46, the last four of which are shifts: a bar, then the eight of a byte. */
const CODE93 =
  "1448444228242250120aa8a4a294928a686462341a584c462c16b4b2aca6969a6c66363a2ed4d2ca6e76ae26dad632";
const CODE93_EDGE = "101011110";

/** A check value: weights 1, 2, 3 … from the right, beginning again behind `most`. */
function code93Check(values: readonly number[], most: number): number {
  const sum = [...values]
    .reverse()
    .reduce((total, value, index) => total + value * ((index % most) + 1), 0);
  return sum % 47;
}

/** Code 93 with its two check letters. */
export function code93Modules(data: string): BarcodeModules {
  const values = [...data].map((letter) => CODE93_LETTERS.indexOf(letter));
  values.push(code93Check(values, 20));
  values.push(code93Check(values, 15));
  const letters = values.map((value) => {
    const byte = Number.parseInt(CODE93.slice(value * 2, value * 2 + 2), 16);
    return (0x100 + byte).toString(2);
  });
  return `${CODE93_EDGE}${letters.join("")}${CODE93_EDGE}1`;
}
