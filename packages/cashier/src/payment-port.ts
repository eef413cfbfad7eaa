import type { CurrencyCode, Instant, MinorUnits } from "@tillwright/values";
import type { TenderKind } from "./settled-sale.js";

/** The tenders that go through a payment provider. @public */
export type ElectronicTenderKind = Extract<TenderKind, "card" | "qr">;

/**
 * What a provider answered. `unknown` is not a failure: the money may have moved.
 *
 * @public
 */
export type PaymentResult =
  | { readonly state: "captured"; readonly reference: string }
  | { readonly state: "declined"; readonly reason: string }
  | { readonly state: "unknown" };

/**
 * A provider of electronic payments. Every method is exactly-once for its `attemptId`; a promise that rejects, and an
 * answer that does not come, count as `unknown`.
 *
 * @public
 */
export interface PaymentPort {
  /** Who owes the money to the shop afterwards: names the receivable. */
  readonly party: string;
  /** Takes an amount. `code` is what was scanned from the customer's phone (付款码); `null` for a card terminal. */
  charge(request: {
    readonly attemptId: string;
    readonly kind: ElectronicTenderKind;
    readonly amount: MinorUnits;
    readonly currency: CurrencyCode;
    readonly code: string | null;
  }): Promise<PaymentResult>;
  /** Pays a part or all of a captured charge back. */
  payBack(request: {
    readonly attemptId: string;
    /** The provider's reference of the charge. */
    readonly reference: string;
    readonly amount: MinorUnits;
    readonly currency: CurrencyCode;
  }): Promise<PaymentResult>;
  /** What became of an attempt; one that never reached the provider is `declined`. */
  query(attemptId: string): Promise<PaymentResult>;
}

/**
 * One attempt to move money through a provider, kept until its outcome is known.
 *
 * @public
 */
export interface PaymentAttempt {
  readonly version: 1;
  readonly attemptId: string;
  readonly direction: "charge" | "pay-back";
  /** A tender of an open sale that comes or goes, or a refund of a settled one. */
  readonly purpose: "add-tender" | "remove-tender" | "refund";
  readonly saleId: string;
  readonly tenderId: string;
  readonly tillId: string;
  readonly operatorId: string;
  readonly kind: ElectronicTenderKind;
  readonly amount: MinorUnits;
  readonly startedAt: Instant;
  readonly state: "unknown" | "captured" | "declined";
  /** Of a pay-back: the provider's reference of the charge. */
  readonly charged: string | null;
  /** The provider's reference of this attempt, once it is captured. */
  readonly reference: string | null;
  readonly declinedBecause: string | null;
}
