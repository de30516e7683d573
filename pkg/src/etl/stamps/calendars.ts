/** The numbers of a date in any calendar. */
export interface YearMonthDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;

/** A calendar in which phones write dates, recognised by its years. */
interface Calendar {
  readonly name: string;
  /** The calendar's years since messengers exist. */
  readonly years: readonly [first: number, last: number];
  /** Days since 1970, or NaN for a date that does not exist. */
  days(date: YearMonthDay): number;
}

/** In the order to try them; no two share a year. */
const CALENDARS: readonly Calendar[] = [
  { name: "", years: [1900, 2200], days: gregorian },
  { name: "Buddhist", years: [2443, 2743], days: (date) => gregorian({ ...date, year: date.year - 543 }) },
  { name: "Minguo (Taiwan's)", years: [80, 189], days: (date) => gregorian({ ...date, year: date.year + 1911 }) },
  { name: "Solar Hijri (Persian)", years: [1370, 1424], days: (date) => searched("persian", 622.22, 365.2422, date) },
  { name: "Islamic (Umm al-Qura)", years: [1425, 1500], days: (date) => searched("islamic-umalqura", 622.54, 354.36707, date) },
];

/** The calendar of a year of three or four digits; undefined if there is none. */
export function calendarOf(year: number): Calendar | undefined {
  return CALENDARS.find(({ years: [first, last] }) => first <= year && year <= last);
}

/** Days since 1970 in the Gregorian calendar, or NaN for a date that does not exist. */
export function gregorian({ year, month, day }: YearMonthDay): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY_MS : NaN;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day for which the platform's calendar shows a date, searched near an estimate from the mean length of a year. */
function searched(calendar: string, epoch: number, meanYear: number, { year, month, day }: YearMonthDay): number {
  let formatter = formatters.get(calendar);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      timeZone: "UTC",
    });
    formatters.set(calendar, formatter);
  }
  const guess = Math.round((epoch - 1970) * 365.2425 + (year - 1 + (month - 1) / 12) * meanYear + day - 1);
  for (let off = 0; off <= 12; off++) {
    for (const days of off === 0 ? [guess] : [guess - off, guess + off]) {
      const parts = formatter.formatToParts(days * DAY_MS);
      const number = (type: string) => Number.parseInt(parts.find((part) => part.type === type)?.value ?? "", 10);
      if (number("year") === year && number("month") === month && number("day") === day) return days;
    }
  }
  return NaN;
}
