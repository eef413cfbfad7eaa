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

/** A pen on empty paper, for a printer that has just been initialised. */
export function createPen(
  profile: PrinterProfile,
  typesetter: Typesetter,
  writer: ByteWriter,
): Pen {
  const chinese = profile.text.kind !== "western";
  const write = writer.write;
  const unprintable: Unprintable[] = [];
  const issues: Issue<PrintIssueCode>[] = [];
  let place: readonly (string | number)[] = [];
  const state = initialState(chinese);
  const { plain } = typesetter;
  const pen: Pen = {
    profile,
    unprintable,
    issues,
    enter(path) {
      place = path;
    },
    below(path, writeBelow) {
      const before = place;
      place = [...before, ...path];
      writeBelow();
      place = before;
    },
    write,
    setUnreported: (text) =>
      text.split(LINE_END).map((line) => [...typesetter.set(line, () => undefined)]),
    set(text, path) {
      const where = [...place, ...path];
      return text.split(LINE_END).map((line) => [
        ...typesetter.set(line, (character, replacement) => {
          unprintable.push({ character, replacement, where });
        }),
      ]);
    },
    setQuietly(sign) {
      const units = typesetter.set(sign, () => undefined);
      return units.length === 1 && units[0]?.text === sign ? units[0] : undefined;
    },
    align(align) {
      if (state.align !== align) write(commands.justification(align));
      state.align = align;
    },
    plainColumns: plain.columns,
    beginLine(size, align) {
      pen.align(align);
      setSize(state, size, chinese, write);
    },
    plainPiece(before, text, after, marks) {
      const padding = paddingMarks(marks);
      if (before > 0) {
        setMarks(state, padding, chinese, write);
        writer.fill(0x20, before);
      }
      if (text !== "") {
        setMarks(state, marks, chinese, write);
        setDoubleByte(state, chinese, write);
        plain.write(text, writer);
      }
      if (after > 0) {
        setMarks(state, padding, chinese, write);
        writer.fill(0x20, after);
      }
    },
    endLine() {
      writer.fill(0x0a, 1);
    },
    lines(lines, size, align) {
      pen.beginLine(size, align);
      for (const line of lines) {
        for (const segment of line) {
          if (segment.units.length === 0) continue;
          setMarks(state, segment.marks, chinese, write);
          writeUnits(state, segment.units, write);
        }
        pen.endLine();
      }
    },
    issue(code, path, message) {
      issues.push({ code, path: [...place, ...path], message });
    },
    within(value, least, most, field) {
      const whole = Number.isFinite(value) ? Math.round(value) : least;
      const nearest = Math.max(least, Math.min(most, whole));
      if (nearest !== value)
        pen.issue(
          "printer.out-of-range",
          [field],
          `${field} is ${value}; it must be a whole number from ${least} to ${most}, so ${nearest} is used.`,
        );
      return nearest;
    },
  };
  return pen;
}
