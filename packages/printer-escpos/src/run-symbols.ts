import type { CodeModules, CodeToPaint, PaintedSymbology } from "./code-painter.js";
import type { PrintHead, SymbolSettings } from "./print-head.js";
import { type ModuleDots, printQr, putMatrix } from "./run-codes.js";
import { label, wordAt } from "./run-command.js";
import { textOfUtf8 } from "./utf8.js";

/** The kinds of stacked GS1 DataBar by the number before their data. */
const STACKED: Readonly<Record<number, PaintedSymbology>> = {
  72: "databar-stacked",
  73: "databar-stacked-omnidirectional",
  76: "databar-expanded-stacked",
};

/** A code to be painted, and its module in dots. */
interface Asked extends ModuleDots {
  readonly code: CodeToPaint;
}

/** Functions 65 to 70: columns, rows, width of a module, height of a row in modules, error correction, compact or not. */
function pdf417(data: Uint8Array, settings: SymbolSettings): Asked {
  const moduleWidth = settings[67]?.[0] ?? 3;
  const [kind = 49, level = 1] = settings[69] ?? [];
  return {
    code: {
      symbology: settings[70]?.[0] === 1 ? "pdf417-compact" : "pdf417",
      data,
      columns: settings[65]?.[0],
      rows: settings[66]?.[0],
      // A ratio (49) is for the printer to turn into a level.
      errorCorrection: kind === 48 ? level - 48 : undefined,
    },
    moduleWidth,
    moduleHeight: moduleWidth * (settings[68]?.[0] ?? 3),
  };
}

/** Function 66 says full range or compact, 69 how much error correction in percent. */
function aztec(data: Uint8Array, settings: SymbolSettings): CodeToPaint {
  const symbology = settings[66]?.[0] === 49 ? "aztec-compact" : "aztec";
  return { symbology, data, errorCorrection: settings[69]?.[0] };
}

/** Function 66: square (48) or rectangular (49), columns, rows; 0 for what fits. */
function dataMatrix(data: Uint8Array, settings: SymbolSettings): CodeToPaint {
  const [shape, columns, rows] = settings[66] ?? [];
  const symbology = shape === 49 ? "data-matrix-rectangular" : "data-matrix";
  return { symbology, data, columns, rows };
}

/** Function 80 names the kind before its data; 71 limits the dots of an expanded one, in which two segments take 49 modules. */
function stackedDatabar(
  stored: Uint8Array,
  settings: SymbolSettings,
  moduleDots: number,
): CodeToPaint | undefined {
  const symbology = STACKED[stored[1] ?? 0];
  if (symbology === undefined) return undefined;
  const width = settings[71] === undefined ? 141 : wordAt(settings[71], 0);
  const segments = Math.max(2, Math.floor((width / moduleDots - 4) / 49) * 2);
  return { symbology, data: stored.slice(2), columns: segments };
}

function asked(kind: number, settings: SymbolSettings): Asked | undefined {
  const stored = settings[80];
  if (stored === undefined) return undefined;
  const data = stored.slice(1);
  if (kind === 48) return pdf417(data, settings);
  const moduleDots = settings[67]?.[0] ?? (kind === 51 ? 2 : 3);
  const square = { moduleWidth: moduleDots, moduleHeight: moduleDots };
  const databar = kind === 51 ? stackedDatabar(stored, settings, moduleDots) : undefined;
  if (databar !== undefined) return { code: databar, ...square };
  if (kind === 53) return { code: aztec(data, settings), ...square };
  if (kind === 54) return { code: dataMatrix(data, settings), ...square };
  const mode = (settings[65]?.[0] ?? 50) - 48;
  const maxicode: CodeToPaint = { symbology: "maxicode", data, errorCorrection: mode };
  return kind === 50 ? { code: maxicode, moduleWidth: 1, moduleHeight: 1 } : undefined;
}

/** A PDF417 whose columns are for the printer to choose gets as many as the paper takes, if what is usual is too wide. */
function paint(head: PrintHead, { code, moduleWidth }: Asked): CodeModules | undefined {
  const most = Math.floor(head.areaWidth() / moduleWidth);
  const first = head.codes?.(code);
  if (first === undefined || first.columns <= most) return first;
  const columns = Math.floor((most - 69) / 17);
  if (!code.symbology.startsWith("pdf417") || (code.columns ?? 0) > 0 || columns < 1)
    return undefined;
  const narrow = head.codes?.({ ...code, columns });
  return narrow !== undefined && narrow.columns <= most ? narrow : undefined;
}

function printSymbol(head: PrintHead, kind: number, settings: SymbolSettings): void {
  const ask = asked(kind, settings);
  const drawn = ask === undefined ? undefined : paint(head, ask);
  const data = textOfUtf8((settings[80] ?? new Uint8Array(0)).subarray(kind === 51 ? 2 : 1));
  const kindName = kind === 48 ? "PDF417" : (ask?.code.symbology ?? `GS ( k ${kind}`);
  const name = `${kindName} ${data.slice(0, 40)}`.trimEnd();
  if (ask === undefined || drawn === undefined) {
    label(head, name);
    return;
  }
  putMatrix(head, drawn, ask, name);
}

/** `GS ( k pL pH cn fn …`: QR codes (cn 49) are drawn here, the others by what was handed in for them. */
export function symbol(head: PrintHead, parameters: Uint8Array): void {
  const [kind = 0, code = 0, value = 0] = parameters.subarray(3);
  const { state } = head;
  if (kind !== 49) {
    const settings = state.symbols.get(kind) ?? {};
    if (code === 81) printSymbol(head, kind, settings);
    else
      state.symbols = new Map(state.symbols).set(kind, {
        ...settings,
        [code]: parameters.slice(5),
      });
    return;
  }
  if (code === 67) state.qrModule = Math.max(1, Math.min(16, value));
  if (code === 69) state.qrCorrection = (["L", "M", "Q", "H"] as const)[value - 48] ?? "L";
  if (code === 80) state.qrData = Array.from(parameters.subarray(6));
  if (code === 81) printQr(head, state.qrData, state.qrModule);
}
