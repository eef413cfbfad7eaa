import type { Issue } from "@tillwright/values";
import type { ByteWriter } from "./byte-writer.js";
import * as commands from "./commands.js";
import type { PrintIssueCode } from "./encode.js";
import { type Line, paddingMarks } from "./lay-out-row.js";
import { ANY_PAGE, DOUBLE_BYTE, type PrintUnit, type Unprintable } from "./print-unit.js";
import type { PrinterProfile } from "./profile.js";
import type { Alignment, TextMarks } from "./receipt-document.js";
import type { Typesetter } from "./typesetter.js";

/** A size that the printer can set. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Writes to the paper. It knows the state that the printer is in and sends a command only where the state changes; and it
 * collects what is to be reported, with the place in the document where it happened.
 */
export interface Pen {
  readonly profile: PrinterProfile;
  readonly unprintable: readonly Unprintable[];
  readonly issues: readonly Issue<PrintIssueCode>[];
  /** From here on reports belong to this place of the document. */
  readonly enter: (path: readonly (string | number)[]) => void;
  /** Reports of what `write` writes belong below this place. */
  readonly below: (path: readonly (string | number)[], write: () => void) => void;
  readonly write: (bytes: ArrayLike<number>) => void;
  /** The units of each line of a text at `path` below the current place. */
  readonly set: (text: string, path: readonly (string | number)[]) => (readonly PrintUnit[])[];
  /** The units of each line of a text that is only looked at. */
  readonly setUnreported: (text: string) => (readonly PrintUnit[])[];
  /** The one unit of a sign that the printer has, or `undefined`; asking is not reported. */
  readonly setQuietly: (sign: string) => PrintUnit | undefined;
  /** Lines at a size, each ended by a line feed. */
  readonly lines: (lines: readonly Line[], size: Size, align: Alignment) => void;
  readonly align: (align: Alignment) => void;
  /** The columns of a text that needs no setting, at normal size, or -1; see {@link PlainText}. */
  readonly plainColumns: (text: string) => number;
  /** Sets the place and size of a line that is then written piece by piece. */
  readonly beginLine: (size: Size, align: Alignment) => void;
  /** A piece of a line: a text that needs no setting, between spaces. */
  readonly plainPiece: (before: number, text: string, after: number, marks: TextMarks) => void;
  readonly endLine: () => void;
  readonly issue: (
    code: PrintIssueCode,
    path: readonly (string | number)[],
    message: string,
  ) => void;
  /** The whole number nearest to `value` from `least` to `most`; reports where that differs. */
  readonly within: (value: number, least: number, most: number, field: string) => number;
}

interface PrinterState {
  align: Alignment;
  bold: boolean;
  underline: boolean;
  invert: boolean;
  width: number;
  height: number;
  page: number;
  /** Whether two-byte mode is on. */
  doubleByte: boolean;
}

/** Letters of font A and Hanzi are 24 dots high. */
const LINE_DOTS = 24;

/** Free dots below a line of tall letters; below a normal one printers leave six. */
const AIR_DOTS = 8;

const LINE_END = /\r\n|\r|\n/;

type Write = (bytes: ArrayLike<number>) => void;

function setSize(state: PrinterState, size: Size, chinese: boolean, write: Write): void {
  if (state.width === size.width && state.height === size.height) return;
  if (chinese) write(commands.chineseSize(size.width, size.height, state.underline));
  write(commands.characterSize(size.width, size.height));
  state.width = size.width;
  state.height = size.height;
}

function setMarks(state: PrinterState, marks: TextMarks, chinese: boolean, write: Write): void {
  const bold = marks.bold ?? false;
  const underline = marks.underline ?? false;
  const invert = marks.invert ?? false;
  if (state.bold !== bold) write(commands.bold(bold));
  if (state.underline !== underline) {
    write(commands.underline(underline));
    if (chinese) write(commands.chineseUnderline(underline));
  }
  if (state.invert !== invert) write(commands.invert(invert));
  state.bold = bold;
  state.underline = underline;
  state.invert = invert;
}

function setDoubleByte(state: PrinterState, on: boolean, write: Write): void {
  if (state.doubleByte !== on) write(on ? commands.chineseModeOn : commands.chineseModeOff);
  state.doubleByte = on;
}

function setPage(state: PrinterState, page: number, write: Write): void {
  if (page === ANY_PAGE) return;
  setDoubleByte(state, page === DOUBLE_BYTE, write);
  if (page === DOUBLE_BYTE || page === state.page) return;
  write(commands.codePage(page));
  state.page = page;
}

function writeUnits(state: PrinterState, units: readonly PrintUnit[], write: Write): void {
  for (const unit of units) {
    setPage(state, unit.page, write);
    write(unit.bytes);
  }
}

