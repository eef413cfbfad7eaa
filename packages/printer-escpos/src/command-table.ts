/** Reads how many bytes follow the name of a command; `undefined` where the stream ends before that can be told. */
export type ParameterLength = (bytes: Uint8Array, at: number) => number | undefined;

/** A command as the decoder knows it. */
export interface CommandForm {
  readonly name: string;
  readonly title: string;
  readonly parameterLength: ParameterLength;
}

function fixed(count: number): ParameterLength {
  return () => count;
}

function word(bytes: Uint8Array, at: number): number | undefined {
  const low = bytes[at];
  const high = bytes[at + 1];
  return low === undefined || high === undefined ? undefined : low + high * 256;
}

/** `skip` bytes, then a length of two bytes, then that many. */
function counted(skip: number): ParameterLength {
  return (bytes, at) => {
    const length = word(bytes, at + skip);
    return length === undefined ? undefined : skip + 2 + length;
  };
}

/** Everything up to and with a zero byte. */
const untilNull: ParameterLength = (bytes, at) => {
  const end = bytes.indexOf(0, at);
  return end < 0 ? undefined : end - at + 1;
};

/** `ESC * m nL nH d…`: three bytes a column in the 24-dot modes, one in the others. */
const bitImage: ParameterLength = (bytes, at) => {
  const columns = word(bytes, at + 1);
  const mode = bytes[at];
  if (columns === undefined || mode === undefined) return undefined;
  return 3 + columns * (mode === 32 || mode === 33 ? 3 : 1);
};

/** `GS v 0 m xL xH yL yH d…`; the character `0` counts as a parameter here. */
const rasterImage: ParameterLength = (bytes, at) => {
  const width = word(bytes, at + 2);
  const height = word(bytes, at + 4);
  return width === undefined || height === undefined ? undefined : 6 + width * height;
};

/** `GS k`: data up to a zero byte for m up to 6, else a count and the data. */
const barcode: ParameterLength = (bytes, at) => {
  const symbology = bytes[at];
  if (symbology === undefined) return undefined;
  if (symbology <= 6) {
    const end = bytes.indexOf(0, at + 1);
    return end < 0 ? undefined : end - at + 1;
  }
  const count = bytes[at + 1];
  return count === undefined ? undefined : 2 + count;
};

/** `GS V`: functions B, C and D carry how far to feed. */
const cut: ParameterLength = (bytes, at) => {
  const mode = bytes[at];
  if (mode === undefined) return undefined;
  return [65, 66, 97, 98, 103, 104].includes(mode) ? 2 : 1;
};

/** `DLE DC4 fn …`: the length depends on the function. */
const realTime: ParameterLength = (bytes, at) => {
  const code = bytes[at];
  if (code === undefined) return undefined;
  if (code === 8) return 8;
  return code === 1 || code === 2 || code === 7 ? (code === 7 ? 2 : 3) : 1;
};

/** `ESC & y c1 c2 [x d…]…`: user-defined characters, each with its own width. */
const userCharacters: ParameterLength = (bytes, at) => {
  const [height, first, last] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (height === undefined || first === undefined || last === undefined) return undefined;
  let length = 3;
  for (let code = first; code <= last; code += 1) {
    const width = bytes[at + length];
    if (width === undefined) return undefined;
    length += 1 + width * height;
  }
  return length;
};

/** `GS * x y d…`: a downloaded bit image, eight dots both ways for each of x and y. */
const downloadedImage: ParameterLength = (bytes, at) => {
  const [x, y] = [bytes[at], bytes[at + 1]];
  return x === undefined || y === undefined ? undefined : 2 + x * y * 8;
};

/** `FS q n [xL xH yL yH d…]…`: pictures for the printer's memory. */
const storedImages: ParameterLength = (bytes, at) => {
  const count = bytes[at];
  if (count === undefined) return undefined;
  let length = 1;
  for (let image = 0; image < count; image += 1) {
    const x = word(bytes, at + length);
    const y = word(bytes, at + length + 2);
    if (x === undefined || y === undefined) return undefined;
    length += 4 + x * y * 8;
  }
  return length;
};

