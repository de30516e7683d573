import { type Amounts, WindowError } from "windrow";
import { UsageError } from "./usage.js";
import { parseTime } from "./write/times.js";

/** A text that is not a number is returned as it is: the package's error explains it best. */
export function number(text: string | undefined): number | string | undefined {
  if (text === undefined || text.trim() === "" || Number.isNaN(Number(text))) return text;
  return Number(text);
}

/** A limit on a measure, or on the duration. */
const amount = (name: string, text: string) => (name === "duration" ? text : (number(text) as number));

/** A limit as an option gives it: refused here, before any file is read. @throws WindowError: `BAD_LIMIT` */
export function limit(name: string, text: string): number | string {
  const value = amount(name, text);
  if (name === "duration" || (Number.isInteger(value) && (value as number) >= 1)) return value;
  throw new WindowError("BAD_LIMIT", `--max-${name} is ${written(text)}; give a whole number of at least 1, such as 32000`);
}

/** An overlap: a share such as `0.2` or `20%`, or budgets such as `rows=5,duration=10m`. @throws WindowError: `BAD_OVERLAP` */
export function overlap(text: string): number | Amounts {
  if (text.includes("=")) return amounts(text);
  const share = /^\s*\d+(\.\d+)?\s*%\s*$/.test(text) ? parseFloat(text) / 100 : number(text);
  if (typeof share === "number" && share >= 0 && share < 1) return share;
  const advice = "give a share from 0 up to, but not including, 1, such as 0.2 or 20%, or budgets such as rows=5,duration=10m";
  throw new WindowError("BAD_OVERLAP", `--overlap is ${written(text)}; ${advice}`);
}

const written = (text: string) => (/^\S+$/.test(text) ? text : JSON.stringify(text));

/** Budgets such as `rows=5,duration=10m`. */
export function amounts(text: string): Amounts {
  return Object.fromEntries(
    text.split(",").map((budget) => {
      const [name, value] = pair(budget);
      return [name, amount(name, value)];
    }),
  );
}

export function pair(text: string): [name: string, value: string] {
  const [, name, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`${text} is not NAME=VALUE`);
  return [name, value];
}

/** A time in microseconds. */
export function instant(option: string, text: string): bigint {
  const time = parseTime(text);
  if (time !== undefined) return time;
  throw new UsageError(`--${option} ${text} is no time; give one such as 2024-02-29 or 2024-02-29T23:59:59Z`);
}

export function choice<T extends string>(option: string, value: string | undefined, choices: readonly T[]): T | undefined {
  if (value === undefined || choices.includes(value as T)) return value as T | undefined;
  throw new UsageError(`--${option} ${value} is not one of ${choices.join(", ")}`);
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", "0": "\0", "\\": "\\" };

/** Replaces the escapes `\n`, `\r`, `\t`, `\0` and `\\`, which shells leave as they are. */
export const escaped = (text: string) => text.replace(/\\([nrt0\\])/g, (_, name: string) => ESCAPES[name]!);
