import {
  type Birthday,
  type LocalDate,
  localDateOf,
  type SettledLine,
  weekdayOf,
  type ZoneId,
} from "@tillwright/values";
import { birthdayYear } from "./birthday-year.js";
import type { GoodsCondition, SituationCondition } from "./programme.js";
import type { MemberStanding, SaleEvent } from "./sale-event.js";

function contains(wanted: readonly string[] | undefined, seen: string | null): boolean {
  return wanted === undefined || (seen !== null && wanted.includes(seen));
}

function overlaps(wanted: readonly string[] | undefined, seen: readonly string[]): boolean {
  return wanted === undefined || seen.some((value) => wanted.includes(value));
}

/** What a condition on goods looks at. @public */
export type GoodsFacts = Pick<
  SettledLine,
  "productId" | "department" | "categories" | "brand" | "tags"
>;

/** Whether a line is among the goods. */
export function isAmong(goods: GoodsCondition, line: GoodsFacts): boolean {
  return (
    contains(goods.products, line.productId) &&
    contains(goods.departments, line.department) &&
    overlaps(goods.categories, line.categories) &&
    contains(goods.brands, line.brand) &&
    overlaps(goods.tags, line.tags)
  );
}

function isBirthday(
  scope: "day" | "week" | "month",
  { leapDay = "02-28", birthdayWindow }: SituationCondition,
  birthday: Birthday | null,
  date: LocalDate,
): boolean {
  return birthday !== null && birthdayYear(birthday, date, scope, leapDay, birthdayWindow) !== null;
}

/** Whether the day is one that a rule speaks of; asked only when it speaks of days. */
function isDay(when: SituationCondition, member: MemberStanding, date: LocalDate): boolean {
  return (
    (when.weekdays === undefined || when.weekdays.includes(weekdayOf(date))) &&
    (when.monthDays === undefined || when.monthDays.includes(Number(date.slice(8, 10)))) &&
    (when.birthday === undefined || isBirthday(when.birthday, when, member.birthday, date))
  );
}

/** Whether the situation of a sale is the one a rule speaks of. Days are judged in the programme's zone. */
export function isSituation(
  when: SituationCondition,
  event: Pick<SaleEvent, "at" | "storeId" | "channel">,
  member: MemberStanding,
  zone: ZoneId,
): boolean {
  const { weekdays, monthDays, birthday } = when;
  const anyDay = weekdays === undefined && monthDays === undefined && birthday === undefined;
  return (
    contains(when.tiers, member.tier) &&
    overlaps(when.memberTags, member.tags) &&
    contains(when.stores, event.storeId) &&
    contains(when.channels, event.channel) &&
    (anyDay || isDay(when, member, localDateOf(event.at, zone)))
  );
}
