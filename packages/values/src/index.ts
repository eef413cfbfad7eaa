export { allocate } from "./allocate.js";
export { type BusinessDayRule, businessDayOf, businessDayWindow } from "./business-day.js";
export { canonicalJson } from "./canonical-json.js";
export { type Clock, fixedClock } from "./clock.js";
export { CodedError, isCodedError } from "./coded-error.js";
export { contentHash, sha256Hex } from "./content-hash.js";
export {
  type Currency,
  type CurrencyCode,
  currencyOf,
  isCurrencyCode,
  minorDigitsOf,
} from "./currency.js";
export { ValuesError, type ValuesErrorCode, type ValuesIssueCode } from "./errors.js";
export { createUuidV7, instantOfUuid, isUuid } from "./id.js";
export { formatInstant, type Instant, parseInstant } from "./instant.js";
export type { Language } from "./language.js";
export {
  addDays,
  addMonths,
  addYears,
  compareLocalDates,
  daysBetween,
  type LocalDate,
  lastDayOfMonth,
  parseLocalDate,
  weekdayOf,
} from "./local-date.js";
export type { Birthday, MemberFacts, Offer } from "./member-facts.js";
export {
  catalogueIssues,
  type MessageCatalogue,
  type MessageContext,
  renderReason,
} from "./message.js";
export {
  checkMinor,
  displayMoney,
  formatMoney,
  type MinorUnits,
  parseMoney,
  sumMinor,
} from "./money.js";
export {
  type Issue,
  issue,
  issuesAt,
  type Json,
  type Outcome,
  type Reason,
  type Refusal,
  type Result,
  refuse,
  reject,
  succeed,
} from "./outcome.js";
export type { PointsTerms } from "./points-terms.js";
export {
  formatQuantity,
  type Measure,
  type MeasureUnit,
  measure,
  type Pieces,
  parseMeasure,
  parsePieces,
  pieces,
  type Quantity,
} from "./quantity.js";
export { type RandomSource, seededRandom } from "./random.js";
export {
  applyRate,
  compareRates,
  complementRate,
  formatRate,
  parseRate,
  type Rate,
  rateOf,
} from "./rate.js";
export { divideRounded, type RoundingMode, roundToMultiple, scaleRounded } from "./rounding.js";
export type { SettledDiscount, SettledLine, SettledRun } from "./settled-line.js";
export { parseTimeOfDay, secondsOfDay, type TimeOfDay } from "./time-of-day.js";
export {
  displayUnitPrice,
  extendPrice,
  formatUnitPrice,
  parseUnitPrice,
  type UnitPrice,
  type UnitPriceText,
} from "./unit-price.js";
export {
  type DailyWindow,
  isWithin,
  isWithinDaily,
  overlaps,
  parseDailyWindow,
  type Window,
} from "./window.js";
export {
  instantOfLocal,
  isZone,
  type LocalTime,
  localDateOf,
  localTimeOf,
  startOfLocalDay,
  type ZoneId,
} from "./zone.js";
