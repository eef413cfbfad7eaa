/** The days of the proleptic Gregorian calendar as whole numbers; day 0 is 1970-01-01. */

const datePattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** 0001-01-01 and 9999-12-31, the ends of what `YYYY-MM-DD` can say. */
export const firstDay = -719_162;
export const lastDay = 2_932_896;

export const dayMilliseconds = 86_400_000;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The number of the day that `YYYY-MM-DD` names, or `null` where the text names none. */
export function dayNumberOfDate(date: string): number | null {
  const match = datePattern.exec(date);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  const length = month === 2 && isLeapYear(year) ? 29 : monthLengths[month - 1];
  if (year < 1 || length === undefined || day < 1 || day > length) return null;
  return dayNumber(year, month, day);
}

// Counts years from March, so that the leap day is the last of its year; 719,468 days lie between 0000-03-01 and 1970-01-01.
function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const century = Math.floor(marchYear / 100);
  const monthFromMarch = (month + 9) % 12;
  return (
    365 * marchYear +
    Math.floor(marchYear / 4) -
    century +
    Math.floor(century / 4) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    (day - 1) -
    719_468
  );
}

/** `YYYY-MM-DD` of a day within the years 1 to 9999. */
export function dateOfDayNumber(day: number): string {
  // Undoes dayNumber: 146,097 days are 400 years, and the day before the leap day of each counts as its last.
  const fromMarch = day + 719_468;
  const era = Math.floor(fromMarch / 146_097);
  const dayOfEra = fromMarch - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** 1 for Monday to 7 for Sunday. Day 0 was a Thursday. */
export function weekdayOfDayNumber(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
