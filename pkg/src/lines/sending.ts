import { WindowError } from "../error.js";
import { guardMethods } from "../methods.js";
import {
  type Check,
  badOption,
  callback,
  choice,
  isA,
  isList,
  listOf,
  namedOf,
  optionsOf,
  readOptions,
  shown,
  text,
  wholeOf,
  written,
} from "../options.js";
import type { Amounts, Spec } from "../spec.js";
import { WIDEST_TIMESTAMP, timestampText, microsOf } from "./civil.js";
import { UNITS, utf8Length } from "./render.js";
import { strftime, widestTime } from "./strftime.js";
import { type Template, missingColumn, parseTemplate, placeholders } from "./template.js";
import type { TimeUnit } from "../rows.js";

/** Counts the tokens of a text, or measures another size that matters to a model. */
export type TextCounter = (text: string) => number;

/**
 * The tokens of a text, by a counter that may be the caller's.
 *
 * @throws WindowError: `BAD_MEASURE` where it throws, or does not return a number
 */
export function countedBy(counter: TextCounter, given: string): number {
  let found: unknown;
  try {
    found = counter(given);
  } catch (cause) {
    if (isA(cause, WindowError)) throw cause;
    throw new WindowError("BAD_MEASURE", `the counter of tokens throws for ${shown(given)}: ${written(cause)}`, { cause });
  }
  if (Number.isInteger(found) && (found as number) >= 0) return found as number;
  const sentence = `the counter of tokens gives ${shown(found)} for ${shown(given)}; give a function of whole numbers of at least 0`;
  throw new WindowError("BAD_MEASURE", sentence);
}

/** The text around the lines of a window, and the reserve. */
export interface Around {
  /** The text after each line but the last; a line feed unless given. */
  separator?: string | undefined;
  /** The text before the lines; it may hold `{n}`, `{of}`, `{first}`, `{last}`, `{rows}` and `{chat}`. */
  before?: string | undefined;
  /** The text after the lines, with the same placeholders. */
  after?: string | undefined;
  /** The reserve: the part of each limit to keep free for instructions or an answer, such as `{ tokens: 1_000 }`. */
  reserve?: Record<string, number | undefined> | undefined;
  /** Counts the tokens of the text around the lines; the lines' own measure is `tokens`. */
  tokens?: TextCounter | undefined;
}

/** Bounds on the width of the placeholders around the lines. */
export interface Extent {
  /** The number of rows, which is also the most windows that a plan can have. */
  rows: number;
  /** All values that `{chat}` can have. */
  chats?: readonly string[] | undefined;
}

/** A window's values for the placeholders around its lines. */
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

const whole: Check<number> = (option, value) => wholeOf(value, 0, () => badOption(option, value, "a whole number of at least 0"));
const instant: Check<bigint> = (option, value) => {
  if (typeof value !== "bigint") throw badOption(option, value, "a time as a bigint");
  return value;
};
const FACTS = { n: whole, of: whole, rows: whole, first: instant, last: instant, chat: text as Check<string> };

/** The text around the lines of windows, parsed once. */
export class Frame {
  readonly #before: Template;
  readonly #after: Template;

