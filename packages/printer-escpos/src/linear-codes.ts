import {
  type BarcodeModules,
  code128Data,
  code128Of,
  completeEan13,
  ean13Modules,
} from "./barcode-modules.js";
import { codabarModules, code39Modules, code93Modules, itfModules } from "./letter-codes.js";
import { autoCode128, gs1128Of } from "./packed-code128.js";
import type { BarcodeSymbology } from "./receipt-document.js";
import { completeEan8, completeUpcA, completeUpcE, ean8Modules, upcEModules } from "./upc-codes.js";
import { utf8Bytes } from "./utf8.js";

/** A barcode as it is sent by function B of `GS k`, and as it looks. */
export interface LinearCode {
  /** `m` of `GS k m n d…`. */
  readonly kind: number;
  readonly bytes: readonly number[];
  readonly modules: BarcodeModules;
  readonly caption: string;
}

function digitCode(
  kind: number,
  digits: string | undefined,
  modulesOf: (digits: string) => BarcodeModules,
): LinearCode | undefined {
  if (digits === undefined) return undefined;
  return { kind, bytes: utf8Bytes(digits), modules: modulesOf(digits), caption: digits };
}

function code128(bytes: readonly number[] | undefined, caption: string): LinearCode | undefined {
  const code = bytes === undefined ? undefined : code128Of(bytes);
  if (bytes === undefined || code === undefined || bytes.length > 255) return undefined;
  return { kind: 73, bytes, modules: code.modules, caption };
}

/** Application identifiers whose data has a fixed length and needs no separator behind it (GS1 General Specifications 7.8.5). */
const FIXED_LENGTH = /^(?:0[0-4]|1[1-9]|20|3[1-6]|41)/;

const ELEMENT = /\((\d{2,4})\)([!-'*-z]{1,90})/y;

/** `(01)…(10)…` with FNC1 before the first and behind each element of free length that is not the last. */
function gs1Data(data: string): readonly number[] | undefined {
  const text: number[] = [0x7b, 0x42, 0x7b, 0x31];
  ELEMENT.lastIndex = 0;
  while (ELEMENT.lastIndex < data.length) {
    const match = ELEMENT.exec(data);
    if (match === null) return undefined;
    const [, identifier = "", value = ""] = match;
    text.push(...utf8Bytes(identifier + value.replaceAll("{", "{{")));
    const isLast = ELEMENT.lastIndex >= data.length;
    if (!isLast && !FIXED_LENGTH.test(identifier)) text.push(0x7b, 0x31);
  }
  return text.length > 4 ? text : undefined;
}

/** The code of these data, or `undefined` where the symbology cannot hold them. */
export function linearCodeOf(symbology: BarcodeSymbology, data: string): LinearCode | undefined {
  switch (symbology) {
    case "upc-a":
      return digitCode(65, completeUpcA(data), (digits) => ean13Modules(`0${digits}`));
    case "upc-e":
      return digitCode(66, completeUpcE(data), upcEModules);
    case "ean13":
      return digitCode(67, completeEan13(data), ean13Modules);
    case "ean8":
      return digitCode(68, completeEan8(data), ean8Modules);
    case "code39":
      return /^[0-9A-Z $%+\-./]{1,80}$/.test(data) ? digitCode(69, data, code39Modules) : undefined;
    case "itf":
      return /^(?:\d\d){1,60}$/.test(data) ? digitCode(70, data, itfModules) : undefined;
    case "codabar":
      return /^[A-D][0-9$+\-./:]{1,80}[A-D]$/.test(data)
        ? digitCode(71, data, codabarModules)
        : undefined;
    case "code93":
      return /^[0-9A-Z $%+\-./]{1,80}$/.test(data) ? digitCode(72, data, code93Modules) : undefined;
    case "code128":
      return code128(code128Data(data), data);
    case "gs1-128":
      return code128(gs1Data(data), data);
  }
}

const SYMBOLOGIES: readonly BarcodeSymbology[] = [
  "upc-a",
  "upc-e",
  "ean13",
  "ean8",
  "code39",
  "itf",
  "codabar",
  "code93",
  "code128",
];

/** The symbology of `m` of `GS k`, function A from 0, function B from 65. */
export function symbologyOf(kind: number): BarcodeSymbology | undefined {
  return SYMBOLOGIES[kind <= 6 ? kind : kind - 65];
}

/** What `GS k` was asked to draw: kinds 0 to 6 of function A are 65 to 71 of function B. */
export function printedLinearCode(
  kind: number,
  data: ArrayLike<number>,
): Pick<LinearCode, "modules" | "caption"> | undefined {
  if (kind === 73) return code128Of(data);
  if (kind === 74) return gs1128Of(data);
  if (kind === 79) return autoCode128(data);
  const symbology = symbologyOf(kind);
  const text = String.fromCharCode(...Array.from(data));
  // Start and stop of Code 39 may be part of the data.
  const bare = symbology === "code39" ? text.replace(/^\*(.*)\*$/, "$1") : text;
  const code = symbology === undefined ? undefined : linearCodeOf(symbology, bare);
  return code === undefined ? undefined : { modules: code.modules, caption: code.caption };
}
