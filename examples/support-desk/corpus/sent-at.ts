/**
 * The moment in a Date header as ISO 8601 in UTC, or null for what is no date. Read by hand because `Date.parse` takes
 * a missing zone for the machine's own: here it counts as UTC, and so do zones by unknown names. Two-digit years are
 * 19xx from 50 on, else 20xx. Never throws.
 *
 * Source: RFC 5322, sections 3.3 and 4.3.
 */
export function sentAt(header: string): string | null {
  const match = DATE.exec(header);
  if (match === null) return null;
  const [, day, month = "", year, hour, minute, second = "0", zone = ""] = match;
  const monthAt = MONTHS.indexOf(month.toLowerCase());
  const minutes = Number(minute) - zoneMinutes(zone);
  const time = Date.UTC(fullYear(Number(year)), monthAt, Number(day), Number(hour), minutes, Number(second));
  return monthAt === -1 || Number.isNaN(time) ? null : new Date(time).toISOString();
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const DATE =
  /\b(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s+([+-]\d{4}|[a-z]{1,5}))?/i;

const ZONES: ReadonlyMap<string, number> = new Map([
  ["EST", -300],
  ["EDT", -240],
  ["CST", -360],
  ["CDT", -300],
  ["MST", -420],
  ["MDT", -360],
  ["PST", -480],
  ["PDT", -420],
]);

function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d\d)(\d\d)$/.exec(zone);
  if (match === null) return ZONES.get(zone.toUpperCase()) ?? 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}
