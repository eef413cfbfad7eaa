import { gcm } from "@noble/ciphers/aes";
import { MembersError } from "./errors.js";

/** Gives bytes that nobody can guess; the platform's own generator. @public */
export type SecretRandom = (bytes: number) => Uint8Array;

/**
 * A data key, locked with a key of the provider.
 *
 * @public
 */
export interface WrappedKey {
  readonly keyId: string;
  /** Hexadecimal. */
  readonly wrapped: string;
}

/**
 * Who holds the keys: a key service, a device, or `createLocalKeys` for a shop without one.
 *
 * @public
 */
export interface KeyProvider {
  /** Locks a data key with the newest key. */
  wrap(dataKey: Uint8Array): Promise<WrappedKey>;
  /** Unlocks a data key; `null` when the key of that id is not there or does not fit. */
  unwrap(key: WrappedKey): Promise<Uint8Array | null>;
  /** The key of the blind indexes by which a phone is found; it outlives rotation. */
  indexKey(): Promise<Uint8Array>;
  /** Id of the newest key. */
  currentKeyId(): Promise<string>;
}

const nonceBytes = 12;
const keyBytes = 32;

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/u.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

/** AES-256-GCM: nonce, then what it hides and its tag. */
export function seal(
  key: Uint8Array,
  plain: Uint8Array,
  bound: Uint8Array,
  random: SecretRandom,
): string {
  const nonce = random(nonceBytes);
  return toHex(nonce) + toHex(gcm(key, nonce, bound).encrypt(plain));
}

/** What was sealed, or `null` when the key, the place or a single bit is another. */
export function unseal(key: Uint8Array, sealed: string, bound: Uint8Array): Uint8Array | null {
  const bytes = fromHex(sealed);
  if (bytes === null || bytes.length < nonceBytes + 16) return null;
  try {
    return gcm(key, bytes.slice(0, nonceBytes), bound).decrypt(bytes.slice(nonceBytes));
  } catch {
    // The library tells nothing more than that the tag does not fit, and nothing more is needed.
    return null;
  }
}

const keyPlace = new Uint8Array([0x6b, 0x65, 0x79]);

/**
 * Keys held by the program: for a shop without a key service. Keep the keys apart from the data they lock.
 *
 * Throws `core-members.argument-invalid` for keys that are not 32 bytes long, and for a current key that is not there.
 *
 * @example
 * ```ts
 * import { createLocalKeys } from "@tillwright/core-members";
 *
 * const key = new Uint8Array(32).fill(7);
 * const random = (bytes: number) => new Uint8Array(bytes).fill(1);
 * const keys = createLocalKeys({ keys: { "2026": key }, current: "2026", indexKey: key, random });
 * await keys.currentKeyId(); //=> "2026"
 * ```
 *
 * @public
 */
export function createLocalKeys(options: {
  readonly keys: Readonly<Record<string, Uint8Array>>;
  readonly current: string;
  readonly indexKey: Uint8Array;
  readonly random: SecretRandom;
}): KeyProvider {
  const keys = new Map(Object.entries(options.keys));
  const newest = keys.get(options.current);
  const wrong = [...keys.values(), options.indexKey].some((key) => key.length !== keyBytes);
  if (newest === undefined || wrong) {
    throw new MembersError(
      "core-members.argument-invalid",
      `createLocalKeys needs keys of ${keyBytes} bytes and a current one among them`,
      { current: options.current },
    );
  }
  return Object.freeze({
    wrap: async (dataKey: Uint8Array) => ({
      keyId: options.current,
      wrapped: seal(newest, dataKey, keyPlace, options.random),
    }),
    unwrap: async ({ keyId, wrapped }: WrappedKey) => {
      const key = keys.get(keyId);
      return key === undefined ? null : unseal(key, wrapped, keyPlace);
    },
    indexKey: async () => options.indexKey,
    currentKeyId: async () => options.current,
  });
}
