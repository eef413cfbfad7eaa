import { commandAt } from "../command-table.js";
import type { PrinterStatus } from "../status/printer-status.js";
import { createRealTimeFilter } from "./real-time.js";

/**
 * What can be wrong with a printer.
 *
 * @public
 */
export type PrinterCondition = Pick<PrinterStatus, "cover" | "paper" | "error">;

/** A printer without a socket: bytes in, answers out, paper to look at. */
export interface PrinterModel {
  readonly receive: (bytes: Uint8Array) => void;
  /** Works off what is in the buffer, so many bytes at most, if it can print. */
  readonly work: (mostBytes: number) => void;
  /** Bytes that wait in the buffer. */
  readonly waiting: () => number;
  /** Whether it could go on if only more arrived: the next command is not there to its end. */
  readonly isHungry: () => boolean;
  readonly condition: () => PrinterCondition;
  readonly set: (change: Partial<PrinterCondition>) => void;
  /** What stands on each piece of paper that was cut off. */
  readonly receipts: () => readonly Uint8Array[];
  /** What stands on the paper that is not cut off. */
  readonly unfinished: () => Uint8Array;
  readonly drawerPulses: () => number;
}

/** Answers go to whoever sent the byte that asked. */
type Answer = (bytes: Uint8Array) => void;

const CUTS: ReadonlySet<string> = new Set(["GS V", "ESC i", "ESC m"]);
const SOUND: PrinterCondition = { cover: "closed", paper: "present", error: "none" };

function canPrint({ cover, paper, error }: PrinterCondition): boolean {
  return cover === "closed" && paper !== "out" && error === "none";
}

function errorBits(error: PrinterCondition["error"]): number {
  return { none: 0, recoverable: 0x40, cutter: 0x08, unrecoverable: 0x20 }[error];
}

/** The answer to `DLE EOT n`. */
function realTimeAnswer(which: number, condition: PrinterCondition): number {
  const fixed = 0x12;
  const { cover, paper, error } = condition;
  if (which === 1) return fixed | (canPrint(condition) ? 0 : 0x08);
  if (which === 2)
    return (
      fixed |
      (cover === "open" ? 0x04 : 0) |
      (paper === "out" ? 0x20 : 0) |
      (error === "none" ? 0 : 0x40)
    );
  if (which === 3) return fixed | errorBits(error);
  return fixed | (paper === "present" ? 0 : 0x0c) | (paper === "out" ? 0x60 : 0);
}

function paperBits(paper: PrinterCondition["paper"]): number {
  return (paper === "present" ? 0 : 0x03) | (paper === "out" ? 0x0c : 0);
}

function statusBack(condition: PrinterCondition): Uint8Array {
  const { cover, paper, error } = condition;
  const first = 0x10 | (canPrint(condition) ? 0 : 0x08) | (cover === "open" ? 0x20 : 0);
  return Uint8Array.of(first, errorBits(error), paperBits(paper), 0);
}

/** Length of the next thing in the buffer, or `undefined` where its end has not arrived. */
function nextLength(
  bytes: Uint8Array,
): { name: string; start: number; length: number } | undefined {
  const found = commandAt(bytes, 0);
  if (found === undefined) {
    const isLead = [0x10, 0x1b, 0x1c, 0x1d].includes(bytes[0] ?? 0);
    if (isLead && bytes.length === 1) return undefined;
    return { name: "", start: 0, length: 1 };
  }
  const length = found.form.parameterLength(bytes, found.nameLength);
  const whole = length === undefined ? undefined : found.nameLength + length;
  if (whole === undefined || whole > bytes.length) return undefined;
  return { name: found.form.name, start: found.nameLength, length: whole };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** A printer that is switched on, with paper in it. */
export function createPrinterModel(answer: Answer): PrinterModel {
  let condition = SOUND;
  let buffer: Uint8Array = new Uint8Array(0);
  let paper: number[] = [];
  let automatic = false;
  let pulses = 0;
  const receipts: Uint8Array[] = [];
  const filter = createRealTimeFilter({
    onStatusRequest: (which) => answer(Uint8Array.of(realTimeAnswer(which, condition))),
    onPulse: () => {
      pulses += 1;
    },
  });
  const obey = (name: string, parameters: Uint8Array): void => {
    if (name === "GS r") answer(Uint8Array.of(paperBits(condition.paper)));
    if (name === "ESC p") pulses += 1;
    if (name === "GS a") {
      automatic = parameters[0] !== 0;
      if (automatic) answer(statusBack(condition));
    }
    // `GS ( H` 6 0 48 48 d1 d2 d3 d4; the letter is the first parameter.
    if (name === "GS (" && parameters[0] === 0x48)
      answer(Uint8Array.of(0x37, 0x22, ...parameters.subarray(5, 9), 0));
    if (CUTS.has(name)) {
      receipts.push(Uint8Array.from(paper));
      paper = [];
    }
  };
  return {
    receive(bytes) {
      buffer = joined(buffer, filter(bytes));
    },
    work(mostBytes) {
      let done = 0;
      while (done < mostBytes && buffer.length > 0 && canPrint(condition)) {
        const next = nextLength(buffer);
        if (next === undefined) return;
        const { name, start, length } = next;
        // A zero byte by itself means nothing to a printer and leaves no trace.
        if (buffer[0] !== 0) paper.push(...buffer.subarray(0, length));
        const parameters = buffer.slice(start, length);
        buffer = buffer.subarray(length);
        done += length;
        obey(name, parameters);
      }
    },
    waiting: () => buffer.length,
    isHungry: () => canPrint(condition) && nextLength(buffer) === undefined,
    condition: () => condition,
    set(change) {
      condition = { ...condition, ...change };
      if (automatic) answer(statusBack(condition));
    },
    receipts: () => receipts,
    unfinished: () => Uint8Array.from(paper),
    drawerPulses: () => pulses,
  };
}
