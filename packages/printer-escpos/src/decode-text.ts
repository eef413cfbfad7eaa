import type { ChineseCharset } from "./charset.js";
import { characterInPage, EPSON_PAGES, type NumberedCodePage } from "./code-pages.js";
import { type EastAsianCharsetName, eastAsianCharset } from "./double-byte.js";
import type { CommandPart, TextPart } from "./escpos-command.js";
import { type PrinterProfile, startsInDoubleByte } from "./profile.js";

/** A character as read from the stream. */
interface ReadCharacter {
  /** `undefined` for bytes that are none. */
  readonly text: string | undefined;
  readonly length: number;
  readonly columns: number;
}

/** Reads characters in the mode that the commands before have set. */
export interface CharacterReader {
  readonly read: (bytes: Uint8Array, at: number) => ReadCharacter;
  readonly obey: (command: CommandPart) => void;
  readonly encoding: () => TextPart["encoding"];
  /** The mode in words, for messages. */
  readonly describe: () => string;
}

const EURO_OF_936 = 0x80;

function isFourByte(bytes: Uint8Array, at: number): boolean {
  const [b1 = 0, b2 = 0, b3 = 0, b4 = 0] = bytes.subarray(at, at + 4);
  return (
    b1 >= 0x81 && b1 <= 0xfe && b2 >= 0x30 && b2 <= 0x39 && b3 >= 0x81 && b4 >= 0x30 && b4 <= 0x39
  );
}

function readChinese(
  bytes: Uint8Array,
  at: number,
  charset: ChineseCharset | undefined,
  profile: PrinterProfile,
): ReadCharacter {
  const lead = bytes[at] ?? 0;
  const chinese = profile.text.kind === "chinese" ? profile.text : undefined;
  if (lead === EURO_OF_936 && chinese?.euro === "80") return { text: "€", length: 1, columns: 1 };
  const pair = charset?.decode(lead, bytes[at + 1] ?? 0);
  if (pair !== undefined) return { text: pair, length: 2, columns: 2 };
  if (chinese?.fourByteCodes === true && isFourByte(bytes, at)) {
    const text = charset?.decodeFour?.(bytes.slice(at, at + 4));
    if (text !== undefined) return { text, length: 4, columns: 2 };
  }
  // A pair of the users' area, or any pair where no charset is known, takes its two columns all the same.
  const trail = bytes[at + 1] ?? 0;
  const isPair = lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail !== 0x7f && trail <= 0xfe;
  return { text: undefined, length: isPair ? 2 : 1, columns: isPair ? 2 : 0 };
}

function readEastAsian(bytes: Uint8Array, at: number, name: EastAsianCharsetName): ReadCharacter {
  const { text, isPair } = eastAsianCharset(name).decode(bytes[at] ?? 0, bytes[at + 1] ?? 0);
  if (isPair) return { text, length: 2, columns: 2 };
  return { text, length: 1, columns: text === undefined ? 0 : 1 };
}

function readSingle(byte: number, page: NumberedCodePage | undefined): ReadCharacter {
  const text = page === undefined ? undefined : characterInPage(page, byte);
  return { text, length: 1, columns: 1 };
}

/** A reader in the state of a printer that has just been switched on. */
export function createCharacterReader(
  profile: PrinterProfile,
  charset: ChineseCharset | undefined,
): CharacterReader {
  const { text } = profile;
  const pages = text.codePages ?? [];
  const firstPage = pages[0]?.number ?? 0;
  const doubleByteName = text.kind === "east-asian" ? text.charset : "gb18030";
  let inDoubleByte = startsInDoubleByte(profile);
  let page = firstPage;
  const pageNow = (): NumberedCodePage | undefined => {
    const known = pages.find((entry) => entry.number === page);
    // A printer whose pages the profile does not name most likely keeps to Epson's numbers.
    return known ?? EPSON_PAGES.find((entry) => entry.number === page);
  };
  return {
    read(bytes, at) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) return { text: String.fromCharCode(byte), length: 1, columns: 1 };
      if (!inDoubleByte) return readSingle(byte, pageNow());
      return text.kind === "east-asian"
        ? readEastAsian(bytes, at, text.charset)
        : readChinese(bytes, at, charset, profile);
    },
    obey(command) {
      if (command.name === "FS &") inDoubleByte = true;
      if (command.name === "FS .") inDoubleByte = false;
      if (command.name === "ESC t") page = command.parameters[0] ?? 0;
      if (command.name === "ESC @") {
        inDoubleByte = startsInDoubleByte(profile);
        page = firstPage;
      }
    },
    encoding: () => (inDoubleByte ? doubleByteName : (pageNow()?.name ?? "unknown")),
    describe: () => {
      if (!inDoubleByte) return pageNow()?.name ?? `code page ${page}`;
      return text.kind === "east-asian" ? text.charset : "Chinese mode";
    },
  };
}
