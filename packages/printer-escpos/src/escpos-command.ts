/**
 * Characters that print, up to the next command.
 *
 * @public
 */
export interface TextPart {
  readonly kind: "text";
  /** Where its first byte stands. */
  readonly offset: number;
  readonly length: number;
  /**
   * What it was read as: `ascii` for ASCII alone in any mode, `gb18030`, the name of another two-byte set or of a code page; `unknown`
   * for a code page this package does not have.
   */
  readonly encoding: string;
  /** U+FFFD stands for a byte that prints nothing known. */
  readonly text: string;
  /** For each code point of `text` the columns it takes at normal size, 0 for a byte that prints nothing. */
  readonly columns: readonly number[];
}

/**
 * A command of the printer.
 *
 * @public
 */
export interface CommandPart {
  readonly kind: "command";
  readonly offset: number;
  readonly length: number;
  /** As the manuals write it: `ESC @`, `GS ( k`, `LF`. */
  readonly name: string;
  /** What the manuals call it: `Initialize printer`. */
  readonly title: string;
  /** The bytes after the name. */
  readonly parameters: Uint8Array;
}

/**
 * Bytes that are no known command: an unknown one, a control byte without meaning, a command cut off by the end.
 *
 * @public
 */
export interface UnknownPart {
  readonly kind: "unknown";
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/**
 * One piece of a byte stream.
 *
 * @public
 */
export type EscposPart = TextPart | CommandPart | UnknownPart;
