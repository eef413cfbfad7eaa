/** What a printer does at once, without waiting for its turn in the buffer. */
export interface RealTime {
  /** `DLE EOT n`. */
  readonly onStatusRequest: (which: number) => void;
  /** `DLE DC4 1 m t`: the pulse that opens the drawer. */
  readonly onPulse: () => void;
}

const DLE = 0x10;
const EOT = 0x04;
const DC4 = 0x14;

/**
 * Takes the real-time commands out of what arrives, wherever they stand: printers look for them in every byte, also in pictures.
 */
export function createRealTimeFilter(realTime: RealTime): (bytes: Uint8Array) => Uint8Array {
  let begun: number[] = [];
  const obeyed = (sequence: readonly number[]): boolean => {
    const [, code, first = 0] = sequence;
    if (code === EOT && sequence.length === 3) {
      if (first < 1 || first > 4) return false;
      realTime.onStatusRequest(first);
      return true;
    }
    if (code === DC4 && sequence.length === 5) {
      realTime.onPulse();
      return true;
    }
    return false;
  };
  const goesOn = (sequence: readonly number[]): boolean => {
    const [, code, first] = sequence;
    if (sequence.length === 1) return true;
    if (sequence.length === 2) return code === EOT || code === DC4;
    return code === DC4 && first === 1 && sequence.length < 5;
  };
  return (bytes) => {
    const passed: number[] = [];
    for (const byte of bytes) {
      if (begun.length === 0 && byte !== DLE) {
        passed.push(byte);
        continue;
      }
      begun.push(byte);
      if (obeyed(begun)) begun = [];
      else if (!goesOn(begun)) {
        // The last byte may begin another command.
        const again = byte === DLE ? 1 : 0;
        passed.push(...begun.slice(0, begun.length - again));
        begun = again === 1 ? [DLE] : [];
      }
    }
    return Uint8Array.from(passed);
  };
}
