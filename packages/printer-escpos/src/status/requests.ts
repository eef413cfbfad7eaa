/*
 * The questions that a printer answers, named as in the manuals of Epson's ESC/POS.
 */

/** `DLE EOT n`: transmit real-time status, 1 printer, 2 cause of offline, 3 cause of error, 4 paper. */
export function realTimeStatus(which: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(0x10, 0x04, which);
}

/** `GS r 1`: transmit paper sensor status, when everything before it is done. */
export const transmitPaperStatus: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/** `GS a n`: enable (255) or disable (0) automatic status back. */
export function automaticStatus(on: boolean): Uint8Array {
  return Uint8Array.of(0x1d, 0x61, on ? 0xff : 0);
}

/** `GS ( H` function 48: set a process ID of four printable characters, which comes back when everything before it is done. */
export function processIdRequest(id: string): Uint8Array {
  const letters = [...id].map((letter) => letter.charCodeAt(0));
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...letters);
}
