import { PrinterError } from "./errors.js";
import type { PrinterProfile } from "./profile.js";

/** `ESC t` is not needed for this unit: it is ASCII, or a code of Chinese mode. */
export const ANY_PAGE = -1;

/** The two-byte mode has to be on for this unit. */
export const DOUBLE_BYTE = -2;

/** A character as it goes to the printer. It is never divided. */
export interface PrintUnit {
  /** What will be on the paper. */
  readonly text: string;
  readonly bytes: readonly number[];
  /** Columns at normal size: one for a single byte, two for a code of more bytes. */
  readonly columns: number;
  /** The number of the code page its bytes belong to, {@link DOUBLE_BYTE} or {@link ANY_PAGE}. */
  readonly page: number;
}

/**
 * A character that did not reach the paper as it stands in the document.
 *
 * @public
 */
export interface Unprintable {
  /** The whole character, which may be several code points. */
  readonly character: string;
  /** What is printed in its place. */
  readonly replacement: string;
  /** Where in the document: `["blocks", 3, "cells", 0, "text"]`. */
  readonly where: readonly (string | number)[];
}

/** An empty column. */
export const SPACE: PrintUnit = { text: " ", bytes: [0x20], columns: 1, page: ANY_PAGE };

/** Checks what a hand-made profile may get wrong and everything after relies on. */
export function checkProfile(profile: PrinterProfile): void {
  const { columns, dots, text } = profile;
  const sound =
    Number.isSafeInteger(columns) && columns >= 8 && columns <= 128 && dots >= columns * 8;
  const pages = text.kind !== "western" || text.codePages.length > 0;
  if (sound && pages && Number.isSafeInteger(dots) && dots <= 2048) return;
  throw new PrinterError(
    "printer.profile-invalid",
    `The profile ${profile.id} needs 8 to 128 columns of at least 8 dots each, up to 2048 dots and a code page; it has ` +
      `${columns} columns on ${dots} dots.`,
    { id: profile.id, columns, dots },
  );
}

/** The columns that units take together at normal size. */
export function columnsOfUnits(units: readonly PrintUnit[]): number {
  let columns = 0;
  for (const unit of units) columns += unit.columns;
  return columns;
}
