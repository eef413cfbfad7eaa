import {
  type Birthday,
  type LocalDate,
  localDateOf,
  type SettledLine,
  weekdayOf,
  type ZoneId,
} from "@tillwright/values";
import type { GoodsCondition, SituationCondition } from "./programme.js";
import type { MemberStanding, SaleEvent } from "./sale-event.js";

function contains(wanted: readonly string[] | undefined, seen: string | null): boolean {
  return wanted === undefined || (seen !== null && wanted.includes(seen));
}

function overlaps(wanted: readonly string[] | undefined, seen: readonly string[]): boolean {
  return wanted === undefined || seen.some((value) => wanted.includes(value));
}

/** Whether a line is among the goods. */
export function isAmong(goods: GoodsCondition, line: SettledLine): boolean {
  return (
    contains(goods.products, line.productId) &&
    contains(goods.departments, line.department) &&
    overlaps(goods.categories, line.categories) &&
    contains(goods.brands, line.brand) &&
    overlaps(goods.tags, line.tags)
  );
}

function isBirthday(scope: "day" | "month", birthday: Birthday | null, date: LocalDate): boolean {
  if (birthday === null) return false;
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  return birthday.month === month && (scope === "month" || birthday.day === day);
}

/** Whether the situation of a sale is the one a rule speaks of. Days are judged in the programme's zone. */
export function isSituation(
  when: SituationCondition,
  event: Pick<SaleEvent, "at" | "storeId" | "channel">,
  member: MemberStanding,
  zone: ZoneId,
): boolean {
  const date = localDateOf(event.at, zone);
  return (
    contains(when.tiers, member.tier) &&
    overlaps(when.memberTags, member.tags) &&
    (when.weekdays === undefined || when.weekdays.includes(weekdayOf(date))) &&
    (when.monthDays === undefined || when.monthDays.includes(Number(date.slice(8, 10)))) &&
    (when.birthday === undefined || isBirthday(when.birthday, member.birthday, date)) &&
    contains(when.stores, event.storeId) &&
    contains(when.channels, event.channel)
  );
}
