import { type Language, language, locale } from "./language.js";

/** Formats that are made once for each language. */
function kept<F>(make: () => F): () => F {
  const all = new Map<Language, F>();
  return () => {
    let format = all.get(language());
    if (!format) all.set(language(), (format = make()));
    return format;
  };
}

const number = (options: Intl.NumberFormatOptions) => kept(() => new Intl.NumberFormat(locale("numbers"), options));
// Times of a file are those of someone's clock, or UTC: they are shown as they are written there.
const date = (options: Intl.DateTimeFormatOptions) =>
  kept(() => new Intl.DateTimeFormat(locale("dates"), { timeZone: "UTC", ...options }));

const integers = number({ maximumFractionDigits: 0 });
const percents = [0, 1].map((digits) =>
  number({ style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
const dollars = [2, 3, 4].map((digits) =>
  number({ style: "currency", currency: "USD", minimumFractionDigits: 2, maximumFractionDigits: digits }),
);
const sizes = (["byte", "kilobyte", "megabyte", "gigabyte"] as const).map((unit) =>
  number({ style: "unit", unit, maximumSignificantDigits: 3 }),
);

export const count = (value: number) => integers().format(value);
export const percent = (value: number, digits: 0 | 1 = 1) => percents[digits]!().format(Number.isFinite(value) ? value : 0);
/** An amount in dollars, with at most `digits` decimals: unless given, four below a cent, which would round to nothing. */
export const money = (value: number, digits = value > 0 && value < 0.01 ? 4 : 2) => dollars[digits - 2]!().format(value);

export function bytesText(value: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(value, 1)) / 3), 0), sizes.length - 1);
  return sizes[power]!().format(value / 1_000 ** power);
}

const days = date({ day: "numeric", month: "short", year: "numeric" });
const longDays = date({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const months = date({ month: "short" });
const clocks = date({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dateTimes = date({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** What a Date can hold; times may be infinite. */
const LAST = 8.64e15;
const told = (format: () => Intl.DateTimeFormat) => (milliseconds: number) => {
  if (Math.abs(milliseconds) <= LAST) return format().format(milliseconds);
  return milliseconds > 0 ? "∞" : "−∞";
};

export const day = told(days);
export const month = (milliseconds: number) => told(months)(milliseconds).replace(".", "");
export const clockTime = told(clocks);
export const dateTime = told(dateTimes);
export function longDay(milliseconds: number): string {
  const text = told(longDays)(milliseconds);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A round number of thousands or millions, as ticks and captions have it. */
export function short(value: number): string {
  const [by, unit] = value >= 999_500 ? [1e6, " M"] : value >= 1_000 ? [1e3, " k"] : [1, ""];
  return shorts().format(value / by) + unit;
}
const shorts = number({ maximumSignificantDigits: 3 });

/** What someone types for a number, with separators or without; NaN for anything else. */
export function numberOf(text: string): number {
  const digits = text.replace(/[\s\u00a0\u202f_]/g, "");
  const grouped = /^\d{1,3}([.,]\d{3})+$/.test(digits) ? digits.replace(/[.,]/g, "") : digits.replace(",", ".");
  const times = { k: 1e3, m: 1e6 }[/[km]$/i.exec(grouped)?.[0].toLowerCase() ?? ""] ?? 1;
  return grouped === "" ? NaN : Number(grouped.replace(/[km]$/i, "")) * times;
}