/** The state after `ESC @`. No page is taken for granted: printers keep the one that a switch or another program has set. */
function initialState(doubleByte: boolean): PrinterState {
  return {
    align: "left",
    bold: false,
    underline: false,
    invert: false,
    width: 1,
    height: 1,
    page: ANY_PAGE,
    doubleByte,
  };
}

/** What goes wrong, with the place in the document where it happened. */
type Reports = Pick<Pen, "unprintable" | "issues" | "enter" | "below" | "issue" | "within"> & {
  readonly replaced: (
    path: readonly (string | number)[],
  ) => (character: string, replacement: string) => void;
};

function createReports(): Reports {
  const unprintable: Unprintable[] = [];
  const issues: Issue<PrintIssueCode>[] = [];
  let place: readonly (string | number)[] = [];
  const issue: Pen["issue"] = (code, path, message) => {
    issues.push({ code, path: [...place, ...path], message });
  };
  return {
    unprintable,
    issues,
    issue,
    enter(path) {
      place = path;
    },
    below(path, write) {
      const before = place;
      place = [...before, ...path];
      write();
      place = before;
    },
    replaced(path) {
      const where = [...place, ...path];
      return (character, replacement) => unprintable.push({ character, replacement, where });
    },
    within(value, least, most, field) {
      const whole = Number.isFinite(value) ? Math.round(value) : least;
      const nearest = Math.max(least, Math.min(most, whole));
      if (nearest !== value)
        issue(
          "printer.out-of-range",
          [field],
          `${field} is ${value}; it must be a whole number from ${least} to ${most}, so ${nearest} is used.`,
        );
      return nearest;
    },
  };
}

type Lines = Pick<Pen, "align" | "beginLine" | "plainPiece" | "endLine" | "lines">;

/** Writes lines, and knows the state that the printer is in. */
function createLines(chinese: boolean, { plain }: Typesetter, writer: ByteWriter): Lines {
  const { write } = writer;
  const state = initialState(chinese);
  const spaces = (count: number, marks: TextMarks): void => {
    if (count === 0) return;
    setMarks(state, paddingMarks(marks), chinese, write);
    writer.fill(0x20, count);
  };
  const align = (wanted: Alignment): void => {
    if (state.align !== wanted) write(commands.justification(wanted));
    state.align = wanted;
  };
  const beginLine: Lines["beginLine"] = (size, wanted) => {
    align(wanted);
    setSize(state, size, chinese, write);
    if (size.height > 1) write(commands.lineSpacing(size.height * LINE_DOTS + AIR_DOTS));
  };
  // A printer leaves no air below letters that are taller than its lines, so theirs are made higher as long as they last.
  const endSpacing = (): void => {
    if (state.height > 1) write(commands.defaultLineSpacing);
  };
  const endLine = (): void => {
    writer.fill(0x0a, 1);
    endSpacing();
  };
  return {
    align,
    beginLine,
    endLine,
    plainPiece(before, text, after, marks) {
      spaces(before, marks);
      if (text !== "") {
        setMarks(state, marks, chinese, write);
        setDoubleByte(state, chinese, write);
        plain.write(text, writer);
      }
      spaces(after, marks);
    },
    lines(lines, size, wanted) {
      beginLine(size, wanted);
      for (const line of lines) {
        for (const segment of line) {
          if (segment.units.length === 0) continue;
          setMarks(state, segment.marks, chinese, write);
          writeUnits(state, segment.units, write);
        }
        writer.fill(0x0a, 1);
      }
      endSpacing();
    },
  };
}

/** A pen on empty paper, for a printer that has just been initialised. */
export function createPen(
  profile: PrinterProfile,
  typesetter: Typesetter,
  writer: ByteWriter,
): Pen {
  const reports = createReports();
  const lines = createLines(profile.text.kind !== "western", typesetter, writer);
  const quietly = (): void => undefined;
  // Written out, since an object put together from others is slower at every call.
  return {
    profile,
    unprintable: reports.unprintable,
    issues: reports.issues,
    enter: reports.enter,
    below: reports.below,
    issue: reports.issue,
    within: reports.within,
    align: lines.align,
    beginLine: lines.beginLine,
    plainPiece: lines.plainPiece,
    endLine: lines.endLine,
    lines: lines.lines,
    write: writer.write,
    plainColumns: typesetter.plain.columns,
    setUnreported: (text) => text.split(LINE_END).map((line) => [...typesetter.set(line, quietly)]),
    set(text, path) {
      const report = reports.replaced(path);
      return text.split(LINE_END).map((line) => [...typesetter.set(line, report)]);
    },
    setQuietly(sign) {
      const units = typesetter.set(sign, quietly);
      return units.length === 1 && units[0]?.text === sign ? units[0] : undefined;
    },
  };
}
