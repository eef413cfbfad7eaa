import { type BarcodeModules, completeEan13, eanDigit } from "./barcode-modules.js";

/** The check digit that UPC and EAN share: an EAN-13 with zeros before it. */
function withCheckDigit(data: string, length: number): string | undefined {
  if (!/^\d+$/.test(data) || data.length < length - 1 || data.length > length) return undefined;
  return completeEan13("0".repeat(13 - length) + data)?.slice(13 - length);
}

/** The eight digits of an EAN-8 given seven or eight, or `undefined` if it is none. */
export function completeEan8(data: string): string | undefined {
  return withCheckDigit(data, 8);
}

/** The twelve digits of a UPC-A given eleven or twelve. */
export function completeUpcA(data: string): string | undefined {
  return withCheckDigit(data, 12);
}

/** The twelve digits that the six of a UPC-E stand for. */
function expanded(six: string): string | undefined {
  const [a, b, c, d, e, last] = six;
  const maker =
    last === "0" || last === "1" || last === "2"
      ? `${a}${b}${last}0000${c}${d}${e}`
      : last === "3"
        ? `${a}${b}${c}00000${d}${e}`
        : last === "4"
          ? `${a}${b}${c}${d}00000${e}`
          : `${a}${b}${c}${d}${e}0000${last}`;
  return completeUpcA(`0${maker}`);
}

/** The six digits of a UPC-A that has a short form, or `undefined`. */
function compressed(upcA: string): string | undefined {
  const six = [
    upcA.slice(1, 3) + upcA.slice(8, 11) + upcA.slice(3, 4),
    `${upcA.slice(1, 4) + upcA.slice(9, 11)}3`,
    `${upcA.slice(1, 5) + upcA.slice(10, 11)}4`,
    upcA.slice(1, 6) + upcA.slice(10, 11),
  ];
  return six.find((digits) => expanded(digits) === upcA);
}

/**
 * The twelve digits of a UPC-E of number system 0, which is how printers are sent it: from its own six or eight digits or from
 * the twelve that it stands for; `undefined` if it is none.
 */
export function completeUpcE(data: string): string | undefined {
  if (/^\d{6}$/.test(data)) return expanded(data);
  if (/^0\d{7}$/.test(data)) {
    const upcA = expanded(data.slice(1, 7));
    return upcA?.endsWith(data.slice(7)) === true ? upcA : undefined;
  }
  const upcA = completeUpcA(data);
  return upcA !== undefined && compressed(upcA) !== undefined ? upcA : undefined;
}

/** The 67 modules of eight digits. */
export function ean8Modules(digits: string): BarcodeModules {
  const left = [...digits.slice(0, 4)].map((digit) => eanDigit(digit, "odd"));
  const right = [...digits.slice(4)].map((digit) => eanDigit(digit, "right"));
  return `101${left.join("")}01010${right.join("")}101`;
}

/** Which of the six digits are odd, by the check digit, for number system 0. */
const UPC_E_ODD = "000111 001011 001101 001110 010011 011001 011100 010101 010110 011010".split(
  " ",
);

/** The 51 modules of a UPC-E, from the twelve digits that it stands for. */
export function upcEModules(upcA: string): BarcodeModules {
  const odd = UPC_E_ODD[Number(upcA[11])] ?? "";
  const digits = [...(compressed(upcA) ?? "")].map((digit, index) =>
    eanDigit(digit, odd[index] === "1" ? "odd" : "even"),
  );
  return `101${digits.join("")}010101`;
}
