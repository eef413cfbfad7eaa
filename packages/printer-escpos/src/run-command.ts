import type { PrintHead } from "./print-head.js";
import type { PrinterProfile } from "./profile.js";

/** What a command does to the head. */
export type Obey = (head: PrintHead, parameters: Uint8Array, profile: PrinterProfile) => void;

const LABEL_HEIGHT = 30;

/** A word, low byte first. */
export function wordAt(parameters: Uint8Array, at: number): number {
  return (parameters[at] ?? 0) + (parameters[at + 1] ?? 0) * 256;
}

/** A word that may be below zero. */
export function signedAt(parameters: Uint8Array, at: number): number {
  const value = wordAt(parameters, at);
  return value >= 0x8000 ? value - 0x10000 : value;
}

/** Something that is not drawn, by its name. */
export function label(head: PrintHead, text: string): void {
  head.put({ kind: "label", height: LABEL_HEIGHT, text });
}

/** A number from 0 or from "0", as most commands with a small choice take both. */
export function choice(value: number | undefined): number {
  return (value ?? 0) >= 48 ? (value ?? 0) - 48 : (value ?? 0);
}
