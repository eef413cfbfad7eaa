/** The one thing of the platform that this package may use: a decoder of legacy encodings. */
interface PlatformTextDecoder {
  decode(bytes: Uint8Array): string;
}

declare const TextDecoder: (new (label: string) => PlatformTextDecoder) | undefined;

/**
 * A decoder for the label, or `undefined` where the platform has none (Hermes knows only UTF-8, a Node without full ICU no
 * Chinese).
 */
export function legacyDecoder(label: string): PlatformTextDecoder | undefined {
  if (typeof TextDecoder === "undefined") return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

declare const setTimeout: (run: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/**
 * Calls a function after a while; the function that is returned calls it off.
 *
 * @public
 */
export type Timer = (milliseconds: number, run: () => void) => () => void;

/** The timer of the platform. Tests hand in their own. */
export const platformTimer: Timer = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};
