import type { PostingRequest } from "@tillwright/ledger";
import type { Instant } from "@tillwright/values";
import {
  tierPointsAccount,
  tierPointsCountedAccount,
  tierSpendAccount,
  tierSpendCountedAccount,
  tierVisitsAccount,
  tierVisitsCountedAccount,
} from "./accounts.js";
import type { CountedForTier, EarnRecord } from "./earn-record.js";
import { earningLines, sumOfBases, wholeMinorUnits } from "./earning-base.js";
import { isAlive } from "./lots.js";
import { into, outOf } from "./post.js";
import type { Programme, TierCondition, TierRules } from "./programme.js";
import type { MemberStanding, RefundedUnits, SaleEvent } from "./sale-event.js";
import { countsUntil } from "./tier-window.js";

/** Third parties' money and bonus money are not the member's spend. */
const spendRules = { bonusEarns: false, tendersWithoutPoints: ["third-party-coupon"] };

function conditionNeeds(condition: TierCondition | null, kind: TierCondition["kind"]): boolean {
  if (condition === null) return false;
  if (condition.kind === "any" || condition.kind === "all") {
    return condition.of.some((part) => conditionNeeds(part, kind));
  }
  return condition.kind === kind;
}

function needs(tiers: TierRules, kind: TierCondition["kind"]): boolean {
  return tiers.levels.some(
    ({ reach, keep }) => conditionNeeds(reach, kind) || conditionNeeds(keep, kind),
  );
}

/** What is kept of a sale as spend. */
function spendOf(event: SaleEvent, refunded: readonly RefundedUnits[]): number {
  return wholeMinorUnits(sumOfBases(earningLines(spendRules, event, refunded)));
}

/** What a sale counts towards a tier: only figures that some tier asks for, to be reached or to be kept. */
export function countSale(
  programme: Programme,
  event: SaleEvent,
  member: MemberStanding,
  points: number,
): CountedForTier | null {
  const tiers = programme.tiers;
  if (tiers === null) return null;
  const spend = needs(tiers, "spend") ? spendOf(event, []) : 0;
  const counted = {
    spend,
    visits: needs(tiers, "visits") ? 1 : 0,
    points: needs(tiers, "points") ? points : 0,
    until: countsUntil(tiers.window, event.at, member.joinedOn, programme.zone),
  };
  return counted.spend + counted.visits + counted.points === 0 ? null : Object.freeze(counted);
}

/** What a sale counts after units of it came back: the visit is gone when nothing is kept. */
export function countKept(
  counted: CountedForTier,
  event: SaleEvent,
  refunded: readonly RefundedUnits[],
  pointsKept: number,
): CountedForTier {
  const sold = event.lines.flatMap((line) => line.runs).reduce((sum, run) => sum + run.count, 0);
  const back = refunded.reduce((sum, units) => sum + units.count, 0);
  return {
    spend: counted.spend === 0 ? 0 : Math.min(counted.spend, spendOf(event, refunded)),
    visits: back < sold ? counted.visits : 0,
    points: Math.min(counted.points, pointsKept),
    until: counted.until,
  };
}

function tierAccounts(programme: Programme, memberId: string) {
  const { currency } = programme;
  return [
    ["spend", tierSpendAccount(memberId, currency), tierSpendCountedAccount(memberId, currency)],
    ["visits", tierVisitsAccount(memberId), tierVisitsCountedAccount(memberId)],
    ["points", tierPointsAccount(memberId), tierPointsCountedAccount(memberId)],
  ] as const;
}

/** The postings that count a sale: a lot in each account, named after the sale. */
export function countedPostings(
  programme: Programme,
  memberId: string,
  record: EarnRecord,
): readonly PostingRequest[] {
  const counted = record.counted;
  if (counted === null) return [];
  return tierAccounts(programme, memberId).flatMap(([figure, account, counter]) => {
    if (counted[figure] === 0) return [];
    const newLot = {
      lotId: `${record.saleId}/${figure}`,
      expiresAt: counted.until,
      source: { kind: "sale", saleId: record.saleId },
    };
    return into(account, counter, counted[figure], { newLot });
  });
}

/** The postings that take counted figures back; a sale that has left the window is left alone. */
export function uncountedPostings(
  programme: Programme,
  memberId: string,
  saleId: string,
  before: CountedForTier,
  after: CountedForTier,
  at: Instant,
): readonly PostingRequest[] {
  if (!isAlive(before.until, at)) return [];
  return tierAccounts(programme, memberId).flatMap(([figure, account, counter]) => {
    const amount = before[figure] - after[figure];
    if (amount <= 0) return [];
    return outOf(account, counter, amount, {
      lotParts: [{ lotId: `${saleId}/${figure}`, amount }],
    });
  });
}
