import { DIGIT, MARKS, SPACES, type ReadClock, type WrittenDate, plain, readClock, writtenDate } from "../../stamps/index.js";

const MARK = `[${MARKS}]`;
const SPACE = `[${SPACES}]`;
/** Letters of all scripts: whatever is not ASCII, but for dashes and the wide colon. */
const LETTERS = "A-Za-z\u0080-\u200f\u2016-\uff19\uff1b-\uffff";
const LETTER = `[${LETTERS}]`;
const WORD = `${LETTER}(?:[${LETTERS}. ]|-${LETTER}){0,15}`;

const NUMERIC = `${DIGIT}{1,4}\\.?${MARK}*${SPACE}?[./-]${SPACE}?${DIGIT}{1,2}\\.?${MARK}*${SPACE}?[./-]${SPACE}?${DIGIT}{1,4}\\.?(?:${SPACE}(?:г\\.?|BE|AH|AP|พ\\.?ศ\\.?|هـ|ه\\.ش\\.?))?`;
const EAST_ASIAN = `(?:民國|民国|令和|平成|R|H)?${DIGIT}{1,4}(?:[년年]|/)${SPACE}?${DIGIT}{1,2}(?:[월月]|/)${SPACE}?${DIGIT}{1,2}[일日]?`;
const NAMED = `${DIGIT}{1,2}\\.?${SPACE}(?:de )?${LETTER}{3,12}\\.?,?${SPACE}(?:del? )?${DIGIT}{4}(?:${SPACE}г\\.?)?|${LETTER}{3,12}\\.?${SPACE}${DIGIT}{1,2},${SPACE}${DIGIT}{4}`;
const DATE = `(?:${NUMERIC}|${EAST_ASIAN}|${NAMED})`;
const CLOCK = `(?:${WORD}${SPACE}?)?${DIGIT}{1,2}(?:[:.]|${SPACE}?[hH]${SPACE}?)${DIGIT}{2}(?:[:.]${DIGIT}{2}|${SPACE}?min${SPACE}?${DIGIT}{2}${SPACE}?s)?(?:${SPACE}*${WORD})?`;
/** What stands between a date and its clock. */
const BETWEEN = `(?:${SPACE}[-–]${SPACE}|T|[,،]?${MARK}*${SPACE}+${MARK}*)(?:(?:at|um|à|a las?|alle|às|ás|kl\\.?|klo|u|o|в|о|ob|kell|saat|jam|lúc|pukul|στις|เวลา) )?`;
const CLOSING = `(?:${MARK}*\\]${MARK}*(?:${SPACE}[-–])?[${SPACES}\\t]?|(?:${SPACE}[-–]|[:;,])(?:[${SPACES}\\t]|$))`;
/** What a message of WhatsApp begins with, in two groups: up to the clock, or to the date where the clock comes first; and the rest. */
export const HEADER = `^(${MARK}*(?:\\[${MARK}*)?(?:${DATE}${MARK}*${BETWEEN}|${CLOCK},?${SPACE}))((?:${CLOCK}|${DATE})${CLOSING})`;

/** A date or a clock in a header, with the characters around it. `14.23.00` can be read as both. */
export interface Part {
  readonly date?: WrittenDate;
  readonly clock?: ReadClock;
  /** The writing without the numbers: what one program writes is of one shape. */
  readonly shape: string;
  /** Where the date or clock begins and ends in the text. */
  readonly from: number;
  readonly to: number;
}

const LEADING = new RegExp(`^(${MARK}*(\\[?))([^]*?)(?:${BETWEEN}|,?${SPACE})$`);
const CLOSED = new RegExp(`^([^]*?)(${CLOSING})$`);

/** The first group of a header. */
export function firstPart(text: string): Part | undefined {
  const [, before = "", opening = "", stamp = ""] = LEADING.exec(text) ?? [];
  return partOf(before.length, stamp, text, opening);
}

/** The second group of a header. */
export function secondPart(text: string): Part | undefined {
  const [, stamp = "", closing = ""] = CLOSED.exec(text) ?? [];
  return partOf(0, stamp, text, plain(closing).trim().replace("–", "-"));
}

function partOf(from: number, stamp: string, text: string, around: string): Part | undefined {
  const [date, clock] = [writtenDate(stamp), readClock(stamp)];
  if (!date && !clock) return undefined;
  return { ...(date && { date }), ...(clock && { clock }), shape: `${around} ${shapeOf(text)}`, from, to: from + stamp.length };
}

const DIGITS = new RegExp(`${DIGIT}+`, "g");

function shapeOf(text: string): string {
  return (
    plain(text)
      .replace(DIGITS, (digits) => (digits.length > 2 ? "0000" : "0"))
      .replace(/[^\s\d[\](),،;:./–-]+\.?/g, "a")
      // Some halves of the day have two words.
      .replace(/a(?:[ -]a)+/g, "a")
      .replace(/\s+/g, " ")
      .trim()
  );
}

/** Tells what may be a date or a clock: the date comes first, unless the second parts are nothing else. */
export function settled(first: readonly Part[], second: readonly Part[]): [first: Part[], second: Part[]] {
  const isDate = ({ date, clock }: Part) => date !== undefined && clock === undefined;
  const isFirst = first.some(isDate) || !second.some(isDate);
  const settle = (part: Part, isDate: boolean): Part => {
    const { date, clock, ...rest } = part;
    return date && clock ? { ...rest, ...(isDate ? { date } : { clock }) } : part;
  };
  return [first.map((part) => settle(part, isFirst)), second.map((part) => settle(part, !isFirst))];
}

/** Whether two parts are a header: a date and a clock, and a bracket that closes what a bracket opened. */
export function fit(first: Part, second: Part): boolean {
  if ((first.date === undefined) === (second.date === undefined)) return false;
  const closing = second.shape.slice(0, second.shape.indexOf(" "));
  if ((first.shape[0] === "[") !== (closing === "]")) return false;
  // A comma closes only what is written out: else, it is a table's.
  return closing !== "," || first.date?.order === "YMD" || first.shape.startsWith(" 0000. ");
}

const header = new RegExp(HEADER);

/** Whether a line begins a message. */
export function isHeader(line: string): boolean {
  const match = header.exec(line);
  const [first, second] = match ? [firstPart(match[1]!), secondPart(match[2]!)] : [];
  if (!first || !second) return false;
  const [[date], [clock]] = settled([first], [second]);
  return fit(date!, clock!);
}
