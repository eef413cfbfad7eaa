import type { CurrencyCode, Instant, LocalDate, MinorUnits, ZoneId } from "@tillwright/values";

/**
 * Money that moved at the till without being a sale.
 *
 * @public
 */
export type ShiftMovement = {
  readonly movementId: string;
  readonly at: Instant;
  readonly operatorId: string;
  readonly amount: MinorUnits;
} & (
  | { readonly kind: "paid-in" | "paid-out" | "drop"; readonly reason: string }
  | {
      readonly kind: "top-up";
      readonly memberId: string;
      /** `amount` is what the member paid; the bonus comes on top. */
      readonly bonus: MinorUnits;
      readonly tender: "cash" | "card" | "qr";
      readonly party: string | null;
      readonly reference: string | null;
    }
);

/**
 * One person's time at a till, from float to blind count.
 *
 * @public
 */
export interface Shift {
  readonly version: 1;
  readonly shiftId: string;
  readonly state: "open" | "closed";
  readonly storeId: string;
  readonly tillId: string;
  readonly operatorId: string;
  /** The operator's role; decides what is permitted. */
  readonly role: string;
  readonly currency: CurrencyCode;
  readonly zone: ZoneId;
  readonly businessDay: LocalDate;
  readonly openedAt: Instant;
  readonly float: MinorUnits;
  readonly movements: readonly ShiftMovement[];
  readonly closedAt: Instant | null;
  /** What was counted, before anyone saw what was expected. */
  readonly counted: MinorUnits | null;
  /** `counted - expected`: positive over, negative short. */
  readonly difference: MinorUnits | null;
  /** As printed: `01-Z000007`. */
  readonly zNumber: string | null;
  /** What the close moved to the store's accounts of stored value, as the journal had it. */
  readonly carried: {
    readonly storedPrincipal: MinorUnits;
    readonly storedBonus: MinorUnits;
  } | null;
}
