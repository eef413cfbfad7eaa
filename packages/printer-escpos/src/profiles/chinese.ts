import type { PrinterProfile } from "../profile.js";

/**
 * A plain 58 mm printer as sold in China (POS-5890, ZJ-58 and their relatives): 32 columns, GB18030, wakes up in
 * Chinese mode, tear bar, no QR command of its own.
 *
 * @public
 */
export const chinese58: PrinterProfile = Object.freeze({
  id: "chinese-58",
  paperMillimetres: 58,
  dots: 384,
  columns: 32,
  text: Object.freeze({
    kind: "chinese",
    startsInChinese: true,
    fourByteCodes: false,
    euro: "a2e3",
  }),
  cuts: Object.freeze([]),
  linesToCutter: 4,
  drawer: true,
  qr: "raster",
  buzzer: "ESC B",
});

/**
 * A plain 80 mm printer as sold in China (XP-80, GP-80 and their relatives): 48 columns, GB18030, wakes up in
 * Chinese mode, cuts, draws QR codes by itself.
 *
 * @public
 */
export const chinese80: PrinterProfile = Object.freeze({
  ...chinese58,
  id: "chinese-80",
  paperMillimetres: 80,
  dots: 576,
  columns: 48,
  cuts: Object.freeze(["partial", "full"] as const),
  linesToCutter: 5,
  qr: "native",
});