  static {
    guardMethods(this, (value) => #before in value);
  }

  /** @throws WindowError: `BAD_TEMPLATE`; `MISSING_COLUMN` for a placeholder that there is not; `BAD_OPTION` */
  constructor(around: Pick<Around, "before" | "after">) {
    const { before = "", after = "" } = aroundOf(around);
    [this.#before, this.#after] = [frameTemplate(before), frameTemplate(after)];
  }

  /** Whether it has the placeholder `{chat}`. */
  get hasChat(): boolean {
    return [this.#before, this.#after].some((side) => placeholders(side).some(({ name }) => name === "chat"));
  }

  /**
   * The texts before and after the lines of one window.
   *
   * @throws WindowError: `BAD_OPTION`
   */
  render(given: Facts, unit: TimeUnit): [before: string, after: string] {
    const facts = optionsOf(given, "what the window tells", "{ n: 1, of: 9, rows: 50 }", FACTS);
    choice("unit", unit, UNITS);
    const side = ({ parts }: Template) =>
      parts
        .map((part) => {
          if (typeof part === "string") return part;
          const value = facts[part.name as Name];
          if (value === undefined) return "";
          if (typeof value !== "bigint") return String(value);
          return part.format ? strftime(part.format, microsOf(value, unit)) : timestampText(value, unit);
        })
        .join("");
    return [side(this.#before), side(this.#after)];
  }

  /**
   * The most that both texts take, by a measure of texts. A placeholder takes what its characters take one by
   * one, as a counter may join any of them, or none.
   *
   * @throws WindowError: `BAD_MEASURE` for an invalid measure, `BAD_OPTION`
   */
  widest(measure: TextCounter, extent: Extent): number {
    callback("the measure", measure);
    const size = (text: string) => countedBy(measure, text);
    const { rows, chats = [] } = extentOf(extent);
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
      throw new WindowError(
        "BAD_TEMPLATE",
        `${placeholder.written} at character ${placeholder.place} is no time; leave out its format`,
      );
    }
  }
  return template;
}

/**
 * The spec for the core. It keeps the text sent for a window within the caller's limits: the widest text around the
 * lines and the reserve are subtracted from each limit. The separator after the last line is not sent, so its bytes are
 * added to `bytes`.
 *
 * @throws WindowError: `BAD_RESERVE` if nothing remains of a limit, `BAD_TEMPLATE`, `MISSING_COLUMN`
 */
export function sentSpec(spec: Spec, givenAround: Around, givenExtent: Extent): Spec {
  const around = aroundOf(givenAround);
  const extent = extentOf(givenExtent); // once, as it may be read only once
  const { separator = "\n", reserve = {}, tokens } = around;
  const frame = new Frame(around);
  const taken = Object.assign(Object.create(null) as Record<string, number>, { bytes: frame.widest(utf8Length, extent) });
  if (tokens) taken.tokens = frame.widest(tokens, extent);
  const back = utf8Length(separator);
  const asked = specOf(spec);
  const max = maxOf(asked);
  for (const [measure, amount] of Object.entries(reserve)) {
    if (amount === undefined || amount === null) continue;
    if (!Number.isInteger(amount) || amount < 0 || measure === "duration") {
      throw new WindowError(
        "BAD_RESERVE",
        `reserve.${measure} is ${shown(amount)}; give a whole number of a measure, such as { tokens: 1000 }`,
      );
    }
    taken[measure] = (taken[measure] ?? 0) + amount;
  }
  for (const [measure, limit] of Object.entries(max)) {
    const isAmount = typeof limit === "bigint" || (Number.isInteger(limit) && measure !== "duration");
    if (!isAmount || !((limit as number | bigint) >= 1)) continue; // the core refuses invalid limits
    const off = taken[measure] ?? 0;
    const left = Number(limit) - off;
    if (left < 1) {
      const reserved = reserve[measure] ?? 0;
      const sentence = `of max.${measure}, ${limit}, the text around the lines takes ${off - reserved} and the reserve ${reserved}, which leaves nothing; raise the limit, or shorten these`;
      throw new WindowError("BAD_RESERVE", sentence);
    }
    max[measure] = measure === "bytes" ? left + back : left;
  }
  return { ...asked, ...(Object.keys(max).length > 0 && { max }) };
}

/** A copy of a spec, whatever getters it has. */
export function specOf(spec: Spec): Spec {
  const read: Record<string, unknown> = {};
  readOptions(spec, "the spec", "{ max: { bytes: 32000 } }", (option, value) => (read[option] = value));
  return read;
}

/** The limits of a spec by name; empty where `max` is not an object, which the core refuses. */
export function maxOf({ max }: Spec): Amounts {
  const amounts = Object.create(null) as Amounts;
  if (typeof max !== "object" || max === null || isList(max)) return amounts;
  readOptions(max, "max", "{ bytes: 32000 }", (measure, limit) => (amounts[measure] = limit as number));
  return amounts;
}

const amounts: Check<Record<string, number>> = (option, value) =>
  namedOf(option, value, (_, amount) => amount as number, "{ tokens: 1_000 }");

/** The text around the lines, from an object that may hold more. */
function aroundOf(given: Around): Around {
  const around: Record<string, unknown> = {};
  const checks: Record<string, Check<unknown>> = {
    separator: text,
    before: text,
    after: text,
    reserve: amounts,
    tokens: callback,
  };
  readOptions(given, "what stands around the lines", '{ before: "Part {n}", reserve: { tokens: 1_000 } }', (option, value) => {
    if (Object.hasOwn(checks, option)) around[option] = checks[option]!(option, value);
  });
  return around;
}

function extentOf(given: Extent): Extent {
  const { rows, chats } = optionsOf(given, "the extent", "{ rows: rows.length }", {
    rows: (option, value) => wholeOf(value, 0, () => badOption(option, value, "the number of rows")),
    chats: (option, value) => listOf(option, value, text, '["a chat"]'),
  });
  if (rows === undefined) throw badOption("rows", rows, "the number of rows");
  return { rows, chats };
}
