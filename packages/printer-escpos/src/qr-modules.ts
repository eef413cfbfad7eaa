import { encode } from "uqr";

/** The dark modules of a QR code, row by row. */
export interface QrModules {
  readonly size: number;
  readonly isDark: (column: number, row: number) => boolean;
}

/**
 * The QR code of these bytes, byte mode, without a margin; `undefined` when they are too many for the largest code.
 * Error correction is not raised above what is asked, so that the size is the one a printer gives.
 */
export function qrModules(
  data: readonly number[],
  errorCorrection: "L" | "M" | "Q" | "H",
): QrModules | undefined {
  try {
    const code = encode([...data], { ecc: errorCorrection, boostEcc: false, border: 0 });
    return {
      size: code.size,
      isDark: (column, row) => code.data[row]?.[column] ?? false,
    };
  } catch {
    return undefined;
  }
}
