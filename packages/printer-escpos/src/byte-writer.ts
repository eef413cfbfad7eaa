/** Collects bytes; grows as needed. */
export interface ByteWriter {
  readonly write: (bytes: ArrayLike<number>) => void;
  /** One byte, so many times. */
  readonly fill: (byte: number, count: number) => void;
  /** The code of each unit of a text: one byte below 100h, else two. */
  readonly writeCodes: (text: string, codes: Uint16Array) => void;
  readonly bytes: () => Uint8Array;
}

/** An empty writer. */
export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(4096);
  let length = 0;
  const reserve = (count: number): void => {
    if (length + count <= buffer.length) return;
    const larger = new Uint8Array(Math.max(length + count, buffer.length * 2));
    larger.set(buffer);
    buffer = larger;
  };
  return {
    write(bytes) {
      reserve(bytes.length);
      // Most writes are one to eight bytes, for which a loop is faster than `set`.
      if (bytes.length > 64) buffer.set(bytes, length);
      else
        for (let index = 0; index < bytes.length; index += 1)
          buffer[length + index] = bytes[index] ?? 0;
      length += bytes.length;
    },
    fill(byte, count) {
      reserve(count);
      for (let index = 0; index < count; index += 1) buffer[length + index] = byte;
      length += count;
    },
    writeCodes(text, codes) {
      reserve(text.length * 2);
      for (let at = 0; at < text.length; at += 1) {
        const code = codes[text.charCodeAt(at)] ?? 0;
        if (code > 0xff) {
          buffer[length] = code >> 8;
          length += 1;
        }
        buffer[length] = code & 0xff;
        length += 1;
      }
    },
    bytes: () => buffer.slice(0, length),
  };
}
