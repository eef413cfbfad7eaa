import { decode } from "../decode.js";
import type { EscposPart } from "../escpos-command.js";
import type { PrinterProfile } from "../profile.js";

const MOST_BYTES = 24;

function hex(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, MOST_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join(" ");
  return bytes.length > MOST_BYTES ? `${shown} … (${bytes.length} bytes)` : shown;
}

function shown(part: EscposPart): string {
  const offset = String(part.offset).padStart(7);
  if (part.kind === "text") return `${offset}  ${JSON.stringify(part.text)}  ${part.encoding}`;
  if (part.kind === "unknown") return `${offset}  ?  ${hex(part.bytes)}`;
  const parameters = part.parameters.length === 0 ? "" : `  ${hex(part.parameters)}`;
  return `${offset}  ${part.name.padEnd(8)}${part.title}${parameters}`;
}

/** Each part of a byte stream in a line of its own, then what could not be read. */
export function showDecoded(bytes: Uint8Array, profile: PrinterProfile): readonly string[] {
  const { parts, issues } = decode(bytes, profile);
  return [...parts.map(shown), ...issues.map((issue) => `! ${issue.message}`)];
}
