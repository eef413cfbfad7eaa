import type { Issue, Result } from "@tillwright/values";
import { type ChineseCharset, platformCharsetIfAny } from "./charset.js";
import { commandAt } from "./command-table.js";
import { type CharacterReader, createCharacterReader } from "./decode-text.js";
import type { CommandPart, EscposPart, TextPart, UnknownPart } from "./escpos-command.js";
import type { PrinterProfile } from "./profile.js";

/**
 * What a byte stream may hold that cannot be read.
 *
 * @public
 */
export type DecodeIssueCode =
  /** A command that is not in the table. */
  | "printer.unknown-command"
  /** A control byte that means nothing by itself. */
  | "printer.stray-byte"
  /** The stream ends inside a command. */
  | "printer.truncated-command"
  /** A byte that is no character in the mode and code page it stands in. */
  | "printer.unknown-character";

/**
 * A byte stream, taken apart.
 *
 * @public
 */
export interface DecodedBytes {
  /** The parts in order; together they are every byte of the stream. */
  readonly parts: readonly EscposPart[];
  /** What could not be read; the path is `["bytes", offset]`. */
  readonly issues: readonly Issue<DecodeIssueCode>[];
}

/**
 * What may be handed in beside the bytes.
 *
 * @public
 */
export interface DecodeOptions {
  /** For platforms without `TextDecoder("gb18030")`; without either, Chinese text is read as U+FFFD and reported. */
  readonly charset?: ChineseCharset;
}

type Report = (code: DecodeIssueCode, offset: number, message: string) => void;

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"))
    .join(" ")
    .toUpperCase();
}

function isControl(byte: number): boolean {
  return byte < 0x20 || byte === 0x7f;
}

const LEADS: ReadonlySet<number> = new Set([0x10, 0x1b, 0x1c, 0x1d]);

/** Control bytes that neither are nor begin a command, as many as follow each other. */
function strayLength(bytes: Uint8Array, offset: number): number {
  let end = offset;
  while (end < bytes.length) {
    const byte = bytes[end] ?? 0;
    if (!isControl(byte) || LEADS.has(byte) || commandAt(bytes, end) !== undefined) break;
    end += 1;
  }
  return end - offset;
}

function readUnknown(bytes: Uint8Array, offset: number, report: Report): UnknownPart {
  const isCommand = LEADS.has(bytes[offset] ?? 0);
  // The length of an unknown command cannot be known; what follows is read as text, as a printer does.
  const length = isCommand ? Math.min(2, bytes.length - offset) : strayLength(bytes, offset);
  const own = bytes.slice(offset, offset + length);
  if (isCommand)
    report("printer.unknown-command", offset, `No command ${hex(own)} is known (at ${offset}).`);
  else
    report(
      "printer.stray-byte",
      offset,
      `${length} control byte(s) from ${offset} on mean nothing: ${hex(own)}.`,
    );
  return { kind: "unknown", offset, length, bytes: own };
}

function readCommand(bytes: Uint8Array, offset: number, report: Report): CommandPart | UnknownPart {
  const found = commandAt(bytes, offset);
  if (found === undefined) return readUnknown(bytes, offset, report);
  const { form, nameLength } = found;
  const start = offset + nameLength;
  const length = form.parameterLength(bytes, start);
  if (length === undefined || start + length > bytes.length) {
    report(
      "printer.truncated-command",
      offset,
      `The stream ends inside ${form.name} (${form.title}) at ${offset}.`,
    );
    const rest = bytes.slice(offset);
    return { kind: "unknown", offset, length: rest.length, bytes: rest };
  }
  return {
    kind: "command",
    offset,
    length: nameLength + length,
    name: nameOf(form.name, bytes[start]),
    title: form.title,
    parameters: bytes.slice(start, start + length),
  };
}

/** `GS (` and its relatives are told apart by the letter that follows, which their manuals count as part of the name. */
function nameOf(name: string, next: number | undefined): string {
  const isFamily = name.endsWith("(") || name === "GS 8" || name === "GS v";
  return isFamily && next !== undefined && next > 0x20 && next < 0x7f
    ? `${name} ${String.fromCharCode(next)}`
    : name;
}

