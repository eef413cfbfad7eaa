import type { OwnerId } from "@tillwright/ledger";
import type { Instant, Json } from "@tillwright/values";

/**
 * What is to be remembered of a command: who did what.
 *
 * @public
 */
export interface AuditFact {
  /** `sale.completed`, `shift.closed`, `refused.not-permitted`, … */
  readonly action: string;
  readonly operatorId: string | null;
  readonly facts: Readonly<Record<string, Json>>;
}

/**
 * A link of a till's audit chain. Each entry's hash covers the hash before it, so that nothing in between can be
 * changed, taken out or put in without breaking the chain.
 *
 * @public
 */
export interface AuditEntry extends AuditFact {
  readonly owner: OwnerId;
  readonly tillId: string;
  /** From 1, without gaps per till. */
  readonly number: number;
  readonly at: Instant;
  /** Hash of the entry before; of the first entry 64 zeros. */
  readonly previous: string;
  /** SHA-256, in hex, over `previous` and the canonical JSON of everything else in this entry. */
  readonly hash: string;
}
