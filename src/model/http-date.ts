const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const TIME = String.raw`(\d{2}):(\d{2}):(\d{2})`;

/** The forms that RFC 9110 (5.6.7) has every recipient read: of today and of RFC 850, and of asctime. */
const DAY_FIRST = new RegExp(String.raw`^[a-z]+, (\d{2})[ -]([a-z]{3})[ -](\d{2}|\d{4}) ${TIME} gmt$`);
const MONTH_FIRST = new RegExp(String.raw`^[a-z]{3} ([a-z]{3}) +(\d{1,2}) ${TIME} (\d{4})$`);

/**
 * The time that an HTTP date names, in milliseconds since 1970; undefined where it is none. Written out, because a Date
 * reads far more than that: `-1` is a day of the year 2001 to it.
 */
export function httpDate(text: string): number | undefined {
  const plain = text.trim().toLowerCase();
  const [, day, month, year, ...time] = DAY_FIRST.exec(plain) ?? [];
  if (day !== undefined) return millis({ year, month, day, time });
  const [, name, date, hours, minutes, seconds, of] = MONTH_FIRST.exec(plain) ?? [];
  return millis({ year: of, month: name, day: date, time: [hours, minutes, seconds] });
}

interface Parts {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly time: readonly (string | undefined)[];
}

function millis({ year, month, day, time }: Parts): number | undefined {
  const at = MONTHS.indexOf(month ?? "");
  if (at < 0) return undefined;
  const [hours, minutes, seconds] = time.map(Number);
  const days = daysSince1970(fullYear(year ?? ""), at + 1, Number(day));
  return (((days * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000;
}

/** Two digits are a year from 1970 to 2069: such dates are written by old servers about times that are near. */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number < 70 ? 2000 + number : 1900 + number;
}

/** Howard Hinnant's days_from_civil: years begin in March, so that the leap day is the last of its year. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
