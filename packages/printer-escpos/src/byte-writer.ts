/** Collects bytes; grows as needed. */
export interface ByteWriter {
  readonly write: (bytes: ArrayLike<number>) => void;
  readonly bytes: () => Uint8Array;
}

/** An empty writer. */
export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(2048);
  let length = 0;
  return {
    write(bytes) {
      const needed = length + bytes.length;
      if (needed > buffer.length) {
        const larger = new Uint8Array(Math.max(needed, buffer.length * 2));
        larger.set(buffer);
        buffer = larger;
      }
      // Most writes are one to eight bytes, for which a loop is faster than `set`.
      for (let index = 0; index < bytes.length; index += 1) {
        buffer[length + index] = bytes[index] ?? 0;
      }
      length = needed;
    },
    bytes: () => buffer.slice(0, length),
  };
}
