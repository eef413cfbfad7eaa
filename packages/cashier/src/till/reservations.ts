import type { HoldCommand, JournalCommand } from "@tillwright/ledger";
import { releaseHold, settleHold } from "@tillwright/loyalty-rules";
import type { Instant } from "@tillwright/values";
import type { Sale } from "../sale.js";
import type { DocumentWrite } from "../till-store.js";
import type { Desk } from "./desk.js";
import { countUses, usageOf } from "./promotion-usage.js";

interface When {
  readonly key: string;
  readonly at: Instant;
}

function holdsOf(sale: Sale): readonly (readonly [string, HoldCommand])[] {
  const points = sale.frozen?.pointsHold ?? null;
  return [
    ...(points === null ? [] : [["points", points.hold] as const]),
    ...sale.tenders.flatMap(({ tenderId, storedValue }) =>
      storedValue === null ? [] : [[tenderId, storedValue.hold] as const],
    ),
  ];
}

/** Frees the points and the stored value that are reserved for a sale. */
export function releases(sale: Sale, { key, at }: When): readonly JournalCommand[] {
  return holdsOf(sale).map(([name, hold]) => releaseHold(hold, { key: `${key}/${name}`, at }));
}

/** Spends the points and the stored value that are reserved for a sale. */
export function settlements(sale: Sale, { key, at }: When): readonly JournalCommand[] {
  return holdsOf(sale).map(([name, hold]) => settleHold(hold, { key: `${key}/${name}`, at }));
}

/** Gives back what a sale that is not paid after all had counted of limited promotions. */
export async function usesGivenBack(desk: Desk, sale: Sale): Promise<readonly DocumentWrite[]> {
  if (sale.frozen === null) return [];
  return countUses(await usageOf(desk, sale.memberId), sale.frozen.priced.claims, -1);
}
