/**
 * What a printer says about itself.
 *
 * @public
 */
export interface PrinterStatus {
  readonly online: boolean;
  readonly cover: "closed" | "open";
  readonly paper: "present" | "low" | "out";
  readonly error: "none" | "recoverable" | "cutter" | "unrecoverable";
  /** The level of pin 3 of the drawer socket; which level means open depends on the drawer. */
  readonly drawerPin: "low" | "high";
}

/**
 * Why a printer cannot print now.
 *
 * @public
 */
export type PrinterProblem = "paper-out" | "cover-open" | "error" | "offline";

function has(byte: number, mask: number): boolean {
  return (byte & mask) !== 0;
}

/** The state of the paper by the bits for its near end and its end. */
export function paperOf(byte: number, low: number, out: number): PrinterStatus["paper"] {
  return has(byte, out) ? "out" : has(byte, low) ? "low" : "present";
}

function errorOf(byte: number): PrinterStatus["error"] {
  if (has(byte, 0x20)) return "unrecoverable";
  if (has(byte, 0x08)) return "cutter";
  return has(byte, 0x44) ? "recoverable" : "none";
}

/** The answers to `DLE EOT` 1 to 4, one byte each. */
export function statusOfRealTime(answers: readonly number[]): PrinterStatus {
  const [printer = 0, offline = 0, errors = 0, paper = 0] = answers;
  const stopped = has(offline, 0x20);
  return {
    online: !has(printer, 0x08),
    cover: has(offline, 0x04) ? "open" : "closed",
    paper: stopped ? "out" : paperOf(paper, 0x0c, 0x60),
    error: errorOf(errors),
    drawerPin: has(printer, 0x04) ? "high" : "low",
  };
}

/** The four bytes of the automatic status (`GS a`). */
export function statusOfStatusBack(bytes: readonly number[]): PrinterStatus {
  const [printer = 0, errors = 0, paper = 0] = bytes;
  return {
    online: !has(printer, 0x08),
    cover: has(printer, 0x20) ? "open" : "closed",
    paper: paperOf(paper, 0x03, 0x0c),
    error: errorOf(errors),
    drawerPin: has(printer, 0x04) ? "high" : "low",
  };
}

/**
 * What keeps a printer from printing, or `undefined` when it can print; the cause that a person can remove comes first.
 *
 * @example
 * ```ts
 * import { problemOf } from "@tillwright/printer-escpos/spool";
 *
 * const status = { online: false, cover: "closed", paper: "out", error: "none", drawerPin: "low" } as const;
 * problemOf(status); //=> "paper-out"
 * ```
 *
 * @public
 */
export function problemOf(status: PrinterStatus): PrinterProblem | undefined {
  if (status.cover === "open") return "cover-open";
  if (status.paper === "out") return "paper-out";
  if (status.error !== "none") return "error";
  return status.online ? undefined : "offline";
}
