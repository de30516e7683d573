const integers = new Intl.NumberFormat("en");
const shares = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const shorts = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

export const count = (value: number) => integers.format(value);
export const share = (value: number) => shares.format(value);
export const short = (value: number) => shorts.format(value);
export const plural = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

/** An amount of money, of which small ones are not nothing. */
export function money(value: number): string {
  return value > 0 && value < 0.1 ? value.toPrecision(2) : value.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",");
}

/** A time that a clock of 0.1 ms can tell. */
export function milliseconds(value: number): string {
  if (value < 0.1) return "< 0.1 ms";
  return `${value < 10 ? value.toFixed(1) : count(Math.round(value))} ms`;
}

/** What a Date can hold. */
const LAST = 8.64e15;

/** A time in milliseconds as `YYYY-MM-DD HH:MM:SS` of UTC, and what is left of a second. */
export function exactTime(milliseconds: number): string {
  if (Math.abs(milliseconds) > LAST) return milliseconds > 0 ? "infinity" : "-infinity";
  return new Date(Math.floor(milliseconds)).toISOString().replace("T", " ").replace(/(\.000)?Z$/, "");
}

/** The same to the minute. */
export const time = (milliseconds: number) => exactTime(milliseconds).replace(/:\d\d(\.\d+)?$/, "");
