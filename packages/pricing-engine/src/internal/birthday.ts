import { addDays, type Birthday, type LocalDate, weekdayOf } from "@tillwright/values";
import type { BirthdayCondition } from "../condition.js";

/** Whether `today` is in the birthday's day, week or month. */
export function isBirthday(
  birthday: Birthday,
  today: LocalDate,
  condition: BirthdayCondition,
): boolean {
  const { scope, leapDay = "02-28" } =
    typeof condition === "string" ? { scope: condition } : condition;
  if (scope === "month") return Number(today.slice(5, 7)) === birthday.month;
  if (scope === "day") return falls(birthday, today, leapDay);
  const monday = addDays(today, 1 - weekdayOf(today));
  for (let day = 0; day < 7; day++) {
    if (falls(birthday, addDays(monday, day), leapDay)) return true;
  }
  return false;
}

/** Whether the birthday is kept on this very day; the stored date itself is never changed. */
function falls(birthday: Birthday, date: LocalDate, leapDay: string): boolean {
  const written = `${two(birthday.month)}-${two(birthday.day)}`;
  const year = Number(date.slice(0, 4));
  const kept = written === "02-29" && !isLeapYear(year) ? leapDay : written;
  return date.slice(5) === kept;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
