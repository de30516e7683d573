import { isSystemSaying } from "./kinds.js";
import { MARKS, SPACES } from "../../stamps/index.js";

/** Who speaks, by what stands before the colon. */
export interface Author {
  /** Empty for what is no name, but words of a system line. */
  readonly author: string;
  /** Whether it is a name even where no space follows the colon. */
  readonly isBare: boolean;
}

/** The longest name of a person in WhatsApp; in contacts, there are longer ones. */
const LONGEST_NAME = 25;

/** What surrounds a name: marks, and the tilde of one that is not among the contacts. */
const AROUND = new RegExp(`^[~${SPACES}${MARKS}]+|[${SPACES}${MARKS}]+$`, "g");

/**
 * Who speaks, by the distinct texts before a colon.
 *
 * @param spaced how often a space follows the colon of each
 * @param bare how often none does
 */
export function authorsOf(names: readonly string[], spaced: Float64Array, bare: Float64Array): Author[] {
  const areBare = total(bare) > total(spaced);
  const all = new Set(names);
  const isName = (name: string, count: number) => {
    if (isSystemSaying(name)) return !isQuoting(name) && !isSentence(name, count, all);
    // Some names begin with a quote, and others look so where their encoding was mistaken.
    return !isQuoting(name) || count > 1;
  };
  return names.map((name, i) => ({
    author: isName(name, spaced[i]! + bare[i]!) ? name.replace(AROUND, "") : "",
    isBare: areBare || spaced[i]! > 0,
  }));
}

/** Whether what WhatsApp may say is too much for a name, or begins with the name of someone else. */
function isSentence(name: string, count: number, names: ReadonlySet<string>): boolean {
  if (name.length > LONGEST_NAME && (count === 1 || SENTENCES.test(name))) return true;
  for (let end = name.indexOf(" "); end > 0; end = name.indexOf(" ", end + 1)) if (names.has(name.slice(0, end))) return true;
  return false;
}

/** The end of a sentence, and another one. */
const SENTENCES = /[.!?] \p{Lu}|[。！？]./u;

/** The sum of counts. */
export const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);

/** Quotes that come in pairs, by what they are written with; in some languages, they point the other way. */
const QUOTES = ['"', "“”„‟", "«»", "‹›", "「」", "『』", "《》", "〈〉", "״"].map((quotes) => new RegExp(`[${quotes}]`, "g"));
/** A single quote is an apostrophe too: it opens behind a space. */
const OPEN_SINGLE = /(?:^|\s)(?:'[^\s'][^']*|‘[^’]*|‚[^‘’]*)$/;

/** Whether a quote is open at the end: a colon behind it is in a group's new name, not behind a name. */
function isQuoting(text: string): boolean {
  return OPEN_SINGLE.test(text) || QUOTES.some((quotes) => (text.match(quotes)?.length ?? 0) % 2 === 1);
}
