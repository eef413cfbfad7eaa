import { type PrinterStatus, paperOf, statusOfStatusBack } from "./printer-status.js";

/**
 * One thing that a printer sent.
 *
 * @public
 */
export type PrinterAnswer =
  /** A byte of `DLE EOT`; which of the four was asked is known to whoever asked. */
  | { readonly kind: "real-time"; readonly byte: number }
  /** The automatic status that `GS a` has switched on. */
  | { readonly kind: "status-back"; readonly status: PrinterStatus }
  /**
   * A byte of `GS r`, sent when everything before it in the buffer is done: `paper` is what it says where `GS r 1` was asked, `drawerPin`
   * where `GS r 2` was.
   */
  | ({ readonly kind: "transmitted"; readonly byte: number } & Pick<
      PrinterStatus,
      "paper" | "drawerPin"
    >)
  /** `GS ( H` function 48: the name of a job, sent when everything before it in the buffer is done. */
  | { readonly kind: "process-id"; readonly id: string };

/** Answers are told apart by bits that are always set or clear (0 and 1 for the bits, x for those that vary). */
const REAL_TIME = { mask: 0x93, bits: 0x12 }; // 0xx1xx10
const STATUS_BACK = { mask: 0x93, bits: 0x10 }; // 0xx1xx00, then three of 0xx0xxxx
const TRANSMITTED = { mask: 0x90, bits: 0x00 }; // 0xx0xxxx
const BLOCK_HEADS: readonly number[] = [0x37, 0x5f];
const PROCESS_ID = 0x22;

/** A block without an end is dropped at this length; the longest that printers send is some 80 bytes. */
const LONGEST_BLOCK = 128;

function matches(byte: number, { mask, bits }: { mask: number; bits: number }): boolean {
  return (byte & mask) === bits;
}

function transmitted(byte: number): PrinterAnswer {
  const drawerPin = (byte & 0x01) !== 0 ? "high" : "low";
  return { kind: "transmitted", byte, paper: paperOf(byte, 0x03, 0x0c), drawerPin };
}

function blockAnswer(block: readonly number[]): PrinterAnswer | undefined {
  if (block[0] !== 0x37 || block[1] !== PROCESS_ID) return undefined;
  const id = String.fromCharCode(...block.slice(2));
  return { kind: "process-id", id };
}

/**
 * Reads what a printer sends, in whatever pieces it arrives. Bytes that are no answer (flow control, noise) are passed over.
 *
 * @example
 * ```ts
 * import { createAnswerReader } from "@tillwright/printer-escpos/spool";
 *
 * const heard: string[] = [];
 * const read = createAnswerReader((answer) => heard.push(answer.kind));
 * read(Uint8Array.of(0x12, 0x14, 0x00));
 * read(Uint8Array.of(0x0c, 0x0f, 0x37, 0x22, 0x41, 0x00));
 * heard; //=> ["real-time", "status-back", "process-id"]
 * ```
 *
 * @public
 */
export function createAnswerReader(
  hear: (answer: PrinterAnswer) => void,
): (bytes: Uint8Array) => void {
  let statusBack: number[] = [];
  let block: number[] = [];
  const inBlock = (byte: number): void => {
    if (byte !== 0 && block.length < LONGEST_BLOCK) {
      block.push(byte);
      return;
    }
    const answer = byte === 0 ? blockAnswer(block) : undefined;
    block = [];
    if (answer !== undefined) hear(answer);
  };
  const afresh = (byte: number): void => {
    if (BLOCK_HEADS.includes(byte)) block = [byte];
    else if (matches(byte, REAL_TIME)) hear({ kind: "real-time", byte });
    else if (matches(byte, STATUS_BACK)) statusBack = [byte];
    else if (matches(byte, TRANSMITTED)) hear(transmitted(byte));
  };
  const inStatusBack = (byte: number): void => {
    if (!matches(byte, TRANSMITTED)) {
      statusBack = [];
      afresh(byte);
      return;
    }
    statusBack.push(byte);
    if (statusBack.length < 4) return;
    const status = statusOfStatusBack(statusBack);
    statusBack = [];
    hear({ kind: "status-back", status });
  };
  return (bytes) => {
    for (const byte of bytes) {
      if (block.length > 0) inBlock(byte);
      else if (statusBack.length > 0) inStatusBack(byte);
      else afresh(byte);
    }
  };
}
