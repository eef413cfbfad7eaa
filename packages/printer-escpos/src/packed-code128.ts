import { code128Of } from "./barcode-modules.js";
import type { LinearCode } from "./linear-codes.js";

type Drawn = Pick<LinearCode, "modules" | "caption">;

const BRACE = 0x7b;
const FNC1 = 0x31;

function isDigit(item: number | undefined): boolean {
  return item !== undefined && item >= 0x30 && item <= 0x39;
}

function digitsFrom(items: readonly number[], at: number): number {
  let end = at;
  while (isDigit(items[end])) end += 1;
  return end - at;
}

/** The code set for what follows: pairs of digits from four on, control characters in A, all else in B. */
function setFor(items: readonly number[], at: number, now: string): "A" | "B" | "C" {
  const from = items[at] === -1 ? at + 1 : at;
  const digits = digitsFrom(items, from);
  if (digits >= (now === "C" ? 2 : 4)) return "C";
  return (items[from] ?? 0x20) < 0x20 ? "A" : "B";
}

/** Packs bytes and FNC1 (-1) into the form of `GS k 73` and draws them. */
function packed(items: readonly number[]): Drawn | undefined {
  if (items.length === 0 || items.some((item) => item > 127)) return undefined;
  const bytes: number[] = [];
  let set = "";
  for (let at = 0; at < items.length; at += 1) {
    const next = setFor(items, at, set);
    if (next !== set) bytes.push(BRACE, next.charCodeAt(0));
    set = next;
    const item = items[at] ?? 0;
    if (item === -1) bytes.push(BRACE, FNC1);
    else if (set === "C") {
      bytes.push((item - 0x30) * 10 + (items[at + 1] ?? 0) - 0x30);
      at += 1;
    } else if (item === BRACE) bytes.push(BRACE, BRACE);
    else bytes.push(item);
  }
  return code128Of(bytes);
}

/** `GS k 79`: Code 128 whose code sets the printer chooses. */
export function autoCode128(data: ArrayLike<number>): Drawn | undefined {
  return packed(Array.from(data));
}

/**
 * `GS k 74`: GS1-128. The printer sets the first FNC1 by itself; brackets and spaces stand in the caption only, `{1` is FNC1, `{(` a bracket
 * of the data. A check digit that the printer is to work out (`*`) is not drawn.
 */
export function gs1128Of(data: ArrayLike<number>): Drawn | undefined {
  const text = String.fromCharCode(...Array.from(data));
  const items: number[] = [-1];
  let caption = "";
  for (const [part] of text.matchAll(/\{?./gs)) {
    const last = part.slice(-1);
    if (part === "*") return undefined;
    if (part === "{1") items.push(-1);
    else {
      caption += last;
      if (part.length > 1 || !"() ".includes(part)) items.push(last.charCodeAt(0));
    }
  }
  const code = packed(items);
  return code === undefined ? undefined : { modules: code.modules, caption };
}
