import { WindowError } from "../error.js";
import { shown } from "../options.js";
import type { Amounts, Spec } from "../spec.js";
import { WIDEST_TIMESTAMP, timestampText, microsOf } from "./civil.js";
import { utf8Length } from "./render.js";
import { strftime, widestTime } from "./strftime.js";
import { type Template, missingColumn, parseTemplate, placeholders } from "./template.js";
import type { TimeUnit } from "../rows.js";

/** How many tokens a text is, or any other size that a model's text has. */
export type TextCounter = (text: string) => number;

/** What is sent around the lines of a window, and what is kept free. */
export interface Around {
  /** What follows each line but the last: a line feed unless given. */
  separator?: string | undefined;
  /** The text before the lines; it may hold `{n}`, `{of}`, `{first}`, `{last}`, `{rows}` and `{chat}`. */
  before?: string | undefined;
  /** The text after the lines, with the same placeholders. */
  after?: string | undefined;
  /** What of each limit is kept for instructions or an answer, such as `{ tokens: 1_000 }`. */
  reserve?: Record<string, number | undefined> | undefined;
  /** Counts the tokens of what stands around the lines; their measure is `tokens`. */
  tokens?: TextCounter | undefined;
}

/** What bounds the width of the placeholders around the lines. */
export interface Extent {
  /** The number of rows, and so the most windows that a plan has. */
  rows: number;
  /** All values that `{chat}` can have. */
  chats?: readonly string[] | undefined;
}

/** What a window tells of itself in the text around its lines. */
export interface Facts {
  n: number;
  of: number;
  rows: number;
  first?: bigint | undefined;
  last?: bigint | undefined;
  chat?: string | undefined;
}

const NAMES = ["n", "of", "first", "last", "rows", "chat"] as const;
type Name = (typeof NAMES)[number];
const isTime = (name: string) => name === "first" || name === "last";

/** The text around the lines of windows, read once. */
export class Frame {
  readonly #before: Template;
  readonly #after: Template;

  /** @throws WindowError: `BAD_TEMPLATE`; `MISSING_COLUMN` for a placeholder that there is not */
  constructor({ before = "", after = "" }: Pick<Around, "before" | "after">) {
    [this.#before, this.#after] = [frameTemplate(before), frameTemplate(after)];
  }

  /** Whether `{chat}` stands in it. */
  get hasChat(): boolean {
    return [this.#before, this.#after].some((side) => placeholders(side).some(({ name }) => name === "chat"));
  }

  /** The texts before and after the lines of one window. */
  render(facts: Facts, unit: TimeUnit): [before: string, after: string] {
    const side = ({ parts }: Template) =>
      parts.map((part) => {
        if (typeof part === "string") return part;
        const value = facts[part.name as Name];
        if (value === undefined) return "";
        if (typeof value !== "bigint") return String(value);
        return part.format ? strftime(part.format, microsOf(value, unit)) : timestampText(value, unit);
      }).join("");
    return [side(this.#before), side(this.#after)];
  }

  /**
   * The most that both texts take, by a measure of texts. A placeholder takes what its characters take one by
   * one, as a counter may join any of them, or none.
   */
  widest(size: TextCounter, { rows, chats = [] }: Extent): number {
    const digits = "0123456789";
    const digit = Math.max(...Array.from(digits, size));
    const ofLetters = new Map<string, number>();
    const spelt = (text: string) => {
      let sum = 0;
      for (const letter of text) {
        let one = ofLetters.get(letter);
        if (one === undefined) ofLetters.set(letter, (one = digits.includes(letter) ? digit : size(letter)));
        sum += one;
      }
      return sum;
    };
    let sum = 0;
    for (const part of [...this.#before.parts, ...this.#after.parts]) {
      if (typeof part === "string") sum += size(part);
      else if (part.name === "chat") sum += chats.reduce((most, chat) => Math.max(most, size(chat)), 0);
      else if (isTime(part.name)) sum += spelt(part.format ? widestTime(part.format) : WIDEST_TIMESTAMP);
      else sum += spelt(String(rows));
    }
    return sum;
  }
}

function frameTemplate(source: string): Template {
  const template = parseTemplate(source);
  for (const placeholder of placeholders(template)) {
    if (!(NAMES as readonly string[]).includes(placeholder.name)) throw missingColumn(placeholder, NAMES);
    if (placeholder.format && !isTime(placeholder.name)) {
      throw new WindowError("BAD_TEMPLATE", `${placeholder.written} at character ${placeholder.place} is no time; leave out its format`);
    }
  }
  return template;
}

/**
 * The spec that the core is given, so that what is sent of a window keeps within the limits that the caller has
 * set. What stands around the lines, at its widest, and what is reserved is taken off each limit; the separator
 * after the last line, which is not sent, is given back to `bytes`.
 *
 * @throws WindowError: `BAD_RESERVE` where that leaves nothing, `BAD_TEMPLATE`, `MISSING_COLUMN`
 */
export function sentSpec(spec: Spec, around: Around, extent: Extent): Spec {
  const { separator = "\n", reserve = {}, tokens } = around;
  const frame = new Frame(around);
  const taken: Record<string, number> = { bytes: frame.widest(utf8Length, extent) };
  if (tokens) taken.tokens = frame.widest(tokens, extent);
  const given: Record<string, number> = { bytes: utf8Length(separator) };
  const max: Amounts = { ...spec.max };
  for (const [measure, amount] of Object.entries(reserve)) {
    if (amount === undefined || amount === null) continue;
    if (!Number.isInteger(amount) || amount < 0 || measure === "duration") {
      throw new WindowError("BAD_RESERVE", `reserve.${measure} is ${shown(amount)}; give a whole number of a measure, such as { tokens: 1000 }`);
    }
    taken[measure] = (taken[measure] ?? 0) + amount;
  }
  for (const [measure, limit] of Object.entries(max)) {
    const isAmount = typeof limit === "bigint" || (Number.isInteger(limit) && measure !== "duration");
    if (!isAmount || !((limit as number | bigint) >= 1)) continue; // what is no limit is refused by the core
    const [off, back] = [taken[measure] ?? 0, given[measure] ?? 0];
    const left = Number(limit) - off;
    if (left < 1) {
      const reserved = reserve[measure] ?? 0;
      const sentence = `of max.${measure}, ${limit}, the text around the lines takes ${off - reserved} and the reserve ${reserved}, which leaves nothing; raise the limit, or shorten these`;
      throw new WindowError("BAD_RESERVE", sentence);
    }
    max[measure] = left + back;
  }
  return { ...spec, ...(spec.max && { max }) };
}