/** `GS 8 L p1 p2 p3 p4 …`: a graphics function with a length of four bytes, after the letter `L`. */
const largeGraphics: ParameterLength = (bytes, at) => {
  const low = word(bytes, at + 1);
  const high = word(bytes, at + 3);
  return low === undefined || high === undefined ? undefined : 5 + low + high * 65536;
};

type Row = readonly [name: string, title: string, parameters: number | ParameterLength];

const CONTROLS: readonly Row[] = [
  ["HT", "Horizontal tab", 0],
  ["LF", "Print and line feed", 0],
  ["FF", "Print and return to standard mode", 0],
  ["CR", "Print and carriage return", 0],
  ["CAN", "Cancel print data in page mode", 0],
];

/** The names of the Epson reference; `counted` where the manual has pL pH. */
const COMMANDS: readonly Row[] = [
  ["DLE EOT", "Transmit real-time status", 1],
  ["DLE ENQ", "Send real-time request to printer", 1],
  ["DLE DC4", "Real-time function", realTime],
  ["ESC FF", "Print data in page mode", 0],
  ["ESC SP", "Set right-side character spacing", 1],
  ["ESC !", "Select print mode(s)", 1],
  ["ESC $", "Set absolute print position", 2],
  ["ESC %", "Select/cancel user-defined character set", 1],
  ["ESC &", "Define user-defined characters", userCharacters],
  ["ESC (", "Function of the manufacturer", counted(1)],
  ["ESC *", "Select bit-image mode", bitImage],
  ["ESC -", "Turn underline mode on/off", 1],
  ["ESC 2", "Select default line spacing", 0],
  ["ESC 3", "Set line spacing", 1],
  ["ESC 4", "Turn italic mode on/off (clones)", 1],
  ["ESC =", "Select peripheral device", 1],
  ["ESC ?", "Cancel user-defined characters", 1],
  ["ESC @", "Initialize printer", 0],
  ["ESC B", "Buzzer (clones)", 2],
  ["ESC D", "Set horizontal tab positions", untilNull],
  ["ESC E", "Turn emphasized mode on/off", 1],
  ["ESC G", "Turn double-strike mode on/off", 1],
  ["ESC J", "Print and feed paper", 1],
  ["ESC K", "Print and reverse feed", 1],
  ["ESC L", "Select page mode", 0],
  ["ESC M", "Select character font", 1],
  ["ESC R", "Select an international character set", 1],
  ["ESC S", "Select standard mode", 0],
  ["ESC T", "Select print direction in page mode", 1],
  ["ESC V", "Turn 90° clockwise rotation mode on/off", 1],
  ["ESC W", "Set print area in page mode", 8],
  ["ESC Z", "QR code (clones)", counted(3)],
  ["ESC \\", "Set relative print position", 2],
  ["ESC a", "Select justification", 1],
  ["ESC c", "Select paper sensors, panel buttons", 2],
  ["ESC d", "Print and feed n lines", 1],
  ["ESC e", "Print and reverse feed n lines", 1],
  ["ESC i", "Partial cut (one point left uncut)", 0],
  ["ESC m", "Partial cut (three points left uncut)", 0],
  ["ESC p", "Generate pulse", 3],
  ["ESC r", "Select print color", 1],
  ["ESC t", "Select character code table", 1],
  ["ESC u", "Transmit peripheral device status", 1],
  ["ESC v", "Transmit paper sensor status", 0],
  ["ESC {", "Turn upside-down print mode on/off", 1],
  ["FS !", "Select print mode(s) for Kanji characters", 1],
  ["FS &", "Select Kanji character mode", 0],
  ["FS (", "Kanji and logo function", counted(1)],
  ["FS -", "Turn underline mode on/off for Kanji characters", 1],
  ["FS .", "Cancel Kanji character mode", 0],
  ["FS 2", "Define user-defined Kanji characters", 74],
  ["FS ?", "Cancel user-defined Kanji characters", 2],
  ["FS C", "Select Kanji character code system", 1],
  ["FS S", "Set Kanji character spacing", 2],
  ["FS W", "Turn quadruple-size mode on/off for Kanji", 1],
  ["FS p", "Print NV bit image", 2],
  ["FS q", "Define NV bit image", storedImages],
  ["GS !", "Select character size", 1],
  ["GS $", "Set absolute vertical print position in page mode", 2],
  ["GS (", "Function with a length", counted(1)],
  ["GS *", "Define downloaded bit image", downloadedImage],
  ["GS /", "Print downloaded bit image", 1],
  ["GS :", "Start/end macro definition", 0],
  ["GS 8", "Graphics function with a long length", largeGraphics],
  ["GS B", "Turn white/black reverse print mode on/off", 1],
  ["GS H", "Select print position of HRI characters", 1],
  ["GS I", "Transmit printer ID", 1],
  ["GS L", "Set left margin", 2],
  ["GS P", "Set horizontal and vertical motion units", 2],
  ["GS T", "Set print position to the beginning of print line", 1],
  ["GS V", "Select cut mode and cut paper", cut],
  ["GS W", "Set print area width", 2],
  ["GS Z", "Select kind of two-dimensional code (clones)", 1],
  ["GS \\", "Set relative vertical print position in page mode", 2],
  ["GS ^", "Execute macro", 3],
  ["GS a", "Enable/disable automatic status back", 1],
  ["GS b", "Turn smoothing mode on/off", 1],
  ["GS f", "Select font for HRI characters", 1],
  ["GS g", "Maintenance counter", 4],
  ["GS h", "Set barcode height", 1],
  ["GS k", "Print barcode", barcode],
  ["GS r", "Transmit status", 1],
  ["GS v", "Print raster bit image", rasterImage],
  ["GS w", "Set barcode width", 1],
];

