import { Options } from "../../wasm/windrow.js";

/** Whether a text is a length of time. The core judges it. */
export function isDuration(text: string): boolean {
  try {
    Options.spec({ max: { rows: 1 }, gap: text }).free();
    return text.trim() !== "";
  } catch {
    return false;
  }
}

const UNITS: [RegExp, string][] = [[/^(s|seg)/i, "s"], [/^min/i, "m"], [/^(h|std)/i, "h"], [/^(d|t)/i, "d"], [/^(w|sem|week)/i, "w"], [/^m/i, "m"]];

/** What someone may have meant: "9 hours please" is "9h". */
export function meantDuration(text: string): string | undefined {
  const [, amount, word] = /(\d+(?:[.,]\d+)?)\s*(\p{L}*)/u.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const unit = UNITS.find(([pattern]) => pattern.test(word ?? ""))?.[1] ?? "h";
  const meant = amount.replace(",", ".") + unit;
  return isDuration(meant) ? meant : undefined;
}
