import { code128Of, completeEan13, ean13Modules } from "./barcode-modules.js";
import { type DecodeOptions, decode } from "./decode.js";
import type { CommandPart } from "./escpos-command.js";
import type { Paper } from "./paper.js";
import { createPrintHead, initialState, type PrintHead } from "./print-head.js";
import type { PrinterProfile } from "./profile.js";
import { qrModules } from "./qr-modules.js";
import { textOfUtf8 } from "./utf8.js";

type Obey = (head: PrintHead, parameters: Uint8Array, profile: PrinterProfile) => void;

const LABEL_HEIGHT = 30;
const CUT_HEIGHT = 24;
const CAPTION_HEIGHT = 28;

function wordAt(parameters: Uint8Array, at: number): number {
  return (parameters[at] ?? 0) + (parameters[at + 1] ?? 0) * 256;
}

function label(head: PrintHead, text: string): void {
  head.put({ kind: "label", height: LABEL_HEIGHT, text });
}

/** A number from 0 or from "0", as most commands with a small choice take both. */
function choice(value: number | undefined): number {
  return (value ?? 0) >= 48 ? (value ?? 0) - 48 : (value ?? 0);
}

function setAlign(head: PrintHead, value: number): void {
  if (value <= 2) head.state.align = value === 1 ? 1 : value === 2 ? 2 : 0;
}

/** `ESC !`: font B, bold, double height, double width, underline in one byte. */
function printModes(head: PrintHead, modes: number): void {
  const { state } = head;
  state.font = (modes & 1) !== 0 ? 1 : 0;
  state.bold = (modes & 8) !== 0;
  state.underline = (modes & 0x80) !== 0;
  setSize(head, (modes & 0x20) !== 0 ? 2 : 1, (modes & 0x10) !== 0 ? 2 : 1);
}

function setSize(head: PrintHead, width: number, height: number): void {
  const { state } = head;
  state.width = width;
  state.height = height;
  setChineseSize(head, width, height);
}

function setChineseSize(head: PrintHead, width: number, height: number): void {
  head.state.chineseWidth = width;
  head.state.chineseHeight = height;
}

/** `FS !`: double width, double height and underline of Hanzi. */
function chineseModes(head: PrintHead, modes: number): void {
  setChineseSize(head, (modes & 4) !== 0 ? 2 : 1, (modes & 8) !== 0 ? 2 : 1);
  head.state.chineseUnderline = (modes & 0x80) !== 0;
}

function nextTab(head: PrintHead): void {
  const next = head.state.tabs.find((tab) => tab > head.position());
  if (next !== undefined) head.moveTo(next);
}

/** `GS v 0 m xL xH yL yH`: m doubles width (1) and height (2). */
function raster(head: PrintHead, parameters: Uint8Array, profile: PrinterProfile): void {
  const mode = choice(parameters[1]);
  const bytesPerRow = wordAt(parameters, 2);
  const rows = wordAt(parameters, 4);
  const scaleX = (mode & 1) !== 0 ? 2 : 1;
  const scaleY = (mode & 2) !== 0 ? 2 : 1;
  head.flush();
  const width = bytesPerRow * 8 * scaleX;
  const x = head.justified(width);
  head.put({
    kind: "raster",
    x,
    width: Math.min(width, profile.dots - x),
    height: rows * scaleY,
    isDark: (column, row) => {
      const dot = Math.floor(column / scaleX);
      const byte = parameters[6 + Math.floor(row / scaleY) * bytesPerRow + (dot >> 3)] ?? 0;
      return (byte & (0x80 >> (dot & 7))) !== 0;
    },
  });
}

function printQr(head: PrintHead, data: readonly number[], moduleDots: number): void {
  const text = textOfUtf8(data);
  const code = data.length === 0 ? undefined : qrModules(data, head.state.qrCorrection);
  if (code === undefined) {
    label(head, `QR: ${data.length} bytes`);
    return;
  }
  head.flush();
  const side = code.size * moduleDots;
  head.put({ kind: "qr", x: head.justified(side), height: side, moduleDots, ...code, data: text });
}

