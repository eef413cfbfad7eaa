import type { PrintHead } from "./print-head.js";
import type { PrinterProfile } from "./profile.js";
import { choice, label, wordAt } from "./run-command.js";

/** `GS v 0 m xL xH yL yH`: m doubles width (1) and height (2). */
export function raster(head: PrintHead, parameters: Uint8Array, profile: PrinterProfile): void {
  const mode = choice(parameters[1]);
  const bytesPerRow = wordAt(parameters, 2);
  const rows = wordAt(parameters, 4);
  const scaleX = (mode & 1) !== 0 ? 2 : 1;
  const scaleY = (mode & 2) !== 0 ? 2 : 1;
  head.flush();
  const width = bytesPerRow * 8 * scaleX;
  const x = head.justified(width);
  head.put({
    kind: "raster",
    x,
    width: Math.min(width, profile.dots - x),
    height: rows * scaleY,
    isDark: (column, row) => {
      const dot = Math.floor(column / scaleX);
      const byte = parameters[6 + Math.floor(row / scaleY) * bytesPerRow + (dot >> 3)] ?? 0;
      return (byte & (0x80 >> (dot & 7))) !== 0;
    },
  });
}

/** `ESC * m nL nH d…`: columns of 8 or 24 dots in the line of text; bit 0 of m is double density. */
export function bitImage(head: PrintHead, parameters: Uint8Array): void {
  const mode = parameters[0] ?? 0;
  const columns = wordAt(parameters, 1);
  const bytes = mode === 32 || mode === 33 ? 3 : 1;
  const scaleX = (mode & 1) !== 0 ? 1 : 2;
  const scaleY = bytes === 3 ? 1 : 3;
  head.picture({
    width: columns * scaleX,
    height: bytes * 8 * scaleY,
    isDark: (x, y) => {
      const dot = Math.floor(y / scaleY);
      const byte = parameters[3 + Math.floor(x / scaleX) * bytes + (dot >> 3)] ?? 0;
      return (byte & (0x80 >> (dot & 7))) !== 0;
    },
  });
}

/**
 * `GS ( L` and `GS 8 L` from their m on: function 112 stores rows of dots, 2 and 50 print them. Data in columns (113) is
 * named.
 */
export function graphics(head: PrintHead, parameters: Uint8Array): void {
  const code = parameters[1] ?? 0;
  if (code === 112) head.state.graphics = parameters.slice(2);
  if (code === 113) head.state.graphics = new Uint8Array(0);
  if (code !== 2 && code !== 50) return;
  const [, scaleX = 1, scaleY = 1] = head.state.graphics;
  const width = wordAt(head.state.graphics, 4);
  const height = wordAt(head.state.graphics, 6);
  const bits = head.state.graphics.subarray(8);
  const bytesPerRow = (width + 7) >> 3;
  if (bits.length === 0 || bits.length < bytesPerRow * height) {
    label(head, "GS ( L graphics");
    return;
  }
  const [timesX, timesY] = [scaleX === 2 ? 2 : 1, scaleY === 2 ? 2 : 1];
  head.flush();
  head.put({
    kind: "raster",
    x: head.justified(width * timesX),
    width: width * timesX,
    height: height * timesY,
    isDark: (x, y) => {
      const dot = Math.floor(x / timesX);
      const byte = bits[Math.floor(y / timesY) * bytesPerRow + (dot >> 3)] ?? 0;
      return (byte & (0x80 >> (dot & 7))) !== 0;
    },
  });
}
