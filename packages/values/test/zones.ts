import fc from "fast-check";

/** Zones whose clocks misbehave in different ways. */
export const zones = [
  "Asia/Shanghai",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe", // half an hour
  "Asia/Kathmandu", // 5:45
  "America/St_Johns", // changed at 00:01
  "Africa/Cairo", // skips midnight
  "America/Sao_Paulo", // skipped midnight
  "America/Havana", // repeats midnight
  "Africa/Casablanca", // goes back for Ramadan
  "Antarctica/Troll", // two hours
  "Pacific/Apia", // skipped a day
] as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the platform's own formatter shows: the oracle for everything about zones. */
export function shownByPlatform(instant: number, zone: string): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  const date = `${parts["year"]?.padStart(4, "0")}-${parts["month"]}-${parts["day"]}`;
  return `${date} ${parts["hour"]}:${parts["minute"]}:${parts["second"]}`;
}

function offsetByPlatform(instant: number, zone: string): number {
  const wall = Date.parse(`${shownByPlatform(instant, zone).replace(" ", "T")}Z`);
  return wall - Math.floor(instant / 1000) * 1000;
}

const hour = 3_600_000;
const known = new Map<string, readonly number[]>();

/** The instants from 1990 to 2030 at which the clocks of the zone change, found by asking the platform. */
export function changesOf(zone: string): readonly number[] {
  const found = known.get(zone);
  if (found !== undefined) return found;
  const changes: number[] = [];
  const step = 20 * 24 * hour;
  for (let start = Date.UTC(1990, 0, 1); start < Date.UTC(2030, 0, 1); start += step) {
    let low = start;
    let high = start + step;
    const offset = offsetByPlatform(low, zone);
    if (offsetByPlatform(high, zone) === offset) continue;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offsetByPlatform(middle, zone) === offset) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  known.set(zone, changes);
  return changes;
}

const anyInstant = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2040, 0, 1) });

/** A zone and an instant, mostly close to a change of its clocks. */
export const arbitraryMoment: fc.Arbitrary<readonly [string, number]> = fc
  .constantFrom(...zones)
  .chain((zone) => {
    const changes = changesOf(zone);
    const distance = fc.oneof(
      fc.constantFrom(-1000, -1, 0, 1, 1000),
      fc.integer({ min: -3 * hour, max: 3 * hour }),
      fc.integer({ min: -50 * hour, max: 50 * hour }),
    );
    const near = fc
      .tuple(fc.constantFrom(...(changes.length === 0 ? [0] : changes)), distance)
      .map(([change, away]) => change + away);
    return fc.tuple(fc.constant(zone), fc.oneof({ arbitrary: near, weight: 3 }, anyInstant));
  });
