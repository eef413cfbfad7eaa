import { unzlibSync } from "fflate";
import { PrinterError } from "../errors.js";

/** The tables of a font, each at its first use. */
export type FontTables = (tag: string) => DataView;

const WOFF = 0x774f4646;
const TRUETYPE: readonly number[] = [0x00010000, 0x74727565];

export function fontInvalid(why: string): PrinterError {
  return new PrinterError("printer.file-invalid", `This is no font that can be read: ${why}.`, {
    why,
  });
}

interface Entry {
  readonly at: number;
  readonly length: number;
  readonly unpacked: number;
}

function tagAt(view: DataView, at: number): string {
  return [0, 1, 2, 3].map((index) => String.fromCharCode(view.getUint8(at + index))).join("");
}

function entriesOf(view: DataView): Map<string, Entry> {
  const signature = view.getUint32(0);
  const isWoff = signature === WOFF;
  if (!isWoff && !TRUETYPE.includes(signature))
    throw fontInvalid("it is neither WOFF (version 1) nor TrueType");
  const entries = new Map<string, Entry>();
  const count = view.getUint16(isWoff ? 12 : 4);
  for (let index = 0; index < count; index += 1) {
    const at = isWoff ? 44 + index * 20 : 12 + index * 16;
    const length = view.getUint32(at + (isWoff ? 8 : 12));
    entries.set(tagAt(view, at), {
      at: view.getUint32(at + (isWoff ? 4 : 8)),
      length,
      unpacked: isWoff ? view.getUint32(at + 12) : length,
    });
  }
  return entries;
}

/** The tables of a WOFF or TrueType file. Throws `printer.file-invalid` for anything else. */
export function readFontTables(bytes: Uint8Array): FontTables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = bytes.length < 48 ? new Map<string, Entry>() : entriesOf(view);
  const known = new Map<string, DataView>();
  return (tag) => {
    const already = known.get(tag);
    if (already !== undefined) return already;
    const entry = entries.get(tag);
    if (entry === undefined) throw fontInvalid(`it has no table ${tag}`);
    const packed = bytes.subarray(entry.at, entry.at + entry.length);
    const table = entry.length < entry.unpacked ? unzlibSync(packed) : packed;
    const read = new DataView(table.buffer, table.byteOffset, table.byteLength);
    known.set(tag, read);
    return read;
  };
}
