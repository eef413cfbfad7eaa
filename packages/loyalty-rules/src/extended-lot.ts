import type { LotId } from "@tillwright/ledger";

/** What stands between the name of a lot and that of the return after which something of it lives on. */
const mark = "/extended:";

/** The name of the lot in which points, or a coupon, live on that came back after the end of theirs. */
export function extendedLotId(lotId: LotId, returnId: string): LotId {
  return `${lotId}${mark}${returnId}`;
}

/** Whether a lot is this one, or holds what lives on of it after its end. */
export function comesFrom(lotId: LotId, first: LotId | null): boolean {
  return first !== null && (lotId === first || lotId.startsWith(`${first}${mark}`));
}

/** The lot in which what lives on in this one began. */
export function firstLotOf(lotId: LotId): LotId {
  const end = lotId.indexOf(mark);
  return end < 0 ? lotId : lotId.slice(0, end);
}
