import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readPng } from "@tillwright/printer-escpos/png";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const file = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer } });

/** What a reader (ZXing) finds on a picture: `PDF417: text`. */
export async function codesOn(png: Uint8Array): Promise<string[]> {
  const { width, height, data } = readPng(png);
  const image = { width, height, data: new Uint8ClampedArray(data), colorSpace: "srgb" } as const;
  const found = await readBarcodes(image as Parameters<typeof readBarcodes>[0], {
    tryHarder: true,
  });
  return found.map(({ format, text }) => `${format}: ${text}`);
}

/** `GS k m n d…`, with bars of two dots and no caption. */
export function linear(kind: number, data: string, module = 2): Uint8Array {
  const bytes = [...data].map((letter) => letter.charCodeAt(0));
  return Uint8Array.of(0x1d, 0x77, module, 0x1d, 0x6b, kind, bytes.length, ...bytes, 0x0a);
}

/** `GS ( k pL pH cn fn …`. */
export function symbolFunction(kind: number, code: number, ...parameters: number[]): number[] {
  const length = parameters.length + 2;
  return [0x1d, 0x28, 0x6b, length & 255, length >> 8, kind, code, ...parameters];
}

/** Functions 80 and 81 behind what sets the code up. */
export function stored(
  kind: number,
  data: string,
  setup: readonly number[] = [],
  before: readonly number[] = [],
): Uint8Array {
  const bytes = [...data].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from([
    ...setup,
    ...symbolFunction(kind, 80, 48, ...before, ...bytes),
    ...symbolFunction(kind, 81, 48),
  ]);
}