const CODES: Readonly<Record<string, number>> = {
  HT: 0x09,
  LF: 0x0a,
  FF: 0x0c,
  CR: 0x0d,
  EOT: 0x04,
  ENQ: 0x05,
  DLE: 0x10,
  DC4: 0x14,
  CAN: 0x18,
  ESC: 0x1b,
  FS: 0x1c,
  GS: 0x1d,
  SP: 0x20,
};

function codeOf(word: string): number {
  return CODES[word] ?? word.charCodeAt(0);
}

function formOf([name, title, parameters]: Row): CommandForm {
  const parameterLength = typeof parameters === "number" ? fixed(parameters) : parameters;
  return { name, title, parameterLength };
}

function buildTable(): ReadonlyMap<number, CommandForm> {
  const table = new Map<number, CommandForm>();
  for (const row of CONTROLS) table.set(codeOf(row[0]), formOf(row));
  for (const row of COMMANDS) {
    const [lead = "", letter = ""] = row[0].split(" ");
    table.set(codeOf(lead) * 256 + codeOf(letter), formOf(row));
  }
  return table;
}

let table: ReadonlyMap<number, CommandForm> | undefined;

/** The command that stands at an offset, with the length of its name: one byte for a control, two for the rest. */
export function commandAt(
  bytes: Uint8Array,
  offset: number,
): { readonly form: CommandForm; readonly nameLength: number } | undefined {
  table ??= buildTable();
  const first = bytes[offset] ?? 0;
  const control = table.get(first);
  if (control !== undefined) return { form: control, nameLength: 1 };
  const second = bytes[offset + 1];
  const form = second === undefined ? undefined : table.get(first * 256 + second);
  return form === undefined ? undefined : { form, nameLength: 2 };
}
