import { parseArgs } from "node:util";
import { encode } from "../encode.js";
import { epson80 } from "../more-code-pages.js";
import { parseReceiptDocument } from "../parse.js";
import { previewPng } from "../png/preview-png.js";
import { previewSvg } from "../preview-svg.js";
import { previewText } from "../preview-text.js";
import type { PrinterProfile } from "../profile.js";
import { printerProfiles } from "../profiles/index.js";
import type { ReceiptDocument } from "../receipt-document.js";
import { findCodes } from "./find-codes.js";
import { findFont } from "./find-font.js";
import { send } from "./send.js";
import { showDecoded } from "./show-decoded.js";
import { CommandFailure, type ExitCode, type Terminal } from "./terminal.js";

const DEFAULT_PROFILE = "chinese-80";

/** Those of the package, and the one with every code page, which other programs' bytes may use. */
const PROFILES: readonly PrinterProfile[] = [...printerProfiles, epson80];
const PROFILE_IDS = PROFILES.map((profile) => profile.id).join(", ");

const USAGE = `tillwright-print FILE.json [--profile ID] [--when CONDITION] …
  --to tcp://HOST[:9100]      print; waits until the printer says that it is done
  --to PATH                   write the bytes to a device or another file
  --one-way                   the printer at tcp://… cannot answer
  --preview text|svg|png      show what would be printed, read from the bytes
  --out PATH                  where the preview goes; the terminal unless given, but for png
  --font PATH                 WOFF or TrueType font for png; @fontsource/unifont if it is installed
                              (PDF417 and other codes are drawn if bwip-js is installed)
tillwright-print decode FILE.bin [--profile ID]
  names every command and text in a file of bytes
  --preview text|svg|png      shows instead what they would print, with --out and --font as above
Ends with 0 when it is done, 1 when something is wrong with a file, 2 when it was asked wrongly, 3 when it is not printed and nothing was
sent, 4 when nobody knows whether it is on paper: look before printing again.
Profiles: ${PROFILE_IDS}; ${DEFAULT_PROFILE} unless given`;

const OPTIONS = {
  profile: { type: "string", default: DEFAULT_PROFILE },
  to: { type: "string" },
  "one-way": { type: "boolean", default: false },
  preview: { type: "string" },
  out: { type: "string" },
  font: { type: "string" },
  when: { type: "string", multiple: true },
  help: { type: "boolean", short: "h", default: false },
} as const;

function parametersOf(parameters: readonly string[]) {
  try {
    return parseArgs({ args: [...parameters], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new CommandFailure(
      `${error instanceof Error ? error.message : String(error)}\n${USAGE}`,
      2,
    );
  }
}

function profileNamed(id: string): PrinterProfile {
  const profile = PROFILES.find((one) => one.id === id);
  if (profile !== undefined) return profile;
  throw new CommandFailure(`There is no profile ${id}; there are ${PROFILE_IDS}.`, 2);
}

async function readDocument(path: string, terminal: Terminal): Promise<ReceiptDocument> {
  const text = new TextDecoder().decode(await terminal.readFile(path));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`${path} is no JSON: ${why}`, 1);
  }
  const parsed = parseReceiptDocument(json);
  if (parsed.ok) return parsed.value;
  const problems = parsed.issues.map((issue) => `  ${issue.message}`).join("\n");
  throw new CommandFailure(`${path} is no receipt document:\n${problems}`, 1);
}

/** One file at a time: of two that are named it would be unclear which was printed. */
function refuseMore(others: readonly string[]): void {
  if (others.length > 0)
    throw new CommandFailure(`One file at a time; what to do with ${others.join(", ")}?`, 2);
}

type Values = ReturnType<typeof parametersOf>["values"];

async function preview(
  bytes: Uint8Array,
  profile: PrinterProfile,
  values: Values,
  terminal: Terminal,
): Promise<void> {
  const { out } = values;
  const codes = await findCodes();
  const options = codes === undefined ? {} : { codes };
  if (values.preview === "text" || values.preview === "svg") {
    const shown =
      values.preview === "svg"
        ? previewSvg(bytes, profile, options)
        : previewText(bytes, profile, options)
            .map((line) => `${line}\n`)
            .join("");
    if (out === undefined) terminal.out(shown.trimEnd());
    else await terminal.writeFile(out, shown);
  } else if (out !== undefined) {
    const font = await findFont(values.font, terminal);
    const { png, missing } = previewPng(bytes, profile, {
      ...options,
      ...(font === undefined ? {} : { font }),
    });
    await terminal.writeFile(out, png);
    if (missing.length > 0)
      terminal.error(
        `No glyph for ${missing.join("")}; install @fontsource/unifont or give --font.`,
      );
  }
}

/** What was asked is looked at whole before anything is done, so that nothing is printed by half of a command. */
function refuseMisuse(values: Values): void {
  const { preview, out, to, font } = values;
  if (preview !== undefined && !["text", "svg", "png"].includes(preview))
    throw new CommandFailure(`--preview is text, svg or png, not ${preview}.`, 2);
  if (preview === "png" && out === undefined)
    throw new CommandFailure("--preview png needs --out FILE.png.", 2);
  if (out !== undefined && preview === undefined)
    throw new CommandFailure("--out says where a preview goes; give --preview too.", 2);
  if (font !== undefined && preview !== "png")
    throw new CommandFailure("--font is for --preview png.", 2);
  if (values["one-way"] && to === undefined)
    throw new CommandFailure("--one-way is for --to tcp://….", 2);
}

/** Bytes of any program: what is in them, or what they would print. */
async function decodeFile(path: string, values: Values, terminal: Terminal): Promise<void> {
  refuseMisuse(values);
  if (values.to !== undefined || values.when !== undefined)
    throw new CommandFailure("decode sends nothing and knows no conditions.", 2);
  const profile = profileNamed(values.profile);
  const bytes = await terminal.readFile(path);
  if (values.preview !== undefined) await preview(bytes, profile, values, terminal);
  else for (const line of showDecoded(bytes, profile)) terminal.out(line);
}

async function print(path: string, values: Values, terminal: Terminal): Promise<void> {
  refuseMisuse(values);
  const profile = profileNamed(values.profile);
  const document = await readDocument(path, terminal);
  const { bytes, unprintable, issues } = encode(document, profile, {
    conditions: values.when ?? [],
  });
  for (const { character, replacement, where } of unprintable)
    terminal.error(`${where.join(".")}: ${character} is printed as ${replacement}.`);
  for (const issue of issues) terminal.error(`${issue.path.join(".")}: ${issue.message}`);
  const shows = values.preview ?? (values.to === undefined ? "text" : undefined);
  if (shows !== undefined) await preview(bytes, profile, { ...values, preview: shows }, terminal);
  if (values.to !== undefined) await send(values.to, bytes, !values["one-way"], terminal);
}

/** Runs one command and returns the exit code. */
export async function runCommand(
  parameters: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const { values, positionals } = parametersOf(parameters);
    const [first, second, ...others] = positionals;
    if (values.help) terminal.out(USAGE);
    else if (first === undefined) throw new CommandFailure(USAGE, 2);
    else if (first === "decode") {
      if (second === undefined) throw new CommandFailure(USAGE, 2);
      refuseMore(others);
      await decodeFile(second, values, terminal);
    } else {
      refuseMore(positionals.slice(1));
      await print(first, values, terminal);
    }
    return 0;
  } catch (error) {
    terminal.error(error instanceof Error ? error.message : String(error));
    return error instanceof CommandFailure ? error.exitCode : 1;
  }
}