/** `GS ( k`: of the two-dimensional codes only QR (cn 49) is drawn; PDF417 and the others are named. */
function symbol(head: PrintHead, parameters: Uint8Array): void {
  const [kind, code, value = 0] = parameters.subarray(3);
  if (kind !== 49) {
    if (code === 81) label(head, kind === 48 ? "PDF417" : `GS ( k ${kind}`);
    return;
  }
  const { state } = head;
  if (code === 67) state.qrModule = Math.max(1, Math.min(16, value));
  if (code === 69) state.qrCorrection = (["L", "M", "Q", "H"] as const)[value - 48] ?? "L";
  if (code === 80) state.qrData = Array.from(parameters.subarray(6));
  if (code === 81) printQr(head, state.qrData, state.qrModule);
}

/** `ESC Z version level size …` of older clones; the level is a letter or its number. */
function cloneQr(head: PrintHead, parameters: Uint8Array): void {
  const level = String.fromCharCode(parameters[1] ?? 0);
  head.state.qrCorrection = (["L", "M", "Q", "H"] as const).find((one) => one === level) ?? "M";
  printQr(head, Array.from(parameters.subarray(5)), Math.max(1, Math.min(16, parameters[2] ?? 3)));
}

/** Names of the symbologies of `GS k`, function A from 0, function B from 65. */
const SYMBOLOGIES = "UPC-A UPC-E EAN-13 EAN-8 CODE39 ITF CODABAR CODE93 CODE128 GS1-128 GS1".split(
  " ",
);

function barcode(head: PrintHead, parameters: Uint8Array): void {
  const kind = parameters[0] ?? 0;
  const data = kind <= 6 ? parameters.slice(1, -1) : parameters.slice(2);
  const name = SYMBOLOGIES[kind <= 6 ? kind : kind - 65] ?? `GS k ${kind}`;
  const { state } = head;
  const digits = name === "EAN-13" ? completeEan13(textOfUtf8(data)) : undefined;
  const drawn =
    digits !== undefined
      ? { modules: ean13Modules(digits), caption: digits }
      : name === "CODE128"
        ? code128Of(data)
        : undefined;
  if (drawn === undefined) {
    label(head, `${name} ${textOfUtf8(data)}`);
    return;
  }
  const above = (state.barcodeCaption & 1) !== 0;
  const below = (state.barcodeCaption & 2) !== 0;
  const captions = (above ? CAPTION_HEIGHT : 0) + (below ? CAPTION_HEIGHT : 0);
  head.flush();
  head.put({
    kind: "barcode",
    x: head.justified(drawn.modules.length * state.barcodeModule),
    height: state.barcodeHeight + captions,
    ...drawn,
    moduleDots: state.barcodeModule,
    barHeight: state.barcodeHeight,
    above,
    below,
  });
}

/** `GS V`: 0 and 48 cut fully, 65 too and feed before; the odd ones leave a point. */
function cut(head: PrintHead, parameters: Uint8Array): void {
  const mode = parameters[0] ?? 0;
  head.flush();
  if (mode >= 65) head.feed(parameters[1] ?? 0);
  head.put({ kind: "cut", height: CUT_HEIGHT, full: [0, 48, 65, 97, 103].includes(mode) });
}

function setTabs(head: PrintHead, parameters: Uint8Array): void {
  head.state.tabs = Array.from(parameters.subarray(0, -1), (column) => column * 12);
}

function relativeMove(head: PrintHead, parameters: Uint8Array): void {
  const steps = wordAt(parameters, 0);
  head.moveTo(head.position() + (steps >= 0x8000 ? steps - 0x10000 : steps));
}

