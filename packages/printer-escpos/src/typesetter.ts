import { type ChineseCharset, platformCharset } from "./charset.js";
import { chineseEncoder, type Encode, eastAsianEncoder, pageEncoder } from "./encoders.js";
import { graphemesOf } from "./graphemes.js";
import { createPlainText, type PlainText, plainCodesOf } from "./plain-text.js";
import { ANY_PAGE, type PrintUnit } from "./print-unit.js";
import type { PrinterProfile } from "./profile.js";
import { lookalikeOf, substituteOf, withoutInkless } from "./substitutes.js";

/** Turns text into units for one printer. */
export interface Typesetter {
  /** The units of one line; `report` hears of each character that had to be replaced. */
  readonly set: (
    text: string,
    report: (character: string, replacement: string) => void,
  ) => readonly PrintUnit[];
  /** The short way for texts that need no setting. */
  readonly plain: PlainText;
}

function asciiUnit(character: string): PrintUnit | undefined {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20 || point > 0x7e) return undefined;
  return { text: character, bytes: [point], columns: 1, page: ANY_PAGE };
}

const ASCII: readonly (PrintUnit | undefined)[] = Array.from({ length: 0x7f }, (_, point) =>
  asciiUnit(String.fromCharCode(point)),
);

/** All characters of a text as one unit, if each of them can be printed and they can share a page. */
function wholeUnit(text: string, encode: Encode): PrintUnit | undefined {
  const units: PrintUnit[] = [];
  for (const character of text) {
    const unit = ASCII[character.codePointAt(0) ?? 0] ?? encode(character);
    if (unit === undefined) return undefined;
    units.push(unit);
  }
  const pages = new Set(units.map(({ page }) => page).filter((page) => page !== ANY_PAGE));
  if (units.length === 0 || pages.size > 1) return undefined;
  return {
    text: units.map((unit) => unit.text).join(""),
    bytes: units.flatMap((unit) => unit.bytes),
    columns: units.reduce((sum, unit) => sum + unit.columns, 0),
    page: [...pages][0] ?? ANY_PAGE,
  };
}

interface Setting {
  readonly unit: PrintUnit | undefined;
  readonly replaced: boolean;
}

const QUESTION_MARK: PrintUnit = { text: "?", bytes: [0x3f], columns: 1, page: ANY_PAGE };

function settle(cluster: string, encode: Encode): Setting {
  // Nearly every character of a receipt is a single one that the printer has.
  const single = cluster.length === 1 ? encode(cluster) : undefined;
  if (single !== undefined) return { unit: single, replaced: false };
  const inked = withoutInkless(cluster.normalize("NFC"));
  if (inked === "") return { unit: undefined, replaced: false };
  const unit = wholeUnit(inked, encode);
  if (unit !== undefined) return { unit, replaced: false };
  const lookalike = lookalikeOf(inked);
  const alike = lookalike === undefined ? undefined : wholeUnit(lookalike, encode);
  if (alike !== undefined) return { unit: alike, replaced: false };
  const substitute = substituteOf(inked);
  const named = substitute === undefined ? undefined : wholeUnit(substitute, encode);
  return { unit: named ?? QUESTION_MARK, replaced: true };
}

/** More different characters than a shop ever prints; a program that goes on for years forgets and starts again. */
const MOST_REMEMBERED = 20_000;

/** Remembers what became of each character, since receipts repeat a few hundred of them. */
function createSettings(encode: Encode): (cluster: string) => Setting {
  const ascii = ASCII.map((unit) => (unit === undefined ? undefined : { unit, replaced: false }));
  const seen = new Map<string, Setting>();
  return (cluster) => {
    const letter = cluster.length === 1 ? ascii[cluster.charCodeAt(0)] : undefined;
    const known = letter ?? seen.get(cluster);
    if (known !== undefined) return known;
    const setting = settle(cluster, encode);
    if (seen.size >= MOST_REMEMBERED) seen.clear();
    seen.set(cluster, setting);
    return setting;
  };
}

function plainCodeOf(encode: Encode): (character: string) => number {
  return (character) => {
    const unit = encode(character);
    const [lead = 0, trail = 0, ...more] = unit?.bytes ?? [];
    return unit?.columns === 2 && more.length === 0 ? lead * 256 + trail : 0;
  };
}

function typesetterOf(encode: Encode): Typesetter {
  const settingOf = createSettings(encode);
  return {
    plain: createPlainText(plainCodesOf(plainCodeOf(encode))),
    set(text, report) {
      const units: PrintUnit[] = [];
      for (const cluster of graphemesOf(text.replaceAll("\t", " "))) {
        const { unit, replaced } = settingOf(cluster);
        if (unit !== undefined) units.push(unit);
        if (replaced && unit !== undefined) report(cluster, unit.text);
      }
      return units;
    },
  };
}

/** Made once for each way to write text; the key is what the bytes depend on, so a changed profile is another one. */
const chineseTypesetters = new WeakMap<ChineseCharset, Map<string, Typesetter>>();
const otherTypesetters = new Map<string, Typesetter>();

function remembered(
  known: Map<string, Typesetter>,
  key: string,
  encoder: () => Encode,
): Typesetter {
  let typesetter = known.get(key);
  if (typesetter === undefined) {
    typesetter = typesetterOf(encoder());
    // Programs have a handful of profiles; one that makes up profiles must not fill the memory.
    if (known.size >= 64) known.clear();
    known.set(key, typesetter);
  }
  return typesetter;
}

/**
 * The typesetter of a profile.
 *
 * Throws `printer.charset-unavailable` if the profile prints Chinese and there is no charset.
 */
export function createTypesetter(
  profile: PrinterProfile,
  charset: ChineseCharset | undefined,
): Typesetter {
  const { text } = profile;
  const pages = (text.codePages ?? [])
    .map((page) => `${page.name}=${page.number}${page.characters ?? ""}`)
    .join();
  if (text.kind === "western")
    return remembered(otherTypesetters, pages, () => pageEncoder(text.codePages));
  if (text.kind === "east-asian")
    return remembered(otherTypesetters, `${text.charset} ${pages}`, () => eastAsianEncoder(text));
  const chosen = charset ?? platformCharset();
  const known = chineseTypesetters.get(chosen) ?? new Map<string, Typesetter>();
  chineseTypesetters.set(chosen, known);
  return remembered(known, `${text.fourByteCodes} ${text.euro} ${pages}`, () =>
    chineseEncoder(text, chosen),
  );
}