function reportUnreadable(
  bytes: Uint8Array,
  from: number,
  to: number,
  reader: CharacterReader,
  report: Report,
): void {
  if (to === from) return;
  report(
    "printer.unknown-character",
    from,
    `${to - from} byte(s) from ${from} on are no character in ${reader.describe()}: ${hex(bytes.subarray(from, to))}.`,
  );
}

function readText(
  bytes: Uint8Array,
  offset: number,
  reader: CharacterReader,
  report: Report,
): TextPart {
  const characters: string[] = [];
  const columns: number[] = [];
  let encoding: TextPart["encoding"] = "ascii";
  let at = offset;
  // Unreadable bytes beside each other are one problem.
  let unreadableFrom = offset;
  while (at < bytes.length && !isControl(bytes[at] ?? 0)) {
    const read = reader.read(bytes, at);
    if (read.text !== undefined) {
      reportUnreadable(bytes, unreadableFrom, at, reader, report);
      unreadableFrom = at + read.length;
    }
    characters.push(read.text ?? "\ufffd");
    columns.push(read.columns);
    if ((bytes[at] ?? 0) >= 0x80) encoding = reader.encoding();
    at += read.length;
  }
  reportUnreadable(bytes, unreadableFrom, at, reader, report);
  const text = characters.join("");
  return { kind: "text", offset, length: at - offset, encoding, text, columns };
}

/**
 * Takes a byte stream apart into text and commands, as a printer of this profile would read it. Any bytes can be read: what is
 * not known becomes an `unknown` part and an issue, and reading goes on behind it.
 *
 * The profile says whether Chinese mode is on at the beginning and which code page a number of `ESC t` means. Text in
 * Chinese mode is read as GB18030; a four-byte code that the printer lacks is read as it prints: two digits.
 *
 * @example
 * ```ts
 * import { chinese58, decode } from "@tillwright/printer-escpos";
 *
 * const { parts } = decode(Uint8Array.of(0x1b, 0x40, 0xd6, 0xd0, 0xa3, 0xa4, 0x35, 0x0a), chinese58);
 * parts.map((part) => (part.kind === "text" ? part.text : part.kind === "command" ? part.name : "?")); //=> ["ESC @", "中￥5", "LF"]
 * ```
 *
 * @public
 */
export function decode(
  bytes: Uint8Array,
  profile: PrinterProfile,
  options: DecodeOptions = {},
): DecodedBytes {
  const parts: EscposPart[] = [];
  const issues: Issue<DecodeIssueCode>[] = [];
  const report: Report = (code, offset, message) => {
    issues.push({ code, path: ["bytes", offset], message });
  };
  const reader = createCharacterReader(profile, options.charset ?? platformCharsetIfAny());
  let offset = 0;
  while (offset < bytes.length) {
    const part = isControl(bytes[offset] ?? 0)
      ? readCommand(bytes, offset, report)
      : readText(bytes, offset, reader, report);
    if (part.kind === "command") reader.obey(part);
    parts.push(part);
    offset += part.length;
  }
  return { parts, issues };
}

/**
 * Like {@link decode}, but bytes that are not understood to the last one are refused, with each of them listed:
 * `printer.unknown-command`, `printer.stray-byte`, `printer.truncated-command`, `printer.unknown-character`.
 *
 * @example
 * ```ts
 * import { chinese58, decodeStrict } from "@tillwright/printer-escpos";
 *
 * const answer = decodeStrict(Uint8Array.of(0x41, 0x1b, 0x7a, 0x0a), chinese58);
 * answer.ok; //=> false
 * answer.ok ? [] : answer.issues.map((issue) => [issue.code, issue.path]); //=> [["printer.unknown-command", ["bytes", 1]]]
 * ```
 *
 * @public
 */
export function decodeStrict(
  bytes: Uint8Array,
  profile: PrinterProfile,
  options: DecodeOptions = {},
): Result<readonly EscposPart[]> {
  const { parts, issues } = decode(bytes, profile, options);
  return issues.length === 0 ? { ok: true, value: parts } : { ok: false, issues };
}
