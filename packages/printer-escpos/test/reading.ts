import {
  type CommandPart,
  decodeStrict,
  type EscposPart,
  type PrinterProfile,
} from "@tillwright/printer-escpos";

/** The parts of bytes that are understood to the last one. */
export function partsOf(bytes: Uint8Array, profile: PrinterProfile): readonly EscposPart[] {
  const answer = decodeStrict(bytes, profile);
  if (!answer.ok) throw new Error(answer.issues.map((issue) => issue.message).join("\n"));
  return answer.value;
}

/** A line as printed: its text and its columns at the size of the text. */
export interface PrintedLine {
  readonly text: string;
  readonly columns: number;
}

/** What each line feed ended. */
export function linesOf(bytes: Uint8Array, profile: PrinterProfile): PrintedLine[] {
  const lines: PrintedLine[] = [];
  let text = "";
  let columns = 0;
  for (const part of partsOf(bytes, profile)) {
    if (part.kind === "text") {
      text += part.text;
      columns += part.columns.reduce((sum, own) => sum + own, 0);
    }
    if (part.kind === "command" && part.name === "LF") {
      lines.push({ text, columns });
      text = "";
      columns = 0;
    }
  }
  return lines;
}

/** The commands with this name. */
export function commandsNamed(parts: readonly EscposPart[], name: string): CommandPart[] {
  return parts.filter((part): part is CommandPart => part.kind === "command" && part.name === name);
}

/** Bytes as hexadecimal, sixteen a line. */
export function hexOf(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 16) lines.push(pairs.slice(at, at + 16).join(" "));
  return `${lines.join("\n")}\n`;
}
