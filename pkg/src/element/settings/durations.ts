import { Rows } from "../../rows.js";

let row: Rows | undefined;

/** Whether a text is a length of time that a setting can have. The core judges it, by a plan of one row. */
export function isDuration(text: string, field: "gap" | "duration"): boolean {
  if (text.trim() === "") return false;
  try {
    row ??= Rows.fromColumns({ time: BigInt64Array.of(0n) });
    row.windows(field === "gap" ? { gap: text } : { max: { duration: text } }).free();
    return true;
  } catch {
    return false;
  }
}

const UNITS: [RegExp, string][] = [
  [/^(s|seg)/i, "s"],
  [/^min/i, "m"],
  [/^(h|std)/i, "h"],
  [/^(d|t)/i, "d"],
  [/^(w|sem|week)/i, "w"],
  [/^m/i, "m"],
];

/** What someone may have meant: "9 hours please" is "9h". */
export function meantDuration(text: string): string | undefined {
  const [, amount, word] = /(\d+(?:[.,]\d+)?)\s*(\p{L}*)/u.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const unit = UNITS.find(([pattern]) => pattern.test(word ?? ""))?.[1] ?? "h";
  const meant = amount.replace(",", ".") + unit;
  return isDuration(meant, "duration") ? meant : undefined;
}
