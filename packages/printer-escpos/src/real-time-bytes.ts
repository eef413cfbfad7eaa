const DLE = 0x10;
/** `DLE EOT` asks for the status, `DLE ENQ` recovers from errors, `DLE DC4` opens the drawer. */
const FOLLOWERS: readonly number[] = [0x04, 0x05, 0x14];

/** Whether bytes hold what a printer obeys at once, wherever it stands: in a picture, a code, a text. */
export function holdsRealTime(bytes: ArrayLike<number>): boolean {
  for (let at = 0; at + 1 < bytes.length; at += 1)
    if (bytes[at] === DLE && FOLLOWERS.includes(bytes[at + 1] ?? 0)) return true;
  return false;
}

/**
 * Bytes of a picture without such a pair: one dot beside a lone one becomes black, which nobody sees, and the drawer stays
 * closed. Changes the array that it is given.
 */
export function breaksRealTime(bytes: Uint8Array): Uint8Array {
  for (let at = bytes.indexOf(DLE); at >= 0; at = bytes.indexOf(DLE, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (FOLLOWERS.includes(next)) bytes[at + 1] = next | 0x02;
  }
  return bytes;
}
