import { html, type TemplateResult } from "lit";
import { count } from "./numbers.js";
import { language, words } from "./language.js";

/** What fills a text in: numbers are written in the language that is chosen. */
export type Values = Record<string, string | number | TemplateResult>;

/** Fills in `{name}`, and `{name:one|many}` by that number's plural. What there is no value for stays. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)(?::([^{}|]*)\|([^{}]*))?\}/g, (written, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return written;
    if (one !== undefined) return new Intl.PluralRules(language()).select(Number(value)) === "one" ? one : many!;
    return typeof value === "number" ? count(value) : isolated(String(value));
  });
}

/** Text that is written from right to left would draw what stands after it to its other side. */
const isolated = (text: string) => (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text);

/** The same with what stands between asterisks in bold. Values are text, whatever is in them. */
export function rich(text: string, values: Values = {}): (string | TemplateResult)[] {
  return text.split("*").map((part, i) => (i % 2 === 1 ? html`<b>${fill(part, values)}</b>` : fill(part, values)));
}

/** A length of time in its largest unit. */
export function duration(milliseconds: number): string {
  const { day1, hour1, minute1, second1 } = words();
  const units = [
    [day1, 172_800_000, 86_400_000],
    [hour1, 5_400_000, 3_600_000],
    [minute1, 60_000, 60_000],
    [second1, 0, 1_000],
  ] as const;
  const [text, , size] = units.find(([, from]) => milliseconds >= from) ?? units[3];
  return fill(text, { n: Math.round(milliseconds / size) });
}
