import { calendarOf, gregorian } from "./calendars.js";
import { latinDigits } from "./digits.js";
import { plain } from "./marks.js";
import { monthOf } from "./months.js";

/** The order of day, month and year in a date. */
export type DateOrder = "DMY" | "MDY" | "YMD";

/** A date as it is written: three numbers whose order may be ambiguous. */
export interface WrittenDate {
  readonly numbers: readonly [string, string, string];
  /** The order, if the text determines it, as a month's name does. */
  readonly order?: DateOrder;
  readonly era?: string;
  /** Whether its digits are Persian. */
  readonly isPersian?: boolean;
}

/** The dates that were read. */
export interface ReadDates {
  /** Days since 1970; NaN for a date that does not exist. */
  readonly days: Float64Array;
  readonly order: DateOrder;
  /** Whether another order is as likely. */
  readonly isGuessed: boolean;
  /** The first date in a calendar other than the Gregorian, and that calendar's name. */
  readonly calendar?: { readonly name: string; readonly at: number };
}

const ERA = "(?: ?(BE|AH|AP|พ\\.?ศ\\.?|هـ|ه‍|ه\\.ش\\.?))?";
/** Bulgarian and Macedonian say that it is a year. */
const NUMERIC = new RegExp(`^(\\d{1,4})\\.? ?[./-] ?(\\d{1,2})\\.? ?[./-] ?(\\d{1,4})\\.?(?: ?г\\.?)?${ERA}$`);
const EAST_ASIAN = /^(民國|民国|令和|平成|R|H)?(\d{1,4})(?:년|年|\/) ?(\d{1,2})(?:월|月|\/) ?(\d{1,2})(?:일|日)?$/;
const DAY_THEN_NAME = /^(\d{1,2})\.?[ -](?:de |d')?([^\d\s,-]+),?(?: de| del)?[ -](\d{4}|\d{2})(?: г\.?)?$/;
/** The format of C's asctime, in the language of the machine, with or without its day of the week. */
const ASCTIME = /^(?:[^\s\d]{2,6} )?([^\s\d]{3,6}) +(\d{1,2}) (?:\d\d:\d\d:\d\d )?(\d{4})$/;
const NAME_THEN_DAY = /^([^\d\s,]+) (\d{1,2}),? (\d{4})$/;

/** Reads a date; undefined for any other text. */
export function writtenDate(text: string): WrittenDate | undefined {
  const date = latinDigits(plain(text)).trim();
  const numeric = NUMERIC.exec(date);
  if (numeric) {
    const [, a, b, c, era] = numeric;
    return { numbers: [a!, b!, c!], ...(era && { era }), ...(/[۰-۹]/.test(text) && { isPersian: true }) };
  }
  const eastern = EAST_ASIAN.exec(date);
  if (eastern) return { numbers: [eastern[2]!, eastern[3]!, eastern[4]!], order: "YMD", ...(eastern[1] && { era: eastern[1] }) };
  const [day, name, year] = DAY_THEN_NAME.exec(date)?.slice(1) ?? reordered(NAME_THEN_DAY.exec(date) ?? ASCTIME.exec(date)) ?? [];
  const month = name === undefined ? undefined : monthOf(name);
  return month === undefined ? undefined : { numbers: [day!, String(month), year!], order: "DMY" };
}

const reordered = (match: RegExpExecArray | null) => match && [match[2]!, match[1]!, match[3]!];

const ORDERS: readonly DateOrder[] = ["DMY", "MDY", "YMD"];
/** The earliest date of messengers, in days since 1970: an earlier date suggests a wrong order of numbers. */
const OLDEST = gregorian({ year: 2005, month: 1, day: 1 });
/** How many times denser the days of one order must be to decide between orders that no date excludes. */
const DENSER = 8;

/**
 * Reads dates as days. If no date determines the order of the numbers, it is the one in which all dates exist and time
 * goes back least. Remaining ambiguity is resolved by a guess.
 *
 * @param dates distinct ones, in the order of the file
 * @param preferred the order, unless a date contradicts it
 */
export function readDates(dates: readonly WrittenDate[], chosen?: DateOrder, preferred: DateOrder = "DMY"): ReadDates {
  const open = dates.filter(({ order }) => order === undefined);
  const orders = chosen ? [chosen] : [preferred, ...ORDERS.filter((order) => order !== preferred)];
  const [best, ...others] = orders
    .map((order) => judge(open, order))
    .sort((a, b) => a.wrong - b.wrong || a.back - b.back || dense(a, b));
  const isGuessed = others.some((other) => isAsGood(best!, other) && differ(open, best!.order, other.order));
  const order = open.length === 0 ? preferred : best!.order;
  const days = Float64Array.from(dates, (date) => dayOf(date, order).days);
  const at = dates.findIndex((date) => dayOf(date, order).calendar !== "");
  const calendar = at < 0 ? undefined : { name: dayOf(dates[at]!, order).calendar, at };
  return { days, order, isGuessed: open.length > 0 && isGuessed, ...(calendar && { calendar }) };
}

interface Judged {
  order: DateOrder;
  /** The number of dates that do not exist, or are earlier than messengers. */
  wrong: number;
  /** How often time goes back. */
  back: number;
  /** The sum of all steps in time, in days. */
  way: number;
}

function judge(dates: readonly WrittenDate[], order: DateOrder): Judged {
  const judged = { order, wrong: 0, back: 0, way: 0 };
  let last: number | undefined;
  for (const date of dates) {
    const { days } = dayOf(date, order);
    if (!(days >= OLDEST)) judged.wrong++;
    if (Number.isNaN(days)) continue;
    if (last !== undefined) {
      judged.way += Math.abs(days - last);
      if (days < last) judged.back++;
    }
    last = days;
  }
  return judged;
}

/** Of two orders in which time only advances, the one whose days follow more closely may be right. */
function dense(a: Judged, b: Judged): number {
  if (a.way * DENSER < b.way) return -1;
  return b.way * DENSER < a.way ? 1 : 0;
}

/** Whether another order is as likely. Years of two digits seldom come first, so that order needs strong evidence. */
function isAsGood(best: Judged, other: Judged): boolean {
  if (other.wrong !== best.wrong || other.back !== best.back) return false;
  return (best.order !== "YMD" && other.order !== "YMD") || (best.way > 0 && dense(best, other) === 0);
}

function differ(dates: readonly WrittenDate[], one: DateOrder, other: DateOrder): boolean {
  return dates.some((date) => !Object.is(dayOf(date, one).days, dayOf(date, other).days));
}

function dayOf({ numbers, order: own, era, isPersian }: WrittenDate, given: DateOrder): { days: number; calendar: string } {
  const order = own ?? given;
  const number = (part: string) => numbers[order.indexOf(part)]!;
  const [day, month] = [Number(number("D")), Number(number("M"))];
  // A day or a month cannot have three digits.
  if (number("D").length > 2 || number("M").length > 2) return { days: NaN, calendar: "" };
  const year = fullYear(number("Y"), era, isPersian);
  const calendar = calendarOf(year);
  return { days: calendar ? calendar.days({ year, month, day }) : NaN, calendar: calendar?.name ?? "" };
}

/** The years before the first year of Japan's eras and of the Republic of China. */
const ERAS: Record<string, number> = { 令和: 2018, R: 2018, 平成: 1988, H: 1988, 民國: 1911, 民国: 1911 };

/** The year with its century. */
function fullYear(written: string, era: string | undefined, isPersian = false): number {
  const year = Number(written);
  if (era !== undefined && era in ERAS) return year + ERAS[era]!;
  if (written.length > 2) return year;
  if (era !== undefined) return year + (era.startsWith("ه") || era === "AH" || era === "AP" ? 1400 : 2500);
  // Afghanistan writes Solar Hijri years with two digits; of those of our calendar, these are before messengers.
  if (isPersian && year < 9) return year + 1400;
  if (isPersian && year > 83) return year + 1300;
  // Buddhist years from 2552 on: there were no messengers in 1952, nor are there dates of 2052.
  return year >= 52 && year < 99 ? year + 2500 : year + 2000;
}
