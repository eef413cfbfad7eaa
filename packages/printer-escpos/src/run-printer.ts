import type { PreviewOptions } from "./code-painter.js";
import { decode } from "./decode.js";
import type { CommandPart } from "./escpos-command.js";
import type { Paper } from "./paper.js";
import { createPrintHead, initialState, type PrintHead } from "./print-head.js";
import type { PrinterProfile } from "./profile.js";
import { barcode, cloneQr } from "./run-codes.js";
import { choice, label, type Obey, signedAt, wordAt } from "./run-command.js";
import { createPage, type Page } from "./run-page.js";
import { bitImage, graphics, raster } from "./run-pictures.js";
import { symbol } from "./run-symbols.js";

const CUT_HEIGHT = 24;

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
  head.moveTo(head.position() + signedAt(parameters, 0));
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
  "FS S": (head, [left = 0, right = 0]) => {
    head.state.chineseSpacing = [left, right];
  },
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
  "ESC *": bitImage,
  "GS ( L": (head, parameters) => graphics(head, parameters.subarray(3)),
  "GS 8 L": (head, parameters) => graphics(head, parameters.subarray(5)),
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
  options: PreviewOptions = {},
): Paper {
  const head = createPrintHead(profile, options.codes);
  let page: Page | undefined;
  for (const part of decode(bytes, profile, options).parts) {
    if (part.kind === "text") (page?.head() ?? head).print(part);
    if (part.kind !== "command") continue;
    const isOfPage = page?.obey(part) === true;
    if (["FF", "ESC S", "ESC @"].includes(part.name)) page = undefined;
    if (part.name === "ESC L") {
      head.flush();
      page ??= createPage(head, profile.dots);
    } else if (!isOfPage) obey(page?.head() ?? head, part, profile);
  }
  head.flush();
  return head.paper();
}
