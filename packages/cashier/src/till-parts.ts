import type { MemberRepository } from "@tillwright/core-members";
import type { Programme } from "@tillwright/loyalty-rules";
import type { DueRounding, PricingEngine } from "@tillwright/pricing-engine";
import type { ReturnPolicy } from "@tillwright/pricing-engine/returns";
import type { Clock, CurrencyCode, Json, Language, ZoneId } from "@tillwright/values";
import type { Catalogue } from "./catalogue.js";
import type { PaymentPort } from "./payment-port.js";
import type { Roles } from "./permission.js";
import type { ScaleLabelRule } from "./scale-label.js";
import type { TillStore } from "./till-store.js";

/** The lines at the head and the foot of a receipt. @public */
export interface ReceiptShop {
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly footer: readonly string[];
}

/** How a till is set up. @public */
export interface TillConfig {
  readonly storeId: string;
  readonly tillId: string;
  /** In front of the numbers that are printed, unique in the store: `01` gives `01-000123`. */
  readonly numberPrefix: string;
  readonly currency: CurrencyCode;
  readonly zone: ZoneId;
  /** Business-day cut-off on the store's clock, `04:00`. */
  readonly cutOff: string;
  /** `till`, or a word of the host's choice that pricing conditions may name. */
  readonly channel: string;
  /** The language of names in settled sales and of what is printed. */
  readonly language: Language;
  /** 抹零 on the cash remainder; `null` for none. */
  readonly cashRounding: DueRounding | null;
  readonly scaleLabels: readonly ScaleLabelRule[];
  /** `null`: everyone may do everything. */
  readonly roles: Roles | null;
  /**
   * Whether the member's record (purchases, last purchase, tier) is brought up to date after each sale; it can be computed
   * anew from sales and journal at any time. `each-sale` unless given.
   */
  readonly memberStanding?: "each-sale" | "never";
  /** What goes back when a part of a sale is returned; `claw-back-gift` unless given. */
  readonly returnPolicy?: ReturnPolicy;
  /** Where and how receipts are printed; `null` prints nothing. */
  readonly printing: {
    readonly printer: string;
    readonly columns: 32 | 48;
    readonly shop: ReceiptShop;
  } | null;
}

/** Everything a till is wired from. @public */
export interface TillParts {
  readonly store: TillStore;
  /** `null` for a shop without members. */
  readonly members: MemberRepository | null;
  readonly engine: PricingEngine;
  /** The document the engine was compiled from; kept under the engine's hash with the first sale it prices. */
  readonly rules: Json;
  /**
   * Makes the engine of rules that were in force at a sale from their document, for returns that are judged by them; without
   * it, or for `null`, only returns of sales under today's rules are.
   */
  readonly engineOf?: (rules: Json) => PricingEngine | null;
  readonly programme: Programme | null;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Makes ids, UUIDv7 for instance: unique for ever. */
  readonly nextId: () => string;
  /** `null`: cards and phones are paid on a terminal apart, and the operator types its reference. */
  readonly payments: PaymentPort | null;
  readonly config: TillConfig;
}
