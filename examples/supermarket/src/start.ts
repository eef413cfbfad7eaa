import type { Language } from "@tillwright/values";

/** What every part of the example is started with. */
export interface Start {
  readonly language: Language;
  /** Everything is written under this folder. */
  readonly directory: string;
  /** Whether to forget what an earlier run left. */
  readonly again: boolean;
}