const ONE: Readonly<Record<string, Obey>> = {
  LF: (head) => head.endLine(),
  FF: (head) => head.flush(),
  HT: (head) => nextTab(head),
  "ESC @": (head, _, profile) => {
    head.state = initialState(profile);
  },
  "ESC !": (head, [modes = 0]) => printModes(head, modes),
  "ESC a": (head, [n]) => setAlign(head, choice(n)),
  "ESC E": (head, [n = 0]) => {
    head.state.bold = (n & 1) !== 0;
  },
  "ESC G": (head, [n = 0]) => {
    head.state.doubleStrike = (n & 1) !== 0;
  },
  "ESC -": (head, [n]) => {
    head.state.underline = choice(n) > 0;
  },
  "FS -": (head, [n]) => {
    head.state.chineseUnderline = choice(n) > 0;
  },
  "ESC M": (head, [n]) => {
    head.state.font = choice(n) === 1 ? 1 : 0;
  },
  "ESC SP": (head, [n = 0]) => {
    head.state.spacing = n;
  },
  "ESC 2": (head) => {
    head.state.lineSpacing = 30;
  },
  "ESC 3": (head, [n = 0]) => {
    head.state.lineSpacing = n;
  },
  "ESC d": (head, [n = 0]) => {
    head.flush();
    head.feed(n * head.state.lineSpacing);
  },
  "ESC J": (head, [n = 0]) => {
    head.flush();
    head.feed(n);
  },
  "ESC D": setTabs,
  "ESC $": (head, parameters) => head.moveTo(wordAt(parameters, 0)),
  "ESC \\": relativeMove,
  "FS !": (head, [modes = 0]) => chineseModes(head, modes),
  "FS W": (head, [n]) => setChineseSize(head, choice(n) > 0 ? 2 : 1, choice(n) > 0 ? 2 : 1),
  "GS !": (head, [n = 0]) => setSize(head, ((n >> 4) & 7) + 1, (n & 7) + 1),
  "GS B": (head, [n = 0]) => {
    head.state.invert = (n & 1) !== 0;
  },
  "GS L": (head, parameters, profile) => {
    head.state.leftMargin = Math.min(wordAt(parameters, 0), profile.dots - 24);
  },
  "GS W": (head, parameters) => {
    head.state.areaWidth = wordAt(parameters, 0);
  },
  "GS h": (head, [n = 0]) => {
    head.state.barcodeHeight = Math.max(1, n);
  },
  "GS w": (head, [n = 0]) => {
    head.state.barcodeModule = Math.max(1, Math.min(6, n));
  },
  "GS H": (head, [n]) => {
    head.state.barcodeCaption = choice(n) & 3;
  },
  "GS k": barcode,
  "GS ( k": symbol,
  "ESC Z": cloneQr,
  "GS v 0": raster,
  "GS V": cut,
  "ESC i": (head) => head.put({ kind: "cut", height: CUT_HEIGHT, full: false }),
  "ESC m": (head) => head.put({ kind: "cut", height: CUT_HEIGHT, full: false }),
  "ESC *": (head, [mode, low = 0, high = 0]) =>
    label(head, `ESC * ${mode} ${low + high * 256} columns`),
  "GS ( L": (head, parameters) => {
    if (parameters[4] === 50 || parameters[4] === 2) label(head, "GS ( L graphics");
  },
  "GS 8 L": (head) => label(head, "GS 8 L graphics"),
  "FS p": (head, [n]) => label(head, `FS p image ${n}`),
  "GS /": (head) => label(head, "GS / image"),
};

function obey(head: PrintHead, command: CommandPart, profile: PrinterProfile): void {
  ONE[command.name]?.(head, command.parameters, profile);
}

/**
 * Prints bytes on paper that can be looked at. Commands that leave no trace on paper (status, drawer, macros) do nothing
 * here; pictures and codes that are not drawn stand there by name.
 */
export function runPrinter(
  bytes: Uint8Array,
  profile: PrinterProfile,
  options: DecodeOptions = {},
): Paper {
  const head = createPrintHead(profile);
  for (const part of decode(bytes, profile, options).parts) {
    if (part.kind === "text") head.print(part);
    if (part.kind === "command") obey(head, part, profile);
  }
  head.flush();
  return head.paper();
}
